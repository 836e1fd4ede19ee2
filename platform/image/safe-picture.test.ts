import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import sharp from 'sharp'
import { remadePicture, safePicture } from './safe-picture.ts'

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b3261e' } })
const made = async (bytes: Uint8Array) => {
  const verdict = await remadePicture(bytes)
  assert.ok(!verdict.refused, verdict.refused ? verdict.sentence : '')
  return verdict.value
}

test('a photograph keeps its pixels and loses its metadata and anything appended', async () => {
  const jpeg = await red(40, 30)
    .withExif({ IFD0: { Copyright: '不应保留的文字' } })
    .jpeg()
    .toBuffer()
  const picture = await made(Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004 appended')]))
  assert.deepEqual([picture.mediaType, picture.width, picture.height], ['image/jpeg', 40, 30])
  const { exif } = await sharp(picture.bytes).metadata()
  assert.equal(exif, undefined)
  assert.ok(!Buffer.from(picture.bytes).includes('appended'))
})

test('equal pictures have equal names; a huge one is made smaller', async () => {
  const large = await red(5000, 1000).png().toBuffer()
  const [one, two] = [await made(large), await made(large)]
  assert.equal(one.digest, two.digest)
  assert.deepEqual([one.width, one.height], [2000, 400])
})

test('a drawing is rasterised without asking anyone else for anything', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  const outside = `http://127.0.0.1:${port}/x.png`
  const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="20">
    <style>@import url("${outside}"); rect { fill: url(${outside}) }</style><script>alert(1)</script>
    <image href="${outside}" width="9" height="9"/><image xlink:href="file:///etc/hostname" width="9" height="9"/>
    <circle cx="30" cy="10" r="8" fill="#1d4e89"/></svg>`
  // A drawing with a document type that declares entities is no plain drawing; without it, it is shown.
  const plain = svg.replace(/<!DOCTYPE[\s\S]*?\]>/u, '')
  const picture = await made(Buffer.from(plain))
  server.close()
  assert.equal(asked, 0)
  assert.equal(picture.mediaType, 'image/png')
  assert.ok(picture.width >= 60)
  const { data, info } = await sharp(picture.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
  assert.deepEqual([...data.subarray(middle, middle + 3)], [0x1d, 0x4e, 0x89])
  assert.ok((await remadePicture(Buffer.from(svg))).refused)
})

test('what is no picture, and half a picture, are refused in words', async () => {
  const noise = await safePicture(Buffer.from('这不是图片'.repeat(30)))
  assert.equal(noise.refused && noise.code, 'picture-format')
  const png = await red(300, 300).png().toBuffer()
  const half = await safePicture(png.subarray(0, png.length / 2))
  assert.equal(half.refused && half.code, 'picture-unreadable')
  const whole = await safePicture(png)
  assert.ok(!whole.refused && whole.value.bytes.length > 0)
})

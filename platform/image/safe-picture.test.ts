import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import sharp from 'sharp'
import { safePicture } from './safe-picture.ts'

const pixels = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } }).composite([
    { input: Buffer.from('<svg width="20" height="20"><circle cx="9" cy="9" r="7" fill="#06c"/></svg>') },
  ])
const safe = async (bytes: Uint8Array) => {
  const verdict = await safePicture(bytes)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
const codeOf = async (bytes: Uint8Array) => {
  const verdict = await safePicture(bytes)
  return verdict.refused ? verdict.code : 'accepted'
}

test('PNG, JPEG and WebP come out in their own format without what they carried besides pixels; made safe twice is made safe once', async () => {
  const metadata = { IFD0: { Copyright: '某人' } }
  for (const [made, mediaType] of [
    [pixels().png(), 'image/png'],
    [pixels().jpeg(), 'image/jpeg'],
    [pixels().webp(), 'image/webp'],
  ] as const) {
    const bytes = await made.withExif(metadata).toBuffer()
    const once = await safe(Buffer.concat([bytes, Buffer.from('<script>')]))
    assert.equal(once.mediaType, mediaType)
    assert.equal(once.digest, createHash('sha256').update(once.bytes).digest('hex'))
    assert.ok(!Buffer.from(once.bytes).includes('<script>'))
    assert.equal((await sharp(once.bytes).metadata()).exif, undefined)
    assert.equal((await safe(once.bytes)).digest, once.digest)
    assert.deepEqual([once.width, once.height], [60, 40])
  }
})

test('other formats become PNG; a large picture is cut to 2,000 pixels, a camera rotation applied', async () => {
  assert.equal((await safe(await pixels().gif().toBuffer())).mediaType, 'image/png')
  const large = await safe(await pixels(4000, 1000).png().toBuffer())
  assert.deepEqual([large.width, large.height], [2000, 500])
  const turned = await safe(await pixels().jpeg().withMetadata({ orientation: 6 }).toBuffer())
  assert.deepEqual([turned.width, turned.height], [40, 60])
})

test('a drawing is drawn only when it needs nothing from outside', async () => {
  const svg = (inner: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">${inner}</svg>`)
  assert.equal((await safe(svg('<rect width="9" height="9" fill="url(#a)"/>'))).mediaType, 'image/png')
  for (const inner of [
    '<image href="file:///etc/passwd"/>',
    '<image href="http://127.0.0.1/x.png"/>',
    '<rect style="fill:url(http://127.0.0.1/)"/>',
    '<style>@import "x.css"</style>',
    '<script>1</script>',
  ])
    assert.equal(await codeOf(svg(inner)), 'PICTURE_UNREADABLE', inner)
  const entity = Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>')
  assert.equal(await codeOf(entity), 'PICTURE_UNREADABLE')
})

test('what is no picture, a cut one and a bomb of pixels are refused by name', async () => {
  assert.equal(await codeOf(Buffer.from('not a picture')), 'PICTURE_UNREADABLE')
  assert.equal(await codeOf(new Uint8Array(0)), 'PICTURE_UNREADABLE')
  assert.equal(await codeOf((await pixels().png().toBuffer()).subarray(0, 90)), 'PICTURE_UNREADABLE')
  assert.equal(await codeOf(new Uint8Array(21 * 1024 * 1024)), 'PICTURE_TOO_LARGE')
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  assert.equal(await codeOf(bomb), 'PICTURE_TOO_LARGE')
})

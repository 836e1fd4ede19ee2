import assert from 'node:assert/strict'
import path from 'node:path'
import { after, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { day } from '#platform/clock/day.ts'
import { systemFontFolders } from './fonts.ts'
import { type Imprint, openDocumentPress } from './press.ts'
import { qrSvg } from './qr.ts'

const fontDirs = [path.resolve('data/fonts'), ...systemFontFolders]
const press = openDocumentPress({ fontDirs, root: process.cwd() })
after(() => press.close())
const families = press.families().map((each) => each.role)
const skip =
  families.includes('serif') && families.includes('fangsong') ? false : 'this machine lacks the fonts'
const imprint: Imprint = { date: day('2026-11-20'), title: '试印 "甲"\\乙' }
const latin1 = new TextDecoder('latin1')

/** The PDF's objects as text, compressed streams opened. */
const opened = (pdf: Uint8Array): string => {
  const text = latin1.decode(pdf)
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return text + streams.join('\n')
}
const pagesOf = (pdf: Uint8Array): number => opened(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

const form = `#import "/press/press.typ": data, fonts, picture
#set text(font: fonts.fangsong, 12pt)
#for copy in data.copies [
  #page[姓名 #copy.name #picture("photo.jpg", width: 25mm) #picture("qr.svg", width: 20mm)]
]`

const photo = async () =>
  new Uint8Array(
    await sharp({ create: { width: 295, height: 413, channels: 3, background: '#eeeeee' } })
      .jpeg()
      .toBuffer(),
  )

test('one manuscript gives one page per copy, with photo and QR, and the same bytes every time', {
  skip,
}, async () => {
  const images = {
    'photo.jpg': await photo(),
    'qr.svg': new TextEncoder().encode(await qrSvg('https://example.org/c/1')),
  }
  const manuscript = {
    template: { source: form },
    data: { copies: [{ name: '张伟' }, { name: '李𫖮' }] },
    images,
  }
  const first = await press.render(manuscript, imprint)
  assert.equal(pagesOf(first), 2)
  assert.match(opened(first), /\/Subtype\s*\/Image/)
  assert.deepEqual(await press.render(manuscript, imprint), first)
})

test('rare characters fall back to the serif instead of a blank box', { skip }, async () => {
  const images = { 'photo.jpg': await photo(), 'qr.svg': new TextEncoder().encode(await qrSvg('x')) }
  const pdf = await press.render(
    { template: { source: form }, data: { copies: [{ name: '䶮㛃𬭎𫖮𡋤' }] }, images },
    imprint,
  )
  assert.match(opened(pdf), /NotoSerifCJKsc/)
})

test('the document carries the date that the caller gave', { skip }, async () => {
  const pdf = await press.render({ template: { source: '正文' }, data: null }, imprint)
  assert.match(opened(pdf), /CreationDate\s*\(D:20261120/)
})

test('an archival document declares PDF/A-2b', { skip }, async () => {
  const source = '#import "/press/press.typ": fonts\n#set text(font: fonts.serif)\n证书'
  const pdf = opened(await press.render({ template: { source }, data: null }, { ...imprint, archival: true }))
  assert.match(pdf, /pdfaid:part>2</)
  assert.match(pdf, /pdfaid:conformance>B</)
})

test('a font family that the machine lacks is a fault, never a silent substitute', async () => {
  const source = '#set text(font: "No Such Family")\nabc'
  await assert.rejects(
    press.render({ template: { source }, data: null }, imprint),
    /unknown font family: no such family/,
  )
})

test('a wrong template is a fault that names the place, and the press goes on', async () => {
  const source = '#import "/press/press.typ": data\n#data.absent'
  await assert.rejects(press.render({ template: { source }, data: {} }, imprint), /main\.typ: .*absent/)
  assert.equal(pagesOf(await press.render({ template: { source: 'abc' }, data: null }, imprint)), 1)
})

test('a job that overruns its time is a fault; the next job is served by a new worker', async () => {
  const hasty = openDocumentPress({ fontDirs: [], root: process.cwd(), jobMilliseconds: 1000 })
  try {
    const slow = '#for a in range(2500) { for b in range(2500) { let c = a * b } }'
    const overrun = hasty.render({ template: { source: slow }, data: null }, imprint)
    const next = hasty.render({ template: { source: 'abc' }, data: null }, imprint)
    await assert.rejects(overrun, /no document after 1000 ms/)
    assert.equal(pagesOf(await next), 1)
  } finally {
    await hasty.close()
  }
})

test('the event loop turns while a large job is being set', { skip }, async () => {
  const source =
    '#import "/press/press.typ": data, fonts\n#set text(font: fonts.serif)\n#for n in range(300) [#page[第 #n 页 #lorem(200)]]'
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const pdf = await press.render({ template: { source }, data: null }, imprint)
  clearInterval(timer)
  assert.equal(pagesOf(pdf), 300)
  assert.ok(turns > 5, `the loop turned ${turns} times`)
})

test('what cannot be drawn is refused by name before printing', { skip }, () => {
  const verdict = press.printable({ name: '张\u{1F9D1}三', notes: ['䶮', 12, null] }, ['fangsong', 'serif'])
  assert.ok(verdict.refused && verdict.code === 'glyph-missing')
  assert.deepEqual(verdict.details?.characters, ['\u{1F9D1}'])
  assert.equal(press.printable({ name: '㛃𡋤' }, ['fangsong', 'serif']).refused, false)
  const alone = press.printable({ name: '张㛃' }, ['fangsong'])
  assert.ok(!alone.refused || alone.details?.characters?.toString() === '㛃')
})

test('a missing font is a refusal with its remedy', async () => {
  const bare = openDocumentPress({ fontDirs: [], root: process.cwd() })
  const verdict = bare.printable('张', ['fangsong'])
  assert.ok(verdict.refused && verdict.code === 'font-missing')
  assert.match(verdict.sentence, /仿宋/)
  await bare.close()
})

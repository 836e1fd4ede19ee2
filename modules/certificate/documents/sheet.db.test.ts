import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { regime } from '#modules/policy/core/regime.ts'
import { day, dayOf } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { openWorld } from '#platform/command/testing.ts'
import { printSheets, type SheetSource, unprintableIn } from './sheet.ts'

const world = await openWorld({ entries: [], at: '2026-11-06' })
after(() => world.close())
const shandong = regime('shandong-social', day('2026-11-06'))
const skip = world.services.press.families().some(({ role }) => role === 'fangsong')
  ? false
  : '本机没有仿宋字体'

const source = (values: Partial<SheetSource> = {}): SheetSource => ({
  organisationId: '00000000-0000-0000-0000-000000000001',
  name: '李明',
  documentType: '居民身份证',
  documentNumber: '370102200001010010',
  occupationName: '电工',
  trade: '',
  level: 4,
  number: 'S000037000012264000001',
  issuerName: '澜川市试验职业培训学校',
  issuedOn: day('2026-11-06'),
  unprintable: '',
  photoFileId: null,
  token: 'e30.e30.c2ln',
  ...values,
})

const print = (
  sources: readonly SheetSource[],
  mode: 'full' | 'overprint' = 'full',
  offset = { x: 0, y: 0 },
) =>
  world.database.connection.app.transaction().execute((tx) => {
    const now = world.clock.now()
    const actor = world.actor('org-exam', source().organisationId)
    const context: QueryContext = { tx, actor, now, today: dayOf(now), services: world.services }
    const options = { mode, offset, date: day('2026-11-06') }
    return printSheets(context as CommandContext, sources, { regime: shandong, options })
  })

/** The PDF's objects as text, compressed streams opened. */
const opened = (pdf: Uint8Array): string => {
  const text = Buffer.from(pdf).toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return text + streams.join('\n')
}

interface Word {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Words with their places in millimetres, by poppler where the machine has it. */
const wordsOf = (pdf: Uint8Array): readonly Word[] | null => {
  const file = path.join(tmpdir(), `certificate-${process.pid}.pdf`)
  writeFileSync(file, pdf)
  const { status, stdout } = spawnSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
  if (status !== 0) return null
  return [
    ...stdout.matchAll(
      /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g,
    ),
  ].map(([, xMin, yMin, xMax, yMax, text]) => ({
    text: text!,
    x: ((Number(xMin) + Number(xMax)) / 2) * (25.4 / 72),
    y: ((Number(yMin) + Number(yMax)) / 2) * (25.4 / 72),
  }))
}

test('SDS-6.2-02 the filled fields are set in a FangSong face at 12 pt, and in overprint in no other face or size', {
  skip,
}, async () => {
  assert.deepEqual(shandong.certificate.form.value.font, { family: '仿宋', sizeName: '小四', points: 12 })
  const text = opened(await print([source()], 'overprint'))
  const faces = new Set(
    [...text.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([A-Za-z0-9-]+)/g)].map(([, name]) =>
      name!.replace('-Identity-H', ''),
    ),
  )
  assert.equal(faces.size, 1)
  assert.match([...faces][0]!, /FangSong|FandolFang/i)
  const sizes = new Set([...text.matchAll(/\/\S+ ([\d.]+) Tf/g)].map(([, size]) => Number(size)))
  assert.deepEqual([...sizes], [12])
})

test('SDS-6.2-01 the sheet is A4 landscape, names the organisation only and bears no authority', {
  skip,
}, async () => {
  const pdf = await print([source()])
  const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(opened(pdf)) ?? []
  assert.deepEqual(
    [width, height].map((points) => Math.round(Number(points) * (25.4 / 72))),
    [297, 210],
  )
  const words = wordsOf(pdf)
  if (!words) return
  const all = words.map(({ text }) => text).join('')
  assert.match(all, /澜川市试验职业培训学校/)
  assert.doesNotMatch(all, /人力资源|社会保障|监制|人社|中华人民共和国|国家/)
})

test('SDS-6.2-03 SDS-6.2-04 the sheet reads —— and 四级/中级工', { skip }, async () => {
  const words = wordsOf(await print([source(), source({ level: 1, trade: '矿山电工' })]))
  if (!words) return
  const all = words.map(({ text }) => text)
  for (const expected of [
    '——',
    '四级/中级工',
    '一级/高级技师',
    '矿山电工',
    'S000037000012264000001',
    '370102200001010010',
  ])
    assert.ok(all.includes(expected), expected)
})

test('overprint puts every field into its box on the blank, moved by the printer’s offset', {
  skip,
}, async () => {
  const placed = async (offset: { x: number; y: number }) => {
    const words = wordsOf(await print([source()], 'overprint', offset))
    return words && new Map(words.map(({ text, x, y }) => [text, { x, y }]))
  }
  const plain = await placed({ x: 0, y: 0 })
  const moved = await placed({ x: 2, y: -3 })
  if (!plain || !moved) return
  const boxes: readonly [string, number][] = [
    ['李明', 67.6],
    ['居民身份证', 80.4],
    ['370102200001010010', 94],
    ['电工', 106.6],
    ['——', 119.6],
    ['四级/中级工', 133],
    ['S000037000012264000001', 146.4],
  ]
  assert.equal(plain.size, boxes.length + 1)
  for (const [text, top] of boxes) {
    const at = plain.get(text)!
    assert.ok(Math.abs(at.x - (192 + 35)) < 1, `${text} stands at ${at.x}`)
    assert.ok(at.y > top && at.y < top + 12, `${text} stands at ${at.y}`)
    assert.ok(Math.abs(moved.get(text)!.x - at.x - 2) < 0.1)
    assert.ok(Math.abs(moved.get(text)!.y - at.y + 3) < 0.1)
  }
})

test('SDS-6.2-05 a name with a character the face lacks is found before printing and left blank, never a blank box', {
  skip,
}, async () => {
  const name = '李𫖮'
  const unprintable = unprintableIn(world.services.press, name)
  assert.equal(unprintable, '𫖮')
  assert.equal(unprintableIn(world.services.press, '李明'), '')
  const words = wordsOf(await print([source({ name, unprintable })], 'overprint'))
  if (!words) return
  assert.equal(
    words.some(({ text }) => text.includes('李') || text.includes('𫖮')),
    false,
  )
  assert.equal(words.length, 7)
})

test('many certificates make one file of as many pages', { skip }, async () => {
  const sources = Array.from({ length: 3 }, (_, n) => source({ number: `S00003700001226400000${n + 1}` }))
  const pdf = opened(await print(sources))
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 3)
})

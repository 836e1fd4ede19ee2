import path from 'node:path'
import { itemTypes } from '#modules/itembank/core/item.ts'
import { plain } from '#modules/itembank/core/rich.ts'
import type { PrintedItem, PrintedPaper } from '#modules/itembank/paper/documents/core/printed-paper.ts'
import { samplePaper } from '#modules/itembank/paper/documents/documents.fixture.ts'
import { formData, headData, picturesByDigest } from '#modules/itembank/paper/documents/set-paper.ts'
import { day } from '#platform/clock/day.ts'
import { systemFontFolders } from '#platform/document/fonts.ts'
import { type DocumentPress, openDocumentPress } from '#platform/document/press.ts'
import { qrSvg } from '#platform/document/qr.ts'
import type { Figure } from './figure.ts'

const questions = 100
const perPart = 25
const parts = 8
const imprint = { date: day('2026-12-26'), title: '试印' }

/** A run's paper is another than the one before it, or the press would know it already. */
const questionAt = (number: number, run: string): PrintedItem => {
  const options = (['A', 'B', 'C', 'D'] as const).map((label) => ({
    label,
    content: plain(`${run}第${number}题的${label}项，额定电流应不小于负荷电流`),
  }))
  const isChoice = number <= 80
  return {
    ...{ number: String(number), type: isChoice ? 'B' : 'C', points: 1, parts: [], explanation: [] },
    stem: plain(
      `（${run}${number}）低压断路器的脱扣电流与被保护线路的额定电流、导线截面和敷设方式之间的关系是（ ）。`,
    ),
    options: isChoice ? options : [],
    answer: plain(isChoice ? 'B' : '√'),
  }
}

const paper = (run: string): PrintedPaper => {
  const items = Array.from({ length: questions }, (_, at) => questionAt(at + 1, run))
  const sections = (['B', 'C'] as const).map((type) => ({
    ...{ type, typeName: itemTypes[type].name, pointsEach: 1 },
    items: items.filter((item) => item.type === type),
  }))
  return { ...samplePaper(), forms: [{ name: 'A', sections }], pictures: [] }
}

interface Run {
  readonly run: string
  readonly copies: number
}

/** A part of a run as the job sets it: copies with their numbers and codes. */
const setPart = async (press: DocumentPress, part: number, { run, copies }: Run) => {
  const of = paper(run)
  const numbers = Array.from({ length: copies }, (_, at) => (part - 1) * perPart + at + 1)
  const label = (number: number) => String(number).padStart(4, '0')
  const codes = numbers.map(async (number) => {
    const code = await qrSvg(`K7F39QXM-${label(number)}`)
    return [`copy-${number}.svg`, new TextEncoder().encode(code)] as const
  })
  const data = {
    head: headData(of),
    forms: of.forms.map((form) => formData(form, picturesByDigest(of))),
    copies: numbers.map((number) => ({
      ...{ number, label: label(number), code: 'K7F3-9QXM', at: 0, form: 'A' },
      qr: `copy-${number}.svg`,
    })),
  }
  const template = { path: 'modules/itembank/paper/documents/paper.typ' }
  const images = Object.fromEntries(await Promise.all(codes))
  return press.render({ template, data, images, bulk: copies > 1 }, imprint)
}

/** The same words in the same face and size, and nothing else: no typesetter can do with less. */
const plainPages = (press: DocumentPress, { run, copies }: Run) => {
  const texts = paper(run).forms.flatMap(({ sections }) =>
    sections.flatMap(({ items }) =>
      items.flatMap(({ stem, options }) => [stem, ...options.map(({ content }) => content)]),
    ),
  )
  const lines = texts.map((rich) =>
    rich.flatMap((block) =>
      block.kind === 'paragraph' ? block.content.map((run) => (run.kind === 'text' ? run.text : '')) : [],
    ),
  )
  const source = `#import "/press/press.typ": data, fonts
#set page(paper: "a4")
#set text(font: fonts.serif, size: 10.5pt)
#for copy in range(data.copies) { if copy > 0 { pagebreak() }; for line in data.lines { par(line) } }`
  const data = { copies, lines: lines.map((line) => line.join('')) }
  return press.render({ template: { source }, data, bulk: copies > 1 }, imprint)
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const oneCopy = async (press: DocumentPress): Promise<Figure> => {
  const value = await secondsOf(() => setPart(press, 1, { run: '甲', copies: 1 }))
  const floor = await secondsOf(() => plainPages(press, { run: '乙', copies: 1 }))
  const name = `print: a paper of ${questions} items`
  return { name, value, unit: 's', floor, ratio: value / floor, target: '< 1 s', ok: value < 1 }
}

const manyCopies = async (press: DocumentPress): Promise<Figure> => {
  const value = await secondsOf(async () => {
    for (let part = 1; part <= parts; part += 1) await setPart(press, part, { run: '丙', copies: perPart })
  })
  const floor = await secondsOf(async () => {
    for (let part = 1; part <= parts; part += 1) await plainPages(press, { run: '丁', copies: perPart })
  })
  const name = `print: ${parts * perPart} numbered copies of ${questions} items in ${parts} parts`
  const ratio = value / floor
  return { name, value, unit: 's', floor, ratio, target: '≤ 6 of the floor', ok: ratio <= 6 }
}

/** Typesetting alone: what a print run does besides is a few rows and one encryption a part. */
export const run = async (): Promise<readonly Figure[]> => {
  const fontDirs = [path.resolve('data/fonts'), ...systemFontFolders]
  const press = openDocumentPress({ root: process.cwd(), fontDirs })
  try {
    // The first job starts the press and reads the fonts; that is no part of any.
    await setPart(press, 1, { run: '戊', copies: 1 })
    await plainPages(press, { run: '己', copies: 1 })
    return [await oneCopy(press), await manyCopies(press)]
  } finally {
    await press.close()
  }
}

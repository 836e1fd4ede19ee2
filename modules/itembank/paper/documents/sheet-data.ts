import type { Json } from '#platform/contract/verdict.ts'
import { itemTypes } from '../../core/item.ts'
import type { SeatedCandidate } from '../candidates.port.ts'
import {
  answerLines,
  type PrintedForm,
  type PrintedItem,
  type PrintedPaper,
  pointsText,
} from './core/printed-paper.ts'

type Numbered = PrintedItem & { readonly shown: string }

/** A composite is answered in its parts, numbered within it. */
const answered = (item: PrintedItem): readonly Numbered[] =>
  item.parts.length === 0
    ? [{ ...item, shown: item.number }]
    : item.parts.map((part) => ({ ...part, shown: `${item.number}(${part.number})` }))

const labelsOf = ({ type, options }: PrintedItem): readonly string[] =>
  type === 'C' ? ['√', '×'] : options.map(({ label }) => label)

const isMarked = ({ type }: PrintedItem) => type === 'B' || type === 'C' || type === 'G'

const sectionData = (heading: string, items: readonly Numbered[]): readonly Json[] => {
  const marked = items.filter(isMarked)
  const written = items.filter((item) => !isMarked(item))
  const block = (marks: boolean, own: readonly Numbered[]): Json => ({
    heading,
    marks,
    widest: Math.max(0, ...own.map((item) => labelsOf(item).length)),
    items: own.map((item) => ({
      number: item.shown,
      points: pointsText(item.points),
      labels: marks ? [...labelsOf(item)] : [],
      lines: marks ? 0 : Math.max(1, answerLines(item)),
    })),
  })
  return [
    ...(marked.length > 0 ? [block(true, marked)] : []),
    ...(written.length > 0 ? [block(false, written)] : []),
  ]
}

const numerals = [...'一二三四五六七八九十']

/** The answer area for a form: a grid to mark for choices and judgements, lines for what is written. */
export const answerSections = ({ sections }: PrintedForm): Json =>
  sections.flatMap(({ type, typeName, items }, at) => [
    ...sectionData(
      `${numerals[at] ?? ''}、${typeName}${itemTypes[type].key === 'several' ? '（可选多项）' : ''}`,
      items.flatMap(answered),
    ),
  ])

/** HN-3.1.4-08: the seven fields, filled in as far as they are known. */
export const sheetData = (candidate: SeatedCandidate, room: string, code: string): Json => ({
  seat: candidate.seatNumber,
  name: candidate.name,
  ticket: candidate.ticketNumber,
  document: candidate.documentNumber,
  region: candidate.region,
  room,
  code: `${code}-${candidate.ticketNumber}`,
  qr: `seat-${candidate.seatNumber}.svg`,
})

/** What all sheets of a session share. */
export const sheetFrame = (
  { head }: PrintedPaper,
  form: PrintedForm,
  session: {
    readonly batch: string
    readonly number: number
    readonly time: string
    readonly subjectCode: string
  },
) => ({
  organisation: head.organisation,
  title: head.title,
  occupation: head.occupation,
  level: head.level,
  form: form.name,
  ...session,
  sections: answerSections(form),
})

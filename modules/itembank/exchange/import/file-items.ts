import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { ItemType } from '../../core/item.ts'
import type { Rich } from '../../core/rich.ts'
import type { ItemDraft, PartDraft, QuestionDraft } from '../../item/core/item.rule.ts'
import { noOwnData, type OwnData, typeFor } from '../core/own-data.ts'
import type { Format, Loss, ParsedFile, ParsedItem, ReadingProblem } from '../core/parsed.ts'
import { clip, withinBounds } from './draft-bounds.ts'
import { type ItemFileCode, refuseFile } from './file-refusal.ts'
import type { PictureShelf } from './html-pictures.ts'
import { LossList } from './losses.ts'

/** What a question asks, with the type that its form shows; without a type when items cannot hold the form. */
export interface SeenQuestion extends Omit<QuestionDraft, 'type'> {
  readonly type: ItemType | undefined
}

/** A question as a reader of a format sees it, before parts are joined with their composite. */
export interface FileQuestion {
  readonly place: string
  readonly source: string
  readonly question: SeenQuestion
  readonly explanation: Rich
  readonly own: OwnData
  readonly problems: readonly ReadingProblem[]
  readonly losses: readonly Loss[]
  readonly knowledge: readonly string[]
  /** Parts that stand within the question itself. */
  readonly parts?: readonly PartDraft[]
}

export const emptyQuestion: SeenQuestion = { type: undefined, stem: [], options: [], key: [] }

const longestSource = 4000

const typed = ({ question, own }: FileQuestion): QuestionDraft => ({
  ...question,
  type: question.type === undefined ? '' : typeFor(own.type, question.type),
})

const draftOf = (read: FileQuestion, parts: readonly PartDraft[]): ItemDraft => {
  const { code, pointCode, difficulty, consistency, figure, source } = read.own
  return {
    ...typed(read),
    ...{ code, pointCode, difficulty, consistency, figure, source },
    parts,
    explanation: read.explanation,
  }
}

const lossesOf = (reads: readonly FileQuestion[]): readonly Loss[] => {
  const losses = new LossList()
  const [first] = reads
  losses.addAll(first!.losses)
  for (const part of reads.slice(1)) {
    losses.addAll(part.losses)
    if (part.explanation.length > 0) losses.add('小题解析')
  }
  return losses.list()
}

/** A composite and the parts that follow it, or one question alone. */
const itemOf = (reads: readonly FileQuestion[]): ParsedItem => {
  const [first, ...rest] = reads as readonly [FileQuestion, ...FileQuestion[]]
  const following = rest.map((part) => ({ ...typed(part), share: part.own.share || '1' }))
  const { draft, problems } = withinBounds(draftOf(first, [...(first.parts ?? []), ...following]))
  const ofParts = rest.flatMap((part, at) =>
    part.problems.map(({ field, sentence }) => ({
      field: `parts.${at}.${field}`,
      sentence: `第${at + 1}小题：${sentence}`,
    })),
  )
  return {
    place: first.place,
    source: clip(reads.map(({ source }) => source).join('\n\n'), longestSource),
    draft,
    problems: [...first.problems, ...ofParts, ...problems],
    losses: lossesOf(reads),
    knowledge: first.knowledge,
  }
}

const orphan = (read: FileQuestion): FileQuestion => ({
  ...read,
  own: { ...noOwnData, type: read.own.type },
  problems: [
    ...read.problems,
    { field: 'parts', sentence: `所属的综合题${read.own.partOf}不在文件中，按单独的试题读取。` },
  ],
})

/** Joins parts with the composite before them. Every question ends in exactly one item. */
export const joinParts = (reads: readonly FileQuestion[]): readonly ParsedItem[] => {
  const groups: FileQuestion[][] = []
  const composites = new Map<string, FileQuestion[]>()
  for (const read of reads) {
    const { partOf, code } = read.own
    const whole = partOf === '' ? undefined : composites.get(partOf)
    if (whole) whole.push(read)
    else {
      const group = [partOf === '' ? read : orphan(read)]
      groups.push(group)
      if (read.question.type === 'F' && code !== '') composites.set(code, group)
    }
  }
  return groups.map(itemOf)
}

/** Places are unique within a file; a second one of a name gets its number. */
const distinct = (items: readonly ParsedItem[]): readonly ParsedItem[] => {
  const seen = new Map<string, number>()
  const taken = new Set(items.map(({ place }) => place))
  return items.map((item) => {
    const before = seen.get(item.place) ?? 0
    seen.set(item.place, before + 1)
    if (before === 0) return item
    let at = before + 1
    while (taken.has(`${item.place}（${at}）`)) at += 1
    const place = `${item.place}（${at}）`
    taken.add(place)
    return { ...item, place }
  })
}

/** The first name that every category has; a file without categories names no bank. */
export const namedBank = (reads: readonly FileQuestion[]): string => {
  const first = reads[0]?.knowledge[0] ?? ''
  return reads.every(({ knowledge }) => knowledge[0] === first) ? first : ''
}

export interface FileReading {
  readonly format: Format
  readonly bank: string
  readonly reads: readonly FileQuestion[]
  readonly losses: readonly Loss[]
  readonly shelf: PictureShelf
}

/** The last step of every reader: parts joined, places distinct, pictures made safe. */
export const parsedFile = async (reading: FileReading): Promise<Verdict<ParsedFile, ItemFileCode>> => {
  const { format, bank, reads, losses, shelf } = reading
  if (reads.length === 0) return refuseFile('file-no-questions')
  const settled = await shelf.settle(distinct(joinParts(reads)))
  return accept({ format, bank: clip(bank, 100), losses, ...settled })
}

import type { PaperEntry } from '../../assembly/core/draw.ts'
import { type Answer, type Item, type ItemType, itemTypes } from '../../core/item.ts'
import { textOf } from '../../core/rich.ts'

/** What a candidate's screen can show: items of these types have a key that a machine can compare. */
export type SeatItemType = 'single' | 'multiple' | 'judge'

export interface SeatItem {
  /** Position in the paper, `q001`: says nothing of the place in the bank. */
  readonly id: string
  readonly type: SeatItemType
  readonly stem: string
  readonly options: readonly { readonly label: string; readonly text: string }[]
  readonly points: number
}

/** `paper.json` of a sealed package: all that a room may ever hold. The key is no part of it. */
export interface SeatPaper {
  readonly paperId: string
  readonly title: string
  readonly subject: string
  readonly items: readonly SeatItem[]
}

export interface KeyEntry {
  readonly id: string
  readonly code: string
  readonly type: SeatItemType
  readonly points: number
  /** Labels as a seat sends them, sorted; a judgement is A for 正确, B for 错误. */
  readonly answer: readonly string[]
}

const seatTypes: { readonly [K in (typeof itemTypes)[ItemType]['key']]: SeatItemType | null } = {
  one: 'single',
  several: 'multiple',
  judgement: 'judge',
  blanks: null,
  text: null,
  parts: null,
}

/** Null for a type that people mark: it cannot stand in a paper answered on screen. */
export const seatTypeOf = (type: ItemType): SeatItemType | null => seatTypes[itemTypes[type].key]

const judgements = [
  { label: 'A', text: '正确' },
  { label: 'B', text: '错误' },
]

const answerOf = (key: Answer): readonly string[] => {
  if (key.kind === 'choice') return key.labels
  if (key.kind === 'judgement') return [key.correct ? 'A' : 'B']
  throw new Error('a text has no key that a machine compares')
}

const idOf = ({ position }: PaperEntry) => `q${String(position).padStart(3, '0')}`

const typeOf = (entry: PaperEntry): SeatItemType => {
  const type = seatTypeOf(entry.type)
  if (!type) throw new Error(`${entry.code} is not answered on screen`)
  return type
}

const placed = (entries: readonly PaperEntry[], items: ReadonlyMap<string, Item>) =>
  entries.map((entry) => {
    const item = items.get(entry.code)
    if (!item) throw new Error(`${entry.code} is not in the bank`)
    return { entry, item }
  })

/** The paper without its key, and the key without the paper. Throws for an entry whose item is not given. */
export const writePaper = (
  head: Omit<SeatPaper, 'items'>,
  entries: readonly PaperEntry[],
  items: ReadonlyMap<string, Item>,
): { readonly paper: SeatPaper; readonly key: readonly KeyEntry[] } => {
  const all = placed(entries, items)
  return {
    paper: {
      ...head,
      items: all.map(({ entry, item }) => ({
        id: idOf(entry),
        type: typeOf(entry),
        stem: textOf(item.stem),
        options:
          item.key.kind === 'judgement'
            ? judgements
            : item.options.map(({ label, content }) => ({ label, text: textOf(content) })),
        points: entry.points,
      })),
    },
    key: all.map(({ entry, item }) => ({
      id: idOf(entry),
      code: entry.code,
      type: typeOf(entry),
      points: entry.points,
      answer: answerOf(item.key),
    })),
  }
}

import type { PaperEntry } from '../../assembly/core/draw.ts'
import {
  type Answer,
  type Item,
  type ItemType,
  itemTypes,
  type Part,
  type Question,
} from '../../core/item.ts'
import { inlinesOf, picturesOf, plain, type Rich } from '../../core/rich.ts'

/** How a candidate answers. Those that a machine compares can be answered on screen; `blanks` and `text` are for paper. */
export type SeatItemType = 'single' | 'multiple' | 'judge' | 'blanks' | 'text'

export interface SeatItem {
  /** Position in the pool, `q001`, of a composite's question `q001-1`: says nothing of the place in the bank. */
  readonly id: string
  /** Under which heading it stands in the paper. */
  readonly section: ItemType
  readonly type: SeatItemType
  /** What a composite's questions have in common; each carries it, so that each can be shown alone. */
  readonly material?: Rich
  readonly stem: Rich
  readonly options: readonly { readonly label: string; readonly content: Rich }[]
  readonly points: number
}

/** One way through the pool: what one candidate, or every second one, gets. */
export interface SeatForm {
  readonly name: string
  /** Ids of items in the order of their presentation. */
  readonly items: readonly string[]
}

/** `paper.json` of a sealed package, format 2: all that a room may ever hold. The key is no part of it. */
export interface SeatPaper {
  readonly format: 2
  readonly paperId: string
  readonly title: string
  readonly subject: string
  /** The pool; an item that stands in several forms stands here once. */
  readonly items: readonly SeatItem[]
  readonly forms: readonly SeatForm[]
  /** Pictures as data URIs, by digest. */
  readonly pictures: { readonly [digest: string]: string }
  /** MathML of every formula, by its LaTeX: a seat has no typesetter. */
  readonly formulas: { readonly [latex: string]: string }
}

/** A paper that can be answered on screen as a whole. */
export type ScreenPaper = Omit<SeatPaper, 'items'> & {
  readonly items: readonly (SeatItem & { readonly type: 'single' | 'multiple' | 'judge' })[]
}

export const isScreenPaper = (paper: SeatPaper): paper is ScreenPaper =>
  paper.items.length > 0 && paper.items.every(({ type }) => onScreen.includes(type))

export interface KeyEntry {
  readonly id: string
  readonly code: string
  readonly type: SeatItemType
  readonly points: number
  /** Labels as a seat sends them, sorted; a judgement is A for 正确, B for 错误. Empty for what people mark. */
  readonly answer: readonly string[]
  /** What the marker compares with, where people mark. */
  readonly reference?: Rich
  readonly explanation: Rich
}

/** Codes of the bank, in the order of presentation. */
export interface PaperForm {
  readonly name: string
  readonly codes: readonly string[]
}

export interface PaperPlan {
  readonly entries: readonly PaperEntry[]
  readonly forms: readonly PaperForm[]
}

/** What the paper is made of besides its plan. */
export interface PaperParts {
  readonly items: ReadonlyMap<string, Item>
  /** Data URIs by digest. */
  readonly pictures: ReadonlyMap<string, string>
  readonly mathml: (latex: string) => string
}

const seatTypes: { readonly [K in (typeof itemTypes)[ItemType]['key']]: SeatItemType | null } = {
  one: 'single',
  several: 'multiple',
  judgement: 'judge',
  blanks: 'blanks',
  text: 'text',
  parts: null,
}

const onScreen: readonly (SeatItemType | null)[] = ['single', 'multiple', 'judge']

/** Whether items of a type can be answered on screen; of a composite, if its questions can: `fitsScreen` tells. */
export const typeFitsScreen = (type: ItemType): boolean =>
  type === 'F' || onScreen.includes(seatTypes[itemTypes[type].key])

/** Whether a machine can compare the answer, so that the item may stand in a paper answered on screen. */
export const fitsScreen = (item: Pick<Item, 'type' | 'parts'>): boolean =>
  typeFitsScreen(item.type) && item.parts.every(({ type }) => typeFitsScreen(type))

const judgements = [
  { label: 'A', content: plain('正确') },
  { label: 'B', content: plain('错误') },
]

const labelsOf = (key: Answer): readonly string[] => {
  if (key.kind === 'choice') return key.labels
  return key.kind === 'judgement' ? [key.correct ? 'A' : 'B'] : []
}

const referenceOf = (key: Answer): Rich | undefined => {
  if (key.kind === 'text') return key.content
  return key.kind === 'blanks' ? plain(key.blanks.map((taken) => taken.join('|')).join('；')) : undefined
}

/** Points of the parts by their shares, to a tenth; what rounding leaves goes to the first ones, so the sum holds. */
export const pointsOfParts = (points: number, shares: readonly number[]): readonly number[] => {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const tenths = shares.map((share) => Math.floor((points * 10 * share) / whole))
  const left = Math.round(points * 10) - tenths.reduce((sum, part) => sum + part, 0)
  return tenths.map((part, at) => (part + (at < left ? 1 : 0)) / 10)
}

interface Placed {
  readonly seat: SeatItem
  readonly key: KeyEntry
}

const placedQuestion = (
  place: Pick<SeatItem, 'id' | 'section' | 'points' | 'material'>,
  question: Question & { readonly type: ItemType },
  of: Pick<Item, 'code' | 'explanation'>,
): Placed => {
  const type = seatTypes[itemTypes[question.type].key]
  if (!type) throw new Error(`${of.code} is a composite within a composite`)
  const { stem, options, key } = question
  const reference = referenceOf(key)
  const { id, points } = place
  return {
    seat: {
      ...place,
      type,
      stem,
      options:
        key.kind === 'judgement' ? judgements : options.map(({ label, content }) => ({ label, content })),
    },
    key: {
      ...{ id, code: of.code, type, points, answer: labelsOf(key), explanation: of.explanation },
      ...(reference && { reference }),
    },
  }
}

const placedParts = (entry: PaperEntry, item: Item, id: string): readonly Placed[] => {
  const points = pointsOfParts(
    entry.points,
    item.parts.map(({ share }) => share),
  )
  return item.parts.map((part: Part, at) => {
    const place = { id: `${id}-${at + 1}`, section: item.type, points: points[at]!, material: item.stem }
    return placedQuestion(place, part, item)
  })
}

const placed = (entry: PaperEntry, items: ReadonlyMap<string, Item>): readonly Placed[] => {
  const item = items.get(entry.code)
  if (!item) throw new Error(`${entry.code} is not in the bank`)
  const id = `q${String(entry.position).padStart(3, '0')}`
  if (item.type === 'F') return placedParts(entry, item, id)
  return [placedQuestion({ id, section: item.type, points: entry.points }, item, item)]
}

const textsOf = ({ material, stem, options }: SeatItem): Rich => [
  ...(material ?? []),
  ...stem,
  ...options.flatMap(({ content }) => content),
]

const attachments = (items: readonly SeatItem[], parts: PaperParts) => {
  const texts = items.flatMap(textsOf)
  const formulas = inlinesOf(texts).flatMap((inline) => (inline.kind === 'formula' ? [inline.latex] : []))
  return {
    pictures: Object.fromEntries(
      picturesOf(texts).map((digest) => {
        const uri = parts.pictures.get(digest)
        if (!uri) throw new Error(`picture ${digest} is not in the bank`)
        return [digest, uri]
      }),
    ),
    formulas: Object.fromEntries([...new Set(formulas)].map((latex) => [latex, parts.mathml(latex)])),
  }
}

/**
 * The paper without its key, and the key without the paper. Throws for an entry whose item or picture is not given,
 * and for a form that names what is not in the pool.
 */
export const writePaper = (
  head: Pick<SeatPaper, 'paperId' | 'title' | 'subject'>,
  plan: PaperPlan,
  parts: PaperParts,
): { readonly paper: SeatPaper; readonly key: readonly KeyEntry[] } => {
  const byCode = new Map(plan.entries.map((entry) => [entry.code, placed(entry, parts.items)]))
  const pool = [...byCode.values()].flat()
  const items = pool.map(({ seat }) => seat)
  const idsOf = (code: string) => {
    const found = byCode.get(code)
    if (!found) throw new Error(`${code} is not in the pool`)
    return found.map(({ seat }) => seat.id)
  }
  return {
    paper: {
      format: 2,
      ...head,
      items,
      forms: plan.forms.map(({ name, codes }) => ({ name, items: codes.flatMap(idsOf) })),
      ...attachments(items, parts),
    },
    key: pool.map(({ key }) => key),
  }
}

import { plain, type Rich, textOf } from './rich.ts'

/**
 * Items as the national item bank grammar writes them: an id `B-A-B-C-001-002` = type, range of level 1, 2 and 3,
 * point, sequence.
 */
export const itemTypes = {
  B: { name: '单选题', key: 'one' },
  C: { name: '判断题', key: 'judgement' },
  G: { name: '多选题', key: 'several' },
  T: { name: '填空题', key: 'blanks' },
  D: { name: '简答题', key: 'text' },
  U: { name: '计算题', key: 'text' },
  W: { name: '论述题', key: 'text' },
  E: { name: '案例题', key: 'text' },
  F: { name: '综合题', key: 'parts' },
} as const satisfies Record<string, { name: string; key: KeyKind }>

/** How a type is answered; a composite is answered in its parts. */
export type KeyKind = 'one' | 'several' | 'judgement' | 'blanks' | 'text' | 'parts'
export type ItemType = keyof typeof itemTypes

export const isItemType = (text: string): text is ItemType => Object.hasOwn(itemTypes, text)

export const optionLabels = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
export type OptionLabel = (typeof optionLabels)[number]

/**
 * A key or a response. Labels are sorted and distinct. `blanks` lists for each blank what is taken as right. A text
 * is for people to mark. A composite has no key of its own: `parts`.
 */
export type Answer =
  | { readonly kind: 'choice'; readonly labels: readonly OptionLabel[] }
  | { readonly kind: 'judgement'; readonly correct: boolean }
  | { readonly kind: 'blanks'; readonly blanks: readonly (readonly string[])[] }
  | { readonly kind: 'text'; readonly content: Rich }
  | { readonly kind: 'parts' }

export interface Option {
  readonly label: OptionLabel
  readonly content: Rich
}

/** 1 (very easy) to 5 (very hard); the same scale serves the consistency with the standard, 5 the highest. */
export type Grade = 1 | 2 | 3 | 4 | 5

/** What is asked and what answers it. */
export interface Question {
  readonly stem: Rich
  readonly options: readonly Option[]
  readonly key: Answer
}

/** A question of a composite; it is no composite itself. */
export interface Part extends Question {
  readonly type: Exclude<ItemType, 'F'>
  /** Its share of the composite's points, whole and at least 1; the parts' shares are compared with each other. */
  readonly share: number
}

export interface Item extends Question {
  readonly code: string
  readonly type: ItemType
  /** Full code of the point, `A-B-C-001`. */
  readonly pointCode: string
  readonly sequence: number
  /** The questions of a composite, otherwise empty. */
  readonly parts: readonly Part[]
  readonly difficulty: Grade
  readonly consistency: Grade
  /** Where a figure belongs, in the author's words. */
  readonly figure: string
  readonly explanation: Rich
  /** Where the item comes from (出处), in the author's words. */
  readonly source: string
}

export interface ItemCode {
  readonly type: ItemType
  readonly pointCode: string
  /** Code of the level-3 range, `A-B-C`. */
  readonly rangeCode: string
  readonly sequence: number
}

const codePattern = /^([A-Z])-([A-Z]+-[A-Z]+-[A-Z]+)-(\d{3})-(\d{3,})$/

/** Undefined when the text is no item id. */
export const parseItemCode = (text: string): ItemCode | undefined => {
  const [, type, rangeCode, point, sequence] = codePattern.exec(text) ?? []
  if (!type || !rangeCode || !isItemType(type)) return undefined
  return { type, rangeCode, pointCode: `${rangeCode}-${point}`, sequence: Number(sequence) }
}

/** The level-3 range of a point, `A-B-C-001` → `A-B-C`. */
export const rangeOfPoint = (pointCode: string): string => pointCode.slice(0, pointCode.lastIndexOf('-'))

const yes = new Set(['正确', '对', '√', '✓', '✔', 'T', 'TRUE', 'Y', '是'])
const no = new Set(['错误', '错', '×', '✗', '✘', 'X', 'F', 'FALSE', 'N', '否'])

const parseLabels = (text: string): readonly OptionLabel[] | undefined => {
  const letters = [...text.replace(/[\s,，、;；.。/]/g, '')]
  const labels = optionLabels.filter((label) => letters.includes(label))
  return letters.length > 0 && labels.length === letters.length ? labels : undefined
}

/** `答案甲；答案乙|答案丙`: blanks are separated by semicolons or line ends, what is taken for one blank by `|`. */
const parseBlanks = (text: string): Answer | undefined => {
  const blanks = text.split(/[;；\n]/).map((blank) => blank.split(/[|｜]/).map((one) => one.trim()))
  return blanks.some((blank) => blank.includes('')) ? undefined : { kind: 'blanks', blanks }
}

/**
 * Reads a key or a response as people write it: `B`, `A,B`, `ABC`, `A，B`, `A、B`, `A;B`, 正确/错误, 对/错, √/×, in
 * full or half width; blanks as `甲；乙|丙`. Undefined when it is none for this type: unknown or repeated labels, or
 * not exactly one for a single choice. A composite takes its key from its parts, whatever is written.
 */
export const parseAnswer = (type: ItemType, written: Rich | string): Answer | undefined => {
  const { key } = itemTypes[type]
  if (key === 'parts') return { kind: 'parts' }
  const rich = typeof written === 'string' ? plain(written) : written
  if (key === 'text') return rich.length === 0 ? undefined : { kind: 'text', content: rich }
  if (key === 'blanks') return parseBlanks(textOf(rich).trim())
  const text = textOf(rich).normalize('NFKC').trim().toUpperCase()
  if (key === 'judgement') {
    if (yes.has(text)) return { kind: 'judgement', correct: true }
    return no.has(text) ? { kind: 'judgement', correct: false } : undefined
  }
  const labels = parseLabels(text)
  if (!labels || (key === 'one' && labels.length !== 1)) return undefined
  return { kind: 'choice', labels }
}

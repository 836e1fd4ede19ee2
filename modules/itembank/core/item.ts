/**
 * Items as the national item bank grammar writes them: an id `B-A-B-C-001-002` = type, range of level 1, 2 and 3,
 * point, sequence.
 */
export const itemTypes = {
  B: { name: '单选题', key: 'one' },
  C: { name: '判断题', key: 'judgement' },
  G: { name: '多选题', key: 'several' },
  T: { name: '填空题', key: 'text' },
  D: { name: '简答题', key: 'text' },
  U: { name: '计算题', key: 'text' },
  W: { name: '论述题', key: 'text' },
  E: { name: '案例题', key: 'text' },
  F: { name: '综合题', key: 'text' },
} as const satisfies Record<string, { name: string; key: 'one' | 'several' | 'judgement' | 'text' }>

export type ItemType = keyof typeof itemTypes

export const isItemType = (text: string): text is ItemType => Object.hasOwn(itemTypes, text)

export const optionLabels = ['A', 'B', 'C', 'D', 'E'] as const
export type OptionLabel = (typeof optionLabels)[number]

/** A key or a response. Labels are sorted and distinct; a text is for people to mark. */
export type Answer =
  | { readonly kind: 'choice'; readonly labels: readonly OptionLabel[] }
  | { readonly kind: 'judgement'; readonly correct: boolean }
  | { readonly kind: 'text'; readonly text: string }

export interface Option {
  readonly label: OptionLabel
  readonly text: string
}

/** 1 (very easy) to 5 (very hard); the same scale serves the consistency with the standard, 5 the highest. */
export type Grade = 1 | 2 | 3 | 4 | 5

export interface Item {
  readonly code: string
  readonly type: ItemType
  /** Full code of the point, `A-B-C-001`. */
  readonly pointCode: string
  readonly sequence: number
  readonly stem: string
  readonly options: readonly Option[]
  readonly key: Answer
  readonly difficulty: Grade
  readonly consistency: Grade
  /** Where a figure belongs, in the author's words. */
  readonly figure: string
  readonly explanation: string
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

/**
 * Reads a key or a response as people write it: `B`, `A,B`, `ABC`, `A，B`, `A、B`, `A;B`, 正确/错误, 对/错, √/×, in
 * full or half width. Undefined when it is none for this type: unknown or repeated labels, or not exactly one for
 * a single choice.
 */
export const parseAnswer = (type: ItemType, written: string): Answer | undefined => {
  const { key } = itemTypes[type]
  if (key === 'text') {
    const text = written.trim()
    return text === '' ? undefined : { kind: 'text', text }
  }
  const text = written.normalize('NFKC').trim().toUpperCase()
  if (key === 'judgement') {
    if (yes.has(text)) return { kind: 'judgement', correct: true }
    return no.has(text) ? { kind: 'judgement', correct: false } : undefined
  }
  const labels = parseLabels(text)
  if (!labels || (key === 'one' && labels.length !== 1)) return undefined
  return { kind: 'choice', labels }
}

const sameLabels = (a: readonly OptionLabel[], b: readonly OptionLabel[]) =>
  a.length === b.length && a.every((label) => b.includes(label))

/** Whether a response meets the key; `null` where a person has to mark it. No response is not right. */
export const isRight = (item: Pick<Item, 'key'>, response: Answer | undefined): boolean | null => {
  const { key } = item
  if (key.kind === 'text') return null
  if (key.kind === 'judgement') return response?.kind === 'judgement' && response.correct === key.correct
  return response?.kind === 'choice' && sameLabels(key.labels, response.labels)
}

/** All points or none; `null` where a person has to mark it. A multiple choice earns its points only when complete. */
export const score = (
  item: Pick<Item, 'key'>,
  response: Answer | undefined,
  points: number,
): number | null => {
  const right = isRight(item, response)
  if (right === null) return null
  return right ? points : 0
}

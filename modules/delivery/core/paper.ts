import type { Json } from '#platform/contract/verdict.ts'

export type ItemType = 'single' | 'multiple' | 'judge'

export interface PaperOption {
  /** What the candidate presses: `A`…`E`. */
  readonly label: string
  readonly text: string
}

export interface PaperItem {
  readonly id: string
  readonly type: ItemType
  readonly stem: string
  readonly options: readonly PaperOption[]
  readonly points: number
}

/** What a seat may see. The key is no part of it. */
export interface OpenedPaper {
  readonly paperId: string
  readonly title: string
  readonly subject: string
  readonly items: readonly PaperItem[]
}

/**
 * The paper reduced to the named fields. Whatever else the package carries (keys, analyses, statistics) is
 * dropped here, so it can reach neither the sitting's file nor a seat.
 */
export const releasedToSeats = (paper: OpenedPaper): OpenedPaper => ({
  paperId: paper.paperId,
  title: paper.title,
  subject: paper.subject,
  items: paper.items.map((item) => ({
    id: item.id,
    type: item.type,
    stem: item.stem,
    options: item.options.map(({ label, text }) => ({ label, text })),
    points: item.points,
  })),
})

/** True when `choice` is a legal mark on `item`: labels of the item, sorted, once each, one unless multiple. */
export const isLegalChoice = (item: PaperItem, choice: readonly string[]): boolean => {
  const labels = new Set(item.options.map(({ label }) => label))
  if (!choice.every((label) => labels.has(label))) return false
  if (choice.some((label, at) => at > 0 && choice[at - 1]! >= label)) return false
  return item.type === 'multiple' || choice.length <= 1
}

/** JSON with sorted keys and no white space: the same value gives the same bytes everywhere. */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  const record = value as { readonly [key: string]: Json }
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key]!)}`)
  return `{${members.join(',')}}`
}

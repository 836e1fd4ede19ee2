import type { Rich } from '#modules/itembank/facts.ts'
import type { Json } from '#platform/contract/verdict.ts'

export type ItemType = 'single' | 'multiple' | 'judge'

export interface PaperOption {
  /** What the candidate presses: `A`, `B`, … */
  readonly label: string
  readonly content: Rich
}

export interface PaperItem {
  readonly id: string
  readonly type: ItemType
  /** What several questions have in common; shown above the stem. */
  readonly material?: Rich
  readonly stem: Rich
  readonly options: readonly PaperOption[]
  readonly points: number
}

/** One way through the pool of items. */
export interface PaperForm {
  readonly name: string
  /** Ids of items in the order of presentation. */
  readonly items: readonly string[]
}

interface Attachments {
  /** Data URIs by digest. */
  readonly pictures: { readonly [digest: string]: string }
  /** MathML by LaTeX. */
  readonly formulas: { readonly [latex: string]: string }
}

interface PaperHead {
  readonly paperId: string
  readonly title: string
  readonly subject: string
}

/** What the package holds: a pool of items and the forms made of them. The key is no part of it. */
export interface OpenedPaper extends PaperHead, Attachments {
  readonly items: readonly PaperItem[]
  readonly forms: readonly PaperForm[]
}

/** What one seat may see: the items of its form in their order. */
export interface PaperOfSeat extends PaperHead, Attachments {
  readonly items: readonly PaperItem[]
}

const releasedItem = ({ id, type, material, stem, options, points }: PaperItem): PaperItem => ({
  ...{ id, type, stem, points },
  options: options.map(({ label, content }) => ({ label, content })),
  ...(material && { material }),
})

/**
 * The paper reduced to the named fields. Whatever else the package carries (keys, analyses, statistics) is
 * dropped here, so it can reach neither the sitting's file nor a seat.
 */
export const releasedToSeats = (paper: OpenedPaper): OpenedPaper => ({
  paperId: paper.paperId,
  title: paper.title,
  subject: paper.subject,
  items: paper.items.map(releasedItem),
  forms: paper.forms.map(({ name, items }) => ({ name, items: [...items] })),
  pictures: paper.pictures,
  formulas: paper.formulas,
})

/** Everything that a text names, from a record of what there is. */
const named = (all: { readonly [name: string]: string }, names: readonly string[]) =>
  Object.fromEntries(
    [...new Set(names)].flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  )

const inlinesOf = (rich: Rich) =>
  rich.flatMap((block) => {
    if (block.kind === 'paragraph') return block.content
    return block.kind === 'list' ? block.items.flat() : block.rows.flat().flatMap(({ content }) => content)
  })

const inlinesIn = ({ material, stem, options }: PaperItem) =>
  inlinesOf([...(material ?? []), ...stem, ...options.flatMap(({ content }) => content)])

/** The pictures of an item in the order in which they stand. */
export const picturesOf = (item: PaperItem) =>
  inlinesIn(item).flatMap((inline) => (inline.kind === 'picture' ? [inline] : []))

/** The words of a text, without pictures and formulas. */
export const plainText = (rich: Rich): string =>
  inlinesOf(rich)
    .flatMap((inline) => (inline.kind === 'text' ? [inline.text] : []))
    .join('')

/** The form of a seat; forms are given round, so that a slot beyond their number starts again. Throws without any form. */
export const paperOfSeat = (paper: OpenedPaper, slot: number): PaperOfSeat => {
  const form = paper.forms[slot % paper.forms.length]
  if (!form) throw new Error('the paper has no form')
  const pool = new Map(paper.items.map((item) => [item.id, item]))
  const items = form.items.map((id) => pool.get(id)!)
  const inlines = items.flatMap(inlinesIn)
  const { paperId, title, subject } = paper
  return {
    ...{ paperId, title, subject, items },
    pictures: named(
      paper.pictures,
      inlines.flatMap((inline) => (inline.kind === 'picture' ? [inline.digest] : [])),
    ),
    formulas: named(
      paper.formulas,
      inlines.flatMap((inline) => (inline.kind === 'formula' ? [inline.latex] : [])),
    ),
  }
}

/** True when `choice` is a legal mark on `item`: labels of the item, sorted, once each, one unless multiple. */
export const isLegalChoice = (item: PaperItem, choice: readonly string[]): boolean => {
  const labels = new Set(item.options.map(({ label }) => label))
  if (!choice.every((label) => labels.has(label))) return false
  if (choice.some((label, at) => at > 0 && choice[at - 1]! >= label)) return false
  return item.type === 'multiple' || choice.length <= 1
}

const isFlat = (value: Json | undefined): boolean =>
  value !== undefined &&
  (value === null ||
    typeof value !== 'object' ||
    (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object')))

/** Whether plain JSON of it is canonical: its keys stand in order and nothing in it has keys of its own. */
const isInOrder = (record: { readonly [key: string]: Json }): boolean => {
  let before = ''
  for (const key in record) {
    if (key < before || !isFlat(record[key])) return false
    before = key
  }
  return true
}

/** JSON with sorted keys and no white space: the same value gives the same bytes everywhere. */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  const record = value as { readonly [key: string]: Json }
  if (isInOrder(record)) return JSON.stringify(record)
  let members = ''
  for (const key of Object.keys(record).sort()) {
    if (record[key] === undefined) continue
    members += `${members && ','}${JSON.stringify(key)}:${canonicalJson(record[key])}`
  }
  return `{${members}}`
}

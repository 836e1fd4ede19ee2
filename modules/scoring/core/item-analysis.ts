import { itemPoints, type KeyedItem, type Responses, type Rulings, theoryTotal } from './theory.rule.ts'

/** A question of a paper, and the item of the bank that it belongs to; a composite's questions share one. */
export interface AnalysedItem extends KeyedItem {
  readonly code: string
}

/** A script whose answers count, with the questions of its form. */
export interface AnalysedScript {
  readonly items: readonly AnalysedItem[]
  readonly answers: Responses
}

export type GroupCounts = { readonly size: number; readonly correct: number }

/** How one item of the bank did in one paper. */
export type ItemCounts = {
  readonly code: string
  readonly answered: number
  readonly correct: number
  readonly upper: GroupCounts | null
  readonly lower: GroupCounts | null
  readonly choices: { readonly label: string; readonly count: number }[]
}

/** Kelley's groups: the best and the worst 27 % by total tell most about an item. */
const extreme = 0.27
/** Fewer than this in a group say nothing. */
const leastGroup = 3

interface Ranked {
  readonly answers: Responses
  /** Ids of the questions of its form. */
  readonly held: ReadonlySet<string>
}

interface Sheet {
  readonly given: readonly string[]
  readonly isRight: boolean
}

const sheetsOf = (item: AnalysedItem, ranked: readonly Ranked[], rulings: Rulings): readonly Sheet[] =>
  ranked
    .filter(({ held }) => held.has(item.id))
    .map(({ answers }) => {
      const given = answers[item.id] ?? []
      return { given, isRight: itemPoints(item, given, rulings.get(item.id)) > 0 }
    })

const countOf = (sheets: readonly Sheet[]): GroupCounts => ({
  size: sheets.length,
  correct: sheets.filter(({ isRight }) => isRight).length,
})

/** The best and the worst of those who had the question; none where they are too few. */
const groupsOf = (sheets: readonly Sheet[]) => {
  const size = Math.round(sheets.length * extreme)
  if (size < leastGroup) return undefined
  return { upper: countOf(sheets.slice(0, size)), lower: countOf(sheets.slice(-size)) }
}

/** How many chose each label; who marks two counts for both, who marks none for ''. */
const choicesOf = (sheets: readonly Sheet[], prefix: string): ItemCounts['choices'] => {
  const labels = sheets.flatMap(({ given }) => (given.length === 0 ? [''] : given))
  return [...Map.groupBy(labels, (label) => label)]
    .map(([label, all]) => ({ label: `${prefix}${label}`, count: all.length }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}

const summed = (groups: readonly GroupCounts[]): GroupCounts | null =>
  groups.length === 0
    ? null
    : groups.reduce((sum, { size, correct }) => ({ size: sum.size + size, correct: sum.correct + correct }))

/**
 * A composite counts as the mean of its questions: as many people as had it, of whom so many were right as on the
 * average question (to a whole person); its groups are those of the questions added up, so that their shares are the
 * exact means. Labels of its answers carry the question's number, `2.A`.
 */
const itemCounts = (
  code: string,
  questions: readonly AnalysedItem[],
  { ranked, rulings }: { readonly ranked: readonly Ranked[]; readonly rulings: Rulings },
): ItemCounts => {
  const parts = questions.map((question, at) => {
    const sheets = sheetsOf(question, ranked, rulings)
    const prefix = questions.length > 1 ? `${at + 1}.` : ''
    return { ...countOf(sheets), groups: groupsOf(sheets), choices: choicesOf(sheets, prefix) }
  })
  const right = parts.reduce((sum, { correct }) => sum + correct, 0)
  const groups = parts.flatMap((part) => part.groups ?? [])
  return {
    code,
    answered: Math.max(0, ...parts.map(({ size }) => size)),
    correct: Math.round(right / parts.length),
    upper: summed(groups.map(({ upper }) => upper)),
    lower: summed(groups.map(({ lower }) => lower)),
    choices: parts.flatMap(({ choices }) => choices),
  }
}

/**
 * HN-1.8.7-04: how each item of a paper did over all the scripts that count, judged by the key with its rulings. An
 * item that nobody had is among them with nothing, so that counts of an earlier scoring are replaced. What people
 * mark is left out.
 */
export const analyse = (
  pool: readonly AnalysedItem[],
  scripts: readonly AnalysedScript[],
  rulings: Rulings,
): readonly ItemCounts[] => {
  const ranked = scripts
    .map((script) => ({ script, total: theoryTotal(script.items, script.answers, rulings) }))
    .sort((a, b) => b.total - a.total)
    .map(({ script: { items, answers } }) => ({ answers, held: new Set(items.map(({ id }) => id)) }))
  const byCode = Map.groupBy(
    pool.filter(({ answer }) => answer.length > 0),
    ({ code }) => code,
  )
  return [...byCode].map(([code, questions]) => itemCounts(code, questions, { ranked, rulings }))
}

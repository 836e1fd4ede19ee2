import type { Demand } from './demands.ts'
import { goalPrice } from './model.ts'
import type { Candidate } from './pool.ts'

/** What an item counts in each demand that it counts in, by the demand's place. */
type Weights = ReadonlyMap<number, number>

interface Piece {
  readonly item: Candidate
  readonly weights: Weights
}

/** A form with what it has got of each demand. */
interface Standing {
  readonly pieces: Piece[]
  readonly got: number[]
  /** Items of each grade, and the sum of all grades: equal sums are equal means. */
  readonly grades: number[]
  difficulty: number
}

const hair = 1e-6

const pieceOf = (item: Candidate, demands: readonly Demand[]): Piece => ({
  item,
  weights: new Map(
    demands.flatMap(({ weigh }, at) => {
      const weight = weigh(item)
      return weight === 0 ? [] : [[at, weight] as const]
    }),
  ),
})

const standingOf = (form: readonly Candidate[], demands: readonly Demand[]): Standing => {
  const pieces = form.map((item) => pieceOf(item, demands))
  const got = demands.map((_, at) => pieces.reduce((sum, { weights }) => sum + (weights.get(at) ?? 0), 0))
  const grades = [1, 2, 3, 4, 5].map((grade) => form.filter(({ difficulty }) => difficulty === grade).length)
  return { pieces, got, grades, difficulty: form.reduce((sum, { difficulty }) => sum + difficulty, 0) }
}

const missedBy = ({ min, max }: Demand, got: number): number => Math.max(0, min - got, got - max)

/** Whether giving `out` for `come` both ways breaks no rule and misses the goals by no more in all. */
const isNoWorse = (
  [a, out]: readonly [Standing, Piece],
  [b, come]: readonly [Standing, Piece],
  demands: readonly Demand[],
): boolean => {
  let dearer = 0
  for (const at of new Set([...out.weights.keys(), ...come.weights.keys()])) {
    const change = (come.weights.get(at) ?? 0) - (out.weights.get(at) ?? 0)
    if (change === 0) continue
    const demand = demands[at]!
    const [now, then] = [
      [a.got[at]!, b.got[at]!],
      [a.got[at]! + change, b.got[at]! - change],
    ].map((pair) => pair.map((got) => missedBy(demand, got)))
    if (demand.firm && then!.some((missed) => missed > hair)) return false
    const more = then![0]! + then![1]! - now![0]! - now![1]!
    if (!demand.firm) dearer += more * (goalPrice(demand.rule, true) ?? 0)
  }
  return dearer <= hair
}

/** By how much less the two forms differ after the exchange; above 0 it evens them out. */
const gainOf = ([a, out]: readonly [Standing, Piece], [b, come]: readonly [Standing, Piece]): number => {
  const [given, taken] = [out.item.difficulty, come.item.difficulty]
  if (given === taken) return 0
  const apart = a.difficulty - b.difficulty
  const sums = Math.abs(apart) - Math.abs(apart - 2 * (given - taken))
  const between = (grade: number) => a.grades[grade - 1]! - b.grades[grade - 1]!
  const grades =
    Math.abs(between(given)) -
    Math.abs(between(given) - 2) +
    (Math.abs(between(taken)) - Math.abs(between(taken) + 2))
  // The means come first; grades only tell apart exchanges that leave the means alone.
  return sums !== 0 ? sums : grades / 100
}

const exchange = (
  [a, out]: readonly [Standing, number],
  [b, come]: readonly [Standing, number],
  demands: readonly Demand[],
): void => {
  const [given, taken] = [a.pieces[out]!, b.pieces[come]!]
  a.pieces[out] = taken
  b.pieces[come] = given
  for (const [at] of demands.entries()) {
    const change = (taken.weights.get(at) ?? 0) - (given.weights.get(at) ?? 0)
    a.got[at]! += change
    b.got[at]! -= change
  }
  for (const [form, gone, got] of [
    [a, given.item, taken.item],
    [b, taken.item, given.item],
  ] as const) {
    form.grades[gone.difficulty - 1]! -= 1
    form.grades[got.difficulty - 1]! += 1
    form.difficulty += got.difficulty - gone.difficulty
  }
}

interface Movable {
  readonly demands: readonly Demand[]
  readonly isFree: (piece: Piece) => boolean
}

/** Makes the best exchange between two forms; false where none evens them out. */
const evenOut = (a: Standing, b: Standing, { demands, isFree }: Movable): boolean => {
  let best = { gain: 0, out: -1, come: -1 }
  for (const [out, given] of a.pieces.entries()) {
    if (!isFree(given)) continue
    for (const [come, taken] of b.pieces.entries()) {
      if (given.item.type !== taken.item.type || !isFree(taken)) continue
      const gain = gainOf([a, given], [b, taken])
      if (gain > best.gain && isNoWorse([a, given], [b, taken], demands)) best = { gain, out, come }
    }
  }
  if (best.out < 0) return false
  exchange([a, best.out], [b, best.come], demands)
  return true
}

const mostExchanges = 500

/**
 * Parallel forms of equal difficulty: solved one after another, a goal that the bank cannot meet for all is met for
 * the first forms and missed in the last. Items are exchanged between forms as long as that brings their means
 * together, breaks no rule and misses no goal by more in all; so what was proven of the forms together stays true.
 */
export const balanced = (
  picked: readonly (readonly Candidate[])[],
  demands: readonly Demand[],
): readonly (readonly Candidate[])[] => {
  const times = new Map<string, number>()
  for (const { code } of picked.flat()) times.set(code, (times.get(code) ?? 0) + 1)
  const isFree = ({ item }: Piece) => !item.forced && times.get(item.code) === 1
  const forms = picked.map((form) => standingOf(form, demands))
  const pairs = forms.flatMap((a, at) => forms.slice(0, at).map((b) => [b, a] as const))
  let [left, moved] = [mostExchanges, true]
  while (moved && left > 0) {
    moved = false
    for (const [a, b] of pairs)
      while (left > 0 && evenOut(a, b, { demands, isFree })) [left, moved] = [left - 1, true]
  }
  return forms.map(({ pieces }) => pieces.map(({ item }) => item))
}

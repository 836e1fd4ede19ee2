import {
  childrenOf,
  type Importance,
  isUnder,
  type KnowledgePoint,
  type KnowledgeRange,
  type KnowledgeTree,
  parentOf,
  pointsOf,
  type RangeLevel,
} from './tree.ts'

/** How many items stand on each point. */
export type ItemCounts = ReadonlyMap<string, number>

const levelOf = (code: string): RangeLevel => {
  const level = code.split('-').length
  if (level === 1 || level === 2 || level === 3) return level
  throw new RangeError(`no range is below ${parentOf(code)}`)
}

/** `A` … `Z`, `AA` … */
const letters = (at: number): string =>
  (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))

const joined = (parent: string, own: string) => (parent === '' ? own : `${parent}-${own}`)

/** The first code under a range that no range has; codes that are free again are given again. */
const freeRangeCode = (tree: KnowledgeTree, parent: string): string => {
  const taken = new Set(childrenOf(tree, parent).map(({ code }) => code))
  for (let at = 0; ; at++) if (!taken.has(joined(parent, letters(at)))) return joined(parent, letters(at))
}

/** One above the highest, so that the number of a removed point does not come back with another meaning. */
const freePointCode = (tree: KnowledgeTree, range: string): string => {
  const highest = Math.max(0, ...pointsOf(tree, range).map(({ code }) => Number(code.split('-').at(-1))))
  return joined(range, String(highest + 1).padStart(3, '0'))
}

/** Puts one after the last that belongs to the same parent or lies below such a one. */
const placed = <T extends { readonly code: string }>(list: readonly T[], one: T): readonly T[] => {
  const parent = parentOf(one.code)
  const at = list.findLastIndex(({ code }) => parent === '' || code === parent || isUnder(code, parent))
  return at < 0 ? [...list, one] : [...list.slice(0, at + 1), one, ...list.slice(at + 1)]
}

/** A new range with no weight yet, under another one or, for an empty code, of level 1. */
export const addRange = (tree: KnowledgeTree, parent: string, name: string): KnowledgeTree => {
  const code = freeRangeCode(tree, parent)
  return { ...tree, ranges: placed(tree.ranges, { code, name, level: levelOf(code), weight: 0 }) }
}

/** Points lie in the order of their ranges. */
const inOrder = ({ ranges, points }: KnowledgeTree): KnowledgeTree => ({
  ranges,
  points: [
    ...ranges.flatMap(({ code }) => points.filter((point) => parentOf(point.code) === code)),
    ...points.filter((point) => ranges.every(({ code }) => parentOf(point.code) !== code)),
  ],
})

export const addPoint = (tree: KnowledgeTree, range: string, name: string): KnowledgeTree =>
  inOrder({
    ...tree,
    points: [...tree.points, { code: freePointCode(tree, range), name, importance: 'X' }],
  })

export const rename = (tree: KnowledgeTree, code: string, name: string): KnowledgeTree => {
  const named = <T extends KnowledgeRange | KnowledgePoint>(one: T): T =>
    one.code === code ? { ...one, name } : one
  return { ranges: tree.ranges.map(named), points: tree.points.map(named) }
}

export const reweigh = (tree: KnowledgeTree, code: string, weight: number): KnowledgeTree => ({
  ...tree,
  ranges: tree.ranges.map((range) => (range.code === code ? { ...range, weight } : range)),
})

export const rate = (tree: KnowledgeTree, code: string, importance: Importance): KnowledgeTree => ({
  ...tree,
  points: tree.points.map((point) => (point.code === code ? { ...point, importance } : point)),
})

/** Takes away a point, or a range with everything below it. */
export const remove = (tree: KnowledgeTree, code: string): KnowledgeTree => {
  const stays = (one: { readonly code: string }) => one.code !== code && !isUnder(one.code, code)
  return { ranges: tree.ranges.filter(stays), points: tree.points.filter(stays) }
}

/**
 * Moves a point to another range of level 3, or a range with all below it under another parent of the same level.
 * What moves gets the next free code there: the code says where a thing belongs.
 */
export const move = (tree: KnowledgeTree, code: string, parent: string): KnowledgeTree => {
  if (parentOf(code) === parent) return tree
  const point = tree.points.find((one) => one.code === code)
  const rest = remove(tree, code)
  if (point) {
    const moved = { ...point, code: freePointCode(rest, parent) }
    return inOrder({ ...rest, points: [...rest.points, moved] })
  }
  const to = freeRangeCode(rest, parent)
  const taken = <T extends { readonly code: string }>(list: readonly T[]): readonly T[] =>
    list
      .filter((one) => one.code === code || isUnder(one.code, code))
      .map((one) => ({ ...one, code: to + one.code.slice(code.length) }))
  const ranges = taken(tree.ranges).reduce(placed<KnowledgeRange>, rest.ranges)
  return inOrder({ ranges, points: [...rest.points, ...taken(tree.points)] })
}

/** Where a point or range could be moved to: parents of the right level other than its own. */
export const possibleParents = (tree: KnowledgeTree, code: string): readonly KnowledgeRange[] => {
  const depth = code.split('-').length - 1
  return tree.ranges.filter((range) => range.level === depth && range.code !== parentOf(code))
}

/** Items that stand on a point, or on any point of a range. */
export const itemsUnder = (code: string, counts: ItemCounts): number =>
  [...counts].reduce((sum, [at, count]) => (at === code || isUnder(at, code) ? sum + count : sum), 0)

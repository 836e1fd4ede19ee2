import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

export type CoverageReply = ReplyOf<typeof knowledge.coverage>
export type CoveredPoint = CoverageReply['points'][number]

export const itemsOf = ({ byDifficulty }: Pick<CoveredPoint, 'byDifficulty'>): number =>
  byDifficulty.reduce((sum, count) => sum + count, 0)

/** A row of the map: a range with what lies below it summed up, or a point. */
export interface CoverageRow {
  readonly code: string
  readonly name: string
  /** 1 to 3 for ranges, 4 for points. */
  readonly depth: number
  readonly importance: string
  readonly byDifficulty: readonly number[]
  /** Points below a range, and how many of them have no item; 1 and 0 or 1 for a point. */
  readonly points: number
  readonly empty: number
  /** Not in the tree in force. */
  readonly outside: boolean
}

/** Where points stand that the tree does not have. */
const outside = '—'

const rowOfPoint = (point: CoveredPoint): CoverageRow => ({
  ...{ code: point.code, name: point.name ?? '不在细目表中', depth: 4 },
  ...{ importance: point.importance ?? '', byDifficulty: point.byDifficulty },
  ...{ points: 1, empty: itemsOf(point) === 0 ? 1 : 0, outside: point.name === null },
})

const summed = (
  range: Pick<CoverageRow, 'code' | 'name' | 'depth' | 'outside'>,
  points: readonly CoveredPoint[],
): CoverageRow => ({
  ...{ ...range, importance: '', points: points.length },
  byDifficulty: [0, 1, 2, 3, 4].map((at) =>
    points.reduce((sum, { byDifficulty }) => sum + (byDifficulty[at] ?? 0), 0),
  ),
  empty: points.filter((point) => itemsOf(point) === 0).length,
})

/** Rows in the order of the tree, each range before what lies below it; points outside the tree come last. */
export const coverageRows = ({
  tree,
  points,
}: Pick<CoverageReply, 'tree' | 'points'>): readonly CoverageRow[] => {
  const under = (code: string) => points.filter((point) => point.code.startsWith(`${code}-`))
  const rows = tree.flatMap(({ code, name, level }) => [
    summed({ code, name, depth: level, outside: false }, under(code)),
    ...(level === 3 ? under(code).map(rowOfPoint) : []),
  ])
  const shown = new Set(rows.map(({ code }) => code))
  const stray = points.filter(({ code }) => !shown.has(code))
  if (stray.length === 0) return rows
  const head = summed({ code: outside, name: '不在施行中的细目表内', depth: 1, outside: true }, stray)
  return [...rows, head, ...stray.map(rowOfPoint)]
}

/** Whether a row lies below another in the map. */
export const isBelow = (row: CoverageRow, above: CoverageRow): boolean =>
  above.outside ? row.outside && row.depth === 4 : row.code.startsWith(`${above.code}-`)

/** Bounds of the shades: none, then four steps up to the most that one point has of one difficulty. */
export const shadesFor = (points: readonly CoveredPoint[]): readonly number[] => {
  const most = Math.max(4, ...points.flatMap(({ byDifficulty }) => byDifficulty))
  return [1, 2, 3, 4].map((step) => Math.ceil((most * step) / 4))
}

/** 0 for none, 1 to 4 for more and more. */
export const shadeOf = (count: number, bounds: readonly number[]): number =>
  count === 0 ? 0 : 1 + bounds.slice(0, 3).filter((bound) => count > bound).length

import type { TreeShape } from '#modules/policy/core/parameters.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** X core, Y general, Z auxiliary. */
export const importances = ['X', 'Y', 'Z'] as const
export type Importance = (typeof importances)[number]
export type RangeLevel = 1 | 2 | 3

/** A range of the 鉴定要素细目表; its full code names its parents, `A`, `A-B`, `A-B-C`. */
export interface KnowledgeRange {
  readonly code: string
  readonly name: string
  readonly level: RangeLevel
  /** Per cent of the whole paper. */
  readonly weight: number
}

export interface KnowledgePoint {
  /** `A-B-C-001` */
  readonly code: string
  readonly name: string
  readonly importance: Importance
}

/** Ranges and points in the order of the table: a range, what is below it, the next range. */
export interface KnowledgeTree {
  readonly ranges: readonly KnowledgeRange[]
  readonly points: readonly KnowledgePoint[]
}

export const emptyTree: KnowledgeTree = { ranges: [], points: [] }

/** A theory paper is worth this much: weights are per cent of it. */
export const wholeWeight = 100

export type TreeRefusal =
  | 'CODE_MALFORMED'
  | 'CODE_REPEATED'
  | 'NAME_MISSING'
  | 'WEIGHTS_NOT_WHOLE'
  | 'WEIGHT_NOT_SUM_OF_PARTS'
  | 'RANGE_WITHOUT_PARENT'
  | 'RANGE_WITHOUT_POINTS'
  | 'POINT_WITHOUT_RANGE'

const wrong = (code: TreeRefusal, field: string, sentence: string): Refusal<TreeRefusal> =>
  refuse(code, { field, sentence, remedy: '请改正鉴定要素细目表。', clauses: [] })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
/** Sums of decimals, as people write them: `33.3`, not `33.300000000000004`. */
const rounded = (value: number) => Math.round(value * 1000) / 1000
/** Weights may carry decimals: equal to a thousandth is equal. */
export const sameWeight = (a: number, b: number): boolean => Math.abs(a - b) < 0.001

/** Code of the range above; empty for a range of level 1. */
export const parentOf = (code: string): string => code.slice(0, Math.max(0, code.lastIndexOf('-')))
export const isUnder = (code: string, range: string): boolean => code.startsWith(`${range}-`)

export const childrenOf = (tree: KnowledgeTree, parent: string): readonly KnowledgeRange[] =>
  tree.ranges.filter(({ code }) => parentOf(code) === parent)
export const pointsOf = (tree: KnowledgeTree, range: string): readonly KnowledgePoint[] =>
  tree.points.filter(({ code }) => parentOf(code) === range)

const rangePattern = /^[A-Z]+(-[A-Z]+){0,2}$/
const pointPattern = /^[A-Z]+-[A-Z]+-[A-Z]+-\d{3}$/

const judgeCodes = ({ ranges, points }: KnowledgeTree): Refusal<TreeRefusal>[] => {
  const seen = new Set<string>()
  const found: Refusal<TreeRefusal>[] = []
  const shaped = [
    ...ranges.map(
      ({ code, level }) => [code, rangePattern.test(code) && code.split('-').length === level] as const,
    ),
    ...points.map(({ code }) => [code, pointPattern.test(code)] as const),
  ]
  for (const [code, sound] of shaped) {
    if (!sound) found.push(wrong('CODE_MALFORMED', code, `代码“${code}”不符合编码规则。`))
    if (seen.has(code)) found.push(wrong('CODE_REPEATED', code, `代码${code}出现了不止一次。`))
    seen.add(code)
  }
  return found
}

const judgeNames = ({ ranges, points }: KnowledgeTree): Refusal<TreeRefusal>[] =>
  [...ranges, ...points]
    .filter(({ name }) => name.trim() === '')
    .map(({ code }) => wrong('NAME_MISSING', code, `${code}没有名称。`))

const levels = [1, 2, 3] as const
const levelWords: Readonly<Record<RangeLevel, string>> = { 1: '一级', 2: '二级', 3: '三级' }

export interface WeightSum {
  readonly total: number
  readonly expected: number
  readonly fits: boolean
}

const weigh = (ranges: readonly KnowledgeRange[], expected: number): WeightSum => {
  const total = rounded(sum(ranges.map(({ weight }) => weight)))
  return { total, expected, fits: sameWeight(total, expected) }
}

/** The weights of a level, which are per cent of the whole paper. */
export const levelSum = ({ ranges }: KnowledgeTree, level: RangeLevel): WeightSum =>
  weigh(
    ranges.filter((range) => range.level === level),
    wholeWeight,
  )

/** The weights of what lies directly under a range, against its own; of level 1 for the empty code. */
export const childrenSum = (tree: KnowledgeTree, parent: string): WeightSum =>
  weigh(
    childrenOf(tree, parent),
    parent === '' ? wholeWeight : (tree.ranges.find(({ code }) => code === parent)?.weight ?? 0),
  )

const judgeLevels = (tree: KnowledgeTree): Refusal<TreeRefusal>[] =>
  levels.flatMap((level) => {
    const { total, fits } = levelSum(tree, level)
    const sentence = `${levelWords[level]}鉴定范围的比重合计为${total}，应为${wholeWeight}。`
    return fits ? [] : [wrong('WEIGHTS_NOT_WHOLE', `level-${level}`, sentence)]
  })

const judgeParents = (tree: KnowledgeTree): Refusal<TreeRefusal>[] => {
  const known = new Set(tree.ranges.map(({ code }) => code))
  const orphans = tree.ranges
    .filter(({ code, level }) => level > 1 && !known.has(parentOf(code)))
    .map(({ code }) => wrong('RANGE_WITHOUT_PARENT', code, `鉴定范围${code}没有上一级鉴定范围。`))
  const sums = tree.ranges
    .filter(({ level }) => level < 3)
    .flatMap(({ code, weight }) => {
      const { total, fits } = childrenSum(tree, code)
      const sentence = `鉴定范围${code}的比重为${weight}，其下级合计为${total}。`
      return fits ? [] : [wrong('WEIGHT_NOT_SUM_OF_PARTS', code, sentence)]
    })
  return [...orphans, ...sums]
}

const judgePoints = ({ ranges, points }: KnowledgeTree): Refusal<TreeRefusal>[] => {
  const leaves = new Set(ranges.filter(({ level }) => level === 3).map(({ code }) => code))
  const used = new Set(points.map(({ code }) => parentOf(code)))
  return [
    ...[...leaves]
      .filter((code) => !used.has(code))
      .map((code) => wrong('RANGE_WITHOUT_POINTS', code, `鉴定范围${code}下没有鉴定点。`)),
    ...points
      .filter(({ code }) => !leaves.has(parentOf(code)))
      .map(({ code }) => wrong('POINT_WITHOUT_RANGE', code, `鉴定点${code}没有所属的三级鉴定范围。`)),
  ]
}

/**
 * Everything wrong with a knowledge tree: weights of each level sum to 100 and to their parent's, codes are unique
 * and complete, everything has a name. A draft may be wrong; a tree in force may not.
 */
export const checkTree = (tree: KnowledgeTree): readonly Refusal<TreeRefusal>[] => [
  ...judgeCodes(tree),
  ...judgeNames(tree),
  ...judgeLevels(tree),
  ...judgeParents(tree),
  ...judgePoints(tree),
]

/** Shares of importances in the points, per cent. */
export const importanceShares = ({ points }: KnowledgeTree): { readonly [I in Importance]: number } => {
  const share = (importance: Importance) =>
    points.length === 0
      ? 0
      : (100 * points.filter((point) => point.importance === importance).length) / points.length
  return { X: share('X'), Y: share('Y'), Z: share('Z') }
}

/** Where a number of the advice comes from, in words and by clause. */
export interface TreeAdvice extends TreeShape {
  readonly source: string
  readonly clauses: readonly string[]
}

/** One decimal where it is needed: `80`, `7.8`. */
const percent = (value: number) => `${Math.round(value * 10) / 10}%`

/** What a good tree has and this one has not. Advice: it hinders nothing. */
export const adviseTree = (tree: KnowledgeTree, advice: TreeShape): readonly string[] => {
  const { points } = tree
  if (points.length === 0) return []
  const { X, Y, Z } = importanceShares(tree)
  const said = (bad: boolean, sentence: string) => (bad ? [sentence] : [])
  return [
    ...said(
      points.length < advice.minPoints,
      `鉴定点共${points.length}个，建议不少于${advice.minPoints}个。`,
    ),
    ...said(X < advice.minShareX, `核心要素（X）占${percent(X)}，建议不少于${advice.minShareX}%。`),
    ...said(Y > advice.maxShareY, `一般要素（Y）占${percent(Y)}，建议不多于${advice.maxShareY}%。`),
    ...said(Z > advice.maxShareZ, `辅助要素（Z）占${percent(Z)}，建议不多于${advice.maxShareZ}%。`),
  ]
}

/** Codes of a tree's points; none without a tree. */
export const pointCodes = (tree: KnowledgeTree | undefined): ReadonlySet<string> =>
  new Set(tree?.points.map(({ code }) => code))

/**
 * HN-1.8.3.5-04: the points that items of a bank may be linked to. A bank without a tree in force takes no item: it
 * could not be linked to any point of the standard.
 */
export const linkablePoints = (
  tree: KnowledgeTree | undefined,
): Verdict<ReadonlySet<string>, 'TREE_MISSING'> =>
  tree === undefined || tree.points.length === 0
    ? refuse('TREE_MISSING', {
        sentence: '题库没有施行中的鉴定要素细目表，试题无法对应到职业标准的鉴定点。',
        remedy: '请先在题库中导入或编制细目表并施行，再加入试题。',
        clauses: ['HN-1.8.3.5-04'],
      })
    : accept(pointCodes(tree))

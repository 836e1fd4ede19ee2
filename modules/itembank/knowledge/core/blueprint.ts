import { type Refusal, refuse } from '#platform/contract/verdict.ts'

/** X core, Y general, Z auxiliary. */
export const importances = ['X', 'Y', 'Z'] as const
export type Importance = (typeof importances)[number]

/** A range of the 鉴定要素细目表; its full code names its parents, `A`, `A-B`, `A-B-C`. */
export interface KnowledgeRange {
  readonly code: string
  readonly name: string
  readonly level: 1 | 2 | 3
  /** Per cent of the whole paper. */
  readonly weight: number
}

export interface KnowledgePoint {
  /** `A-B-C-001` */
  readonly code: string
  readonly name: string
  readonly importance: Importance
}

export interface KnowledgeTree {
  readonly ranges: readonly KnowledgeRange[]
  readonly points: readonly KnowledgePoint[]
}

/** Weights are per cent. */
const wholeWeight = 100

export type TreeRefusal =
  | 'WEIGHTS_NOT_WHOLE'
  | 'WEIGHT_NOT_SUM_OF_PARTS'
  | 'RANGE_WITHOUT_POINTS'
  | 'POINT_WITHOUT_RANGE'
  | 'CODE_REPEATED'

const wrong = (code: TreeRefusal, field: string, sentence: string): Refusal<TreeRefusal> =>
  refuse(code, { field, sentence, remedy: '请改正鉴定要素细目表后重新导入。', clauses: [] })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
/** Weights may carry decimals: equal to a thousandth is equal. */
const same = (a: number, b: number) => Math.abs(a - b) < 0.001
const parentOf = (code: string) => code.slice(0, code.lastIndexOf('-'))

const judgeLevels = ({ ranges }: KnowledgeTree): Refusal<TreeRefusal>[] =>
  ([1, 2, 3] as const).flatMap((level) => {
    const total = sum(ranges.filter((range) => range.level === level).map(({ weight }) => weight))
    return same(total, wholeWeight)
      ? []
      : [
          wrong(
            'WEIGHTS_NOT_WHOLE',
            `level-${level}`,
            `${level}级鉴定范围的比重合计为${total}，应为${wholeWeight}。`,
          ),
        ]
  })

const judgeParents = ({ ranges }: KnowledgeTree): Refusal<TreeRefusal>[] =>
  ranges
    .filter(({ level }) => level < 3)
    .flatMap(({ code, weight }) => {
      const total = sum(ranges.filter((child) => parentOf(child.code) === code).map((child) => child.weight))
      return same(total, weight)
        ? []
        : [wrong('WEIGHT_NOT_SUM_OF_PARTS', code, `鉴定范围${code}的比重为${weight}，其下级合计为${total}。`)]
    })

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

const judgeCodes = ({ ranges, points }: KnowledgeTree): Refusal<TreeRefusal>[] => {
  const codes = [...ranges, ...points].map(({ code }) => code)
  return codes
    .filter((code, at) => codes.indexOf(code) !== at)
    .map((code) => wrong('CODE_REPEATED', code, `代码${code}出现了不止一次。`))
}

/** Everything wrong with a knowledge tree: weights of each level sum to 100 and to their parent's, codes are unique and complete. */
export const checkTree = (tree: KnowledgeTree): readonly Refusal<TreeRefusal>[] => [
  ...judgeCodes(tree),
  ...judgeLevels(tree),
  ...judgeParents(tree),
  ...judgePoints(tree),
]

/** Shares of importances in the points, per cent; the national rule asks for X ≥ 80, Y ≤ 15, Z ≤ 5. */
export const importanceShares = ({ points }: KnowledgeTree): { readonly [I in Importance]: number } => {
  const share = (importance: Importance) =>
    points.length === 0
      ? 0
      : (100 * points.filter((point) => point.importance === importance).length) / points.length
  return { X: share('X'), Y: share('Y'), Z: share('Z') }
}

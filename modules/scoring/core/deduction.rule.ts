import { type Refusal, refuse } from '#platform/contract/verdict.ts'

/** `rule`, each `per` costs `deduct` points, at most `cap`; null: until the points are used up. */
export interface DeductionRule {
  readonly rule: string
  readonly deduct: number
  readonly per: string
  readonly cap: number | null
}

/** How often an examiner saw one rule of a point broken; `rule` counts from 0. */
export interface NotedDeduction {
  readonly point: string
  readonly rule: number
  readonly count: number
}

interface DeductedPoint {
  readonly code: string
  readonly item: string
  readonly maxScore: number
  readonly deductions?: readonly DeductionRule[]
}

interface DeductedForm {
  readonly modules: readonly { readonly scoringPoints: readonly DeductedPoint[] }[]
}

export type DeductionRefusal = 'DEDUCTION_UNKNOWN' | 'DEDUCTION_MISMATCH'

const clauses = ['SDS-4.4-39']
const exact = (points: number): number => Math.round(points * 1e6) / 1e6

/** What is left of a point's allotment: each rule to its cap, never less than nothing. */
export const pointsLeft = (point: DeductedPoint, noted: readonly NotedDeduction[]): number => {
  const lost = noted.reduce((sum, { rule, count }) => {
    const { deduct, cap } = point.deductions![rule]!
    return sum + Math.min(deduct * count, cap ?? point.maxScore)
  }, 0)
  return exact(Math.max(0, point.maxScore - lost))
}

const mismatch = (point: DeductedPoint, due: number, given: number | undefined) =>
  refuse('DEDUCTION_MISMATCH', {
    sentence: `“${point.item}”按扣分记录应得 ${due} 分，现记 ${given ?? '空'}。`,
    remedy: '请按扣分记录重新计分。',
    clauses,
    field: point.code,
  })

/** Deductions are those of the score sheet, and the points they leave are the points entered. */
export const checkDeductions = (
  form: DeductedForm,
  entry: {
    readonly points: Readonly<Record<string, number>>
    readonly deductions: readonly NotedDeduction[]
  },
): Refusal<DeductionRefusal> | undefined => {
  const points = form.modules.flatMap(({ scoringPoints }) => scoringPoints)
  const byPoint = Map.groupBy(entry.deductions, ({ point }) => point)
  for (const [code, noted] of byPoint) {
    const point = points.find((each) => each.code === code)
    const isKnown = noted.every(({ rule }) => point?.deductions?.[rule] !== undefined)
    const isOnce = new Set(noted.map(({ rule }) => rule)).size === noted.length
    if (!point || !isKnown || !isOnce) {
      return refuse('DEDUCTION_UNKNOWN', {
        sentence: '扣分项须为评分记录表所列，每项记一次。',
        remedy: '请按评分记录表的扣分项改正。',
        clauses,
        field: code,
      })
    }
    const due = pointsLeft(point, noted)
    if (entry.points[code] !== due) return mismatch(point, due, entry.points[code])
  }
  return undefined
}

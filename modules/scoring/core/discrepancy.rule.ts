import type { Known } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface Spread {
  readonly lowest: number
  readonly highest: number
}

export const spreadOf = (totals: readonly number[]): Spread => ({
  lowest: Math.min(...totals),
  highest: Math.max(...totals),
})

/** Whether locked totals lie further apart than the rule allows; the leader then decides. */
export const isBeyond = (totals: readonly number[], limit: Known<number>): boolean => {
  const { lowest, highest } = spreadOf(totals)
  return totals.length > 1 && Math.round((highest - lowest) * 10) / 10 > limit.value
}

/** A decision lies between the sheets it decides about. */
export const checkArbitration = (
  totals: readonly number[],
  score: number,
  limit: Known<number>,
): Verdict<Spread, 'NOT_BEYOND' | 'SCORE_BETWEEN'> => {
  const spread = spreadOf(totals)
  if (!isBeyond(totals, limit)) {
    return refuse('NOT_BEYOND', {
      sentence: `各考评员评分相差不超过 ${limit.value} 分，按平均分计算，不需要裁决。`,
      remedy: '请刷新页面。',
      clauses: [...limit.clauses, 'SDS-4.3-11'],
    })
  }
  if (score >= spread.lowest && score <= spread.highest) return accept(spread)
  return refuse('SCORE_BETWEEN', {
    sentence: `裁决分数应在 ${spread.lowest} 分至 ${spread.highest} 分之间。`,
    remedy: '请复核各考评员的扣分依据后重新填写。',
    clauses: ['SDS-4.3-11'],
    field: 'score',
  })
}

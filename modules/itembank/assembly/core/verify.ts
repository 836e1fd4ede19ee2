import { type Demand, type Rule, ruleId } from './demands.ts'
import type { Candidate } from './pool.ts'
import { itemsOf, type RuleSet } from './rules.ts'

/** What a form got where a demand asked for something. */
export interface Found {
  readonly rule: Rule
  readonly firm: boolean
  readonly min: number
  readonly max: number
  readonly got: number
  /** By how much it is missed; 0 where it is met. */
  readonly missed: number
}

const missedBy = ({ min, max }: Demand, got: number): number => Math.max(0, min - got, got - max)

/** Every demand against one form, item by item: nothing of how the form was found is used. */
export const measure = (form: readonly Candidate[], demands: readonly Demand[]): readonly Found[] =>
  demands.map((demand) => {
    const got = form.reduce((sum, item) => sum + demand.weigh(item), 0)
    const { rule, firm, min, max } = demand
    return { rule, firm, min, max, got, missed: missedBy(demand, got) }
  })

const hair = 1e-6

/** The first thing that makes a form no form of these rules; undefined for a good one. */
export const faultOf = (
  form: readonly Candidate[],
  demands: readonly Demand[],
  rules: RuleSet,
): string | undefined => {
  if (new Set(form.map(({ code }) => code)).size !== form.length) return 'an item stands in a form twice'
  if (form.length !== itemsOf(rules)) return `${form.length} items instead of ${itemsOf(rules)}`
  const broken = demands.find((demand) => {
    if (!demand.firm) return false
    let got = 0
    for (const item of form) got += demand.weigh(item)
    return missedBy(demand, got) > hair
  })
  return broken && `${ruleId(broken.rule)} is not met`
}

/** How many items two forms share, those that are forced into every form left out. */
export const sharedBetween = (a: readonly Candidate[], b: readonly Candidate[]): number => {
  const codes = new Set(a.filter(({ forced }) => !forced).map(({ code }) => code))
  return b.filter(({ code }) => codes.has(code)).length
}

import type * as assembly from '#modules/itembank/assembly/contract.ts'
import { type RuleSet, rulesOf } from '#modules/itembank/assembly/core/rules.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

export type Ground = ReplyOf<typeof assembly.rulesGround>

/** What the parts of the editor work on. */
export interface Editing {
  readonly rules: RuleSet
  readonly ground: Ground
  readonly change: (changes: Partial<RuleSet>) => void
}

/** Takes a member away where its value is undefined: an optional rule is there or not. */
export const withOptional = <T extends object, K extends keyof T>(
  of: T,
  key: K,
  value: T[K] | undefined,
): T => {
  const { [key]: _, ...rest } = of
  return (value === undefined ? rest : { ...rest, [key]: value }) as T
}

/** A hundred items of one type from every range by its weight: something to begin with. */
export const blankRules = ({ ranges }: Ground): RuleSet =>
  rulesOf({
    types: [{ type: 'B', count: 100, points: 1 }],
    ranges: ranges
      .filter(({ level }) => level === 3)
      .map(({ code, weight }) => ({ code, weight, counts: { B: Math.round(weight) } })),
    ...{ minutes: 90, totalPoints: 100 },
  })

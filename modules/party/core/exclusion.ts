import type { Day } from '#platform/clock/day.ts'

/** As what somebody of the staff may not be called upon. */
export const exclusionScopes = {
  examiner: '考评人员',
  supervisor: '质量督导人员',
  expert: '专家',
  any: '各类认定工作',
} as const
export type ExclusionScope = keyof typeof exclusionScopes

export const isExclusionScope = (text: string | null): text is ExclusionScope =>
  text !== null && text in exclusionScopes

export interface Period {
  readonly fromOn: Day
  /** The last day; null where the qualification is lost. */
  readonly untilOn: Day | null
}

/** Both ends belong to it (HN-3.1.5-12, HN-3.3.9-01: 31 December is the last day). */
export const holdsOn = ({ fromOn, untilOn }: Period, on: Day): boolean =>
  fromOn <= on && (untilOn === null || on <= untilOn)

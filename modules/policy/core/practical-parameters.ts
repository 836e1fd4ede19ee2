import type { Known, Parameter } from './parameter.ts'

/** Who checks what how many days before, counted back from the day of the examination. */
export interface DayBeforeCheck {
  readonly days: number
  readonly items: readonly string[]
}
/** Trades that are dangerous, by occupation code, and what has to be protected before they start. */
export interface ProtectionRule {
  readonly items: readonly string[]
  readonly occupations: readonly string[]
}
/** What an evaluation is made of, and the abilities of weight it may name. */
export interface ReviewContents {
  readonly contents: readonly string[]
  readonly focus: readonly string[]
}

/** The day of the practical test and of the review. */
export interface PracticalParameters {
  readonly roomChecks: Parameter<readonly string[]>
  /** An examiner ticks these at each station before anything is scored there. */
  readonly stationChecks: Parameter<readonly string[]>
  readonly dayBefore: Parameter<DayBeforeCheck>
  readonly protection: Known<ProtectionRule>
  /** What an examiner confirms to have read. */
  readonly reading: Parameter<readonly string[]>
  /** Every module names its examiner before anything is scored. */
  readonly moduleExaminers: Parameter<true>
  /** Points by which sheets of one candidate may lie apart; beyond, the leader decides. */
  readonly discrepancy: Known<number>
  readonly reviewRoomChecks: Parameter<readonly string[]>
  readonly reviewContents: Parameter<ReviewContents>
}

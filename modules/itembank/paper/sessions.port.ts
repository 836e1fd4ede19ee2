import type { PackId } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'

/** A theory session that needs a paper of its own for each occupation and level. */
export interface TheorySession {
  readonly batchId: string
  readonly batchName: string
  readonly sessionId: string
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly occupationCode: string
  readonly occupationName: string
  readonly level: number
  /** The pack of the session's batch, and the day of whose rules it keeps. */
  readonly pack: PackId
  readonly ruledOn: Day
}

/**
 * Theory sessions of an organisation, earliest first. Sessions are arranged further down the chain, so the
 * composition hands this in.
 */
export type TheorySessions = (
  tx: QueryContext['tx'],
  organisationId: string,
) => Promise<readonly TheorySession[]>

import type { QueryContext } from '#platform/command/context.ts'
import type { SatOn } from './core/medium.rule.ts'
import type { Ruled } from './core/ruled.ts'

/** A theory session that needs a paper of its own for each occupation and level. */
export interface TheorySession extends SatOn {
  readonly batchId: string
  readonly batchName: string
  readonly sessionId: string
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly occupationCode: string
  readonly occupationName: string
  readonly level: number
}

/**
 * Theory sessions of an organisation, earliest first. Sessions are arranged further down the chain, so the
 * composition hands this in.
 */
export type TheorySessions = (
  tx: QueryContext['tx'],
  organisationId: string,
) => Promise<readonly TheorySession[]>

/** A room of a session and how many sit in it. */
export interface SessionRoom {
  readonly roomId: string
  readonly roomName: string
  readonly siteName: string
  readonly candidates: number
}

/** Where a session takes place, and under which document its batch was planned. */
export interface SessionScene extends Ruled {
  /** Rooms in use by name; none before the arrangement is confirmed. */
  readonly rooms: readonly SessionRoom[]
}

/** Null when there is no such session within reach. */
export type SessionScenes = (
  tx: QueryContext['tx'],
  of: { readonly organisationId: string; readonly sessionId: string },
) => Promise<SessionScene | null>

/** The document under which a batch was planned; null when there is no such batch within reach. */
export type BatchRegimes = (
  tx: QueryContext['tx'],
  of: { readonly organisationId: string; readonly batchId: string },
) => Promise<(Ruled & { readonly name: string }) | null>

/** What the item bank asks of the arrangement. */
export interface SessionDirectory {
  readonly sessions: TheorySessions
  readonly scene: SessionScenes
  readonly batch: BatchRegimes
}

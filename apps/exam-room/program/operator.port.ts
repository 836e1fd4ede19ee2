import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import type { StandbyView } from '../room.port.ts'

/** How many of a room's machines answer. */
export interface MachineCount {
  readonly reachable: number
  readonly expected: number
}

/** One sitting as the operator sees it. */
export interface OperatorSitting {
  readonly sittingId: string
  readonly title: string
  readonly site: string
  readonly roomName: string
  readonly plannedStart: string
  readonly plannedEnd: string
  readonly status: SittingStatus
  readonly head: { readonly seq: number; readonly hash: string }
  readonly check: PreflightResult | null
  readonly machines: MachineCount
  /** False where this server follows the one that holds the sitting. */
  readonly isServed: boolean
}

/** The second machine of the room. */
export interface OperatorPair {
  readonly own: string
  readonly peer: string
  /** Whether it gave a sign of life just now. */
  readonly isHeard: boolean
  readonly sittings: readonly {
    readonly sittingId: string
    readonly roomName: string
    readonly title: string
    /** Served here, and kept there as well; or the other way round. */
    readonly isServed: boolean
    readonly state: StandbyView['state']
  }[]
}

/** A joining to a centre that a person there has not confirmed yet, or did not. */
export interface OperatorJoining {
  readonly url: string
  readonly organisation: string
  /** To be compared with the centre's screen. */
  readonly checkCode: string
  readonly isWaiting: boolean
  /** How it ended, where it was not confirmed. */
  readonly sentence: string | null
}

/** The whole server on the operator's page. */
export interface OperatorStatus {
  readonly name: string
  readonly card: string
  readonly fingerprint: string
  readonly build: string
  /** This machine in the network of the room. */
  readonly addresses: readonly string[]
  readonly centre: { readonly organisation: string; readonly fingerprint: string } | null
  /** Null without an address of the centre. */
  readonly link: {
    readonly url: string
    readonly heardAt: string | null
    readonly trouble: string | null
    /** A result on its way up, in bytes. */
    readonly sending: { readonly sent: number; readonly size: number } | null
  } | null
  readonly joining: OperatorJoining | null
  readonly unconfirmed: { readonly fingerprint: string; readonly organisation: string } | null
  /** Null for a server without a second. */
  readonly pair: OperatorPair | null
  readonly sittings: readonly OperatorSitting[]
  /** Files of sittings that this version of the program did not open. */
  readonly unreadable: readonly Refusal[]
}

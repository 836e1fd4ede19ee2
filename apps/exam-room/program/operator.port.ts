import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'

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
  } | null
  readonly unconfirmed: { readonly fingerprint: string; readonly organisation: string } | null
  readonly sittings: readonly OperatorSitting[]
}

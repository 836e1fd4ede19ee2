import type { Verdict } from '#platform/contract/verdict.ts'
import type { ResultBundle } from './bundle.ts'
import type { Entry } from './journal.ts'
import type { PreparedSitting } from './preparation.ts'
import type { SeatStatus } from './seat.machine.ts'
import type { SittingStatus } from './sitting.machine.ts'

/** A sitting as its room has it now. */
export interface RoomStanding {
  readonly status: SittingStatus
  /** Number and hash of the last journal entry. */
  readonly head: { readonly seq: number; readonly hash: string }
  /** How many tries to open the paper its journal holds. */
  readonly openingAttempts: number
  /** Number of the last entry about an incident; 0 = none, left out by nodes that do not tell. */
  readonly incidentSeq?: number
  /** Seats by status; a status that nobody has is missing. */
  readonly seats: { readonly [status in SeatStatus]?: number }
}

/** What the centre asks of the node that holds the sittings. Composition supplies it. */
export interface RoomPort {
  /** Hashes of the package and of the preparation as the room keeps them. The same preparation twice changes nothing. */
  prepare(
    sitting: PreparedSitting,
  ): Promise<
    Verdict<
      { readonly packageHash: string; readonly preparationHash: string },
      'sitting-differs' | 'sitting-other-format'
    >
  >
  /** Undefined when the room does not hold this sitting. */
  standing(sittingId: string): RoomStanding | undefined
  /** All entries so far, read from the sitting's file. */
  journal(sittingId: string): readonly Entry[] | undefined
  /** The sealed result, the same to the byte each time. */
  bundle(sittingId: string): Verdict<ResultBundle, 'not-sealed'>
  /** Records in the room that the centre has the bundle; harmless when repeated. */
  uploaded(sittingId: string, receipt: string): Promise<void>
  hashPasscode(passcode: string): Promise<string>
  /** Takes a sitting that nobody has begun out of the room, because a server of its own is to hold it; false when it has begun. */
  withdraw(sittingId: string): Promise<boolean>
  /** The program the room runs: what another room must run, too, to open a sitting prepared here. */
  build(): Promise<string>
}

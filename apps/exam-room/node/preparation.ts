import { createHash } from 'node:crypto'
import { canonicalJson } from '#modules/delivery/core/paper.ts'
import type { RoomRules } from '#modules/delivery/core/room.rules.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { DutyRole, SeatGrid } from '../room.port.ts'

export interface RosterEntry {
  readonly seat: string
  readonly row: number
  readonly column: number
  /** Pseudonym: the only name of the person in the journal and in the bundle. */
  readonly candidate: string
  readonly name: string
  readonly maskedNumber: string
  readonly ticketNumber: string
  /** JPEG. */
  readonly photo?: Uint8Array
}

export interface Duty {
  readonly id: string
  readonly name: string
  readonly role: DutyRole
  /** As made by `hashPasscode`. */
  readonly passcodeHash: string
}

/** All a room needs for one sitting, so that it can run without any network beyond its walls. */
export interface PreparedSitting {
  /** Letters, digits and hyphens, at most 64. */
  readonly sittingId: string
  readonly title: string
  readonly organisation: string
  readonly site: string
  readonly roomName: string
  /** ISO 8601. */
  readonly plannedStart: string
  readonly plannedEnd: string
  readonly grid: SeatGrid
  readonly roster: readonly RosterEntry[]
  readonly duties: readonly Duty[]
  readonly rules: RoomRules
  /** Lines of the guide shown before the start (SDS-4.4-36). */
  readonly guide: readonly string[]
  readonly sealedPackage: Uint8Array
}

/** The preparation as the sitting's file keeps it: pictures and package are attachments of their own. */
export type KeptPreparation = Omit<PreparedSitting, 'sealedPackage' | 'roster'> & {
  readonly roster: readonly (Omit<RosterEntry, 'photo'> & { readonly photoHash: string | null })[]
}

export const sm3 = (content: string | Uint8Array): string => createHash('sm3').update(content).digest('hex')

export const keptForm = (sitting: PreparedSitting): KeptPreparation => {
  const { sealedPackage: _package, roster, ...rest } = sitting
  return {
    ...rest,
    roster: roster.map(({ photo, ...entry }) => ({ ...entry, photoHash: photo ? sm3(photo) : null })),
  }
}

export const preparationText = (kept: KeptPreparation): string => canonicalJson(kept as unknown as Json)

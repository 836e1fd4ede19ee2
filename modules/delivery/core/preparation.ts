import type { Json } from '#platform/contract/verdict.ts'
import type { DocumentDigests } from './document-digest.ts'
import { canonicalJson } from './paper.ts'
import type { RoomRules } from './room.rules.ts'

export interface RosterEntry {
  readonly seat: string
  readonly row: number
  readonly column: number
  /** Pseudonym: the only name of the person in the journal and in the bundle. */
  readonly candidate: string
  readonly name: string
  readonly maskedNumber: string
  readonly ticketNumber: string
  /** Which form of the paper this seat gets, from 0. */
  readonly form: number
  /** JPEG. */
  readonly photo?: Uint8Array
  /** For the comparison of his document at the door; missing where the centre has no number of it. */
  readonly document?: DocumentDigests
}

/** `keeper`: brings a key of the paper and does nothing else in the room. */
export type DutyRole = 'invigilator' | 'chief' | 'supervisor' | 'keeper'

export interface Duty {
  readonly id: string
  readonly name: string
  readonly role: DutyRole
  /** The name under which this person keeps a key of the paper's seal; null when he keeps none. */
  readonly custodian: string | null
  /** As made by `RoomPort.hashPasscode`. */
  readonly passcodeHash: string
  /** The invigilator in charge of the room, who may do there what the chief may. */
  readonly inCharge?: boolean
}

export interface SeatGrid {
  readonly rows: number
  readonly columns: number
  /** Column numbers after which an aisle runs. */
  readonly aislesAfter: readonly number[]
  /** Null where the site has not drawn it. */
  readonly door: 'front-left' | 'front-right' | 'back-left' | 'back-right' | null
  readonly defects: readonly { readonly row: number; readonly column: number; readonly reason: string }[]
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
  /** What document numbers are hashed with; missing where no roster line has a digest. */
  readonly documentSalt?: string
  /** Lines of the guide shown before the start (SDS-4.4-36). */
  readonly guide: readonly string[]
  readonly sealedPackage: Uint8Array
  /** A trial with sample items (HN-1.8.4-17): its package has no seal, and no bundle of it ever leaves the room. */
  readonly isRehearsal?: true
}

/** The preparation as the sitting's file keeps it: pictures and package are attachments of their own. */
export type KeptPreparation = Omit<PreparedSitting, 'sealedPackage' | 'roster'> & {
  readonly roster: readonly (Omit<RosterEntry, 'photo'> & { readonly photoHash: string | null })[]
}

/** A hash over bytes, hexadecimal. The node passes SM3. */
export type ByteDigest = (content: Uint8Array) => string

export const keptForm = (sitting: PreparedSitting, digest: ByteDigest): KeptPreparation => {
  const { sealedPackage: _package, roster, ...rest } = sitting
  return {
    ...rest,
    roster: roster.map(({ photo, ...entry }) => ({ ...entry, photoHash: photo ? digest(photo) : null })),
  }
}

/** The bytes whose hash a sitting's first entry names. */
export const preparationText = (kept: KeptPreparation): string => canonicalJson(kept as unknown as Json)

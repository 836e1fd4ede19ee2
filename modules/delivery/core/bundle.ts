import type { Json } from '#platform/contract/verdict.ts'
import type { Entry } from './journal.ts'
import { canonicalJson } from './paper.ts'
import { replay } from './replay.ts'
import type { SeatStatus } from './seat.machine.ts'

export interface BundledSeat {
  readonly seat: string
  readonly candidate: string
  readonly status: SeatStatus
  /** Final choice per item id; an item never answered is missing. */
  readonly answers: { readonly [item: string]: readonly string[] }
  readonly finishedAt: string | null
  /** Numbers of the journal entries that record violations of this seat. */
  readonly violations: readonly number[]
}

/** The one result of a sitting that leaves the room. Persons appear by pseudonym. */
export interface ResultBundle {
  readonly format: 'jiangheng-sitting/1'
  readonly sittingId: string
  readonly head: { readonly seq: number; readonly hash: string }
  readonly packageHash: string
  readonly paperHash: string
  readonly seats: readonly BundledSeat[]
  readonly absent: readonly string[]
  readonly events: readonly Entry[]
}

/** The journal up to the sealing; what is written later (sign-ins, the receipt) is no part of the result. */
export const sealedPart = (entries: readonly Entry[]): Entry[] => {
  const sealed = entries.findIndex(({ kind }) => kind === 'sealed')
  return entries.slice(0, sealed + 1)
}

/** Built from the journal alone: the same journal gives the same bundle, to the byte in its canonical text. */
export const bundleOf = (entries: readonly Entry[]): ResultBundle => {
  const room = replay(entries)
  const seats = [...room.seats.values()].map((seat) => ({
    seat: seat.seat,
    candidate: seat.candidate,
    status: seat.status,
    answers: Object.fromEntries(
      [...seat.answers]
        .filter(([, { choice }]) => choice.length > 0)
        .map(([item, { choice }]) => [item, choice] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    finishedAt: seat.finishedAt,
    violations: [...seat.violations],
  }))
  return {
    format: 'jiangheng-sitting/1',
    sittingId: room.sittingId,
    head: { ...room.head },
    packageHash: room.packageHash,
    paperHash: room.paperHash,
    seats,
    absent: seats.filter(({ status }) => status === 'absent').map(({ candidate }) => candidate),
    events: entries,
  }
}

/** The bytes of a bundle for transport, hashing and signing. */
export const bundleText = (bundle: ResultBundle): string => canonicalJson(bundle as unknown as Json)

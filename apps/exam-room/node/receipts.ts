import { createHash } from 'node:crypto'
import { answeredCount, receiptText } from '#modules/delivery/core/receipt.ts'
import type { SeatState } from '#modules/delivery/core/room-state.ts'
import type { SeatReceipt } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'

/** What a finished seat has handed in, from the journal's answers; undefined while it may still answer. */
export const receiptOf = (sitting: LiveSitting, seat: SeatState): SeatReceipt | undefined => {
  const entry = sitting.roster.get(seat.seat)
  const hasHandedIn = seat.status === 'handed-in' || seat.status === 'collected'
  if (!entry || !hasHandedIn || !seat.finishedAt || !seat.finishedHead) return undefined
  const answers = Object.fromEntries([...seat.answers].map(([item, { choice }]) => [item, choice]))
  const { sittingId } = sitting.preparation
  const text = receiptText({ sittingId, seat: seat.seat, ticketNumber: entry.ticketNumber, answers })
  return {
    digest: createHash('sha256').update(text).digest('hex'),
    answered: answeredCount(answers),
    at: seat.finishedAt,
    head: seat.finishedHead,
  }
}

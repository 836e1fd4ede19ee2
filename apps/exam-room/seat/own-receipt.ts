import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { receiptText } from '#modules/delivery/core/receipt.ts'
import type { SeatSnapshot } from './seat-state.ts'

/** What the receipt must say by this machine's own answers; undefined before the candidate is known. */
const ownDigest = ({ profile, answers }: SeatSnapshot): string | undefined => {
  if (!profile) return undefined
  const { sittingId, seat, ticketNumber } = profile
  return bytesToHex(sha256(utf8ToBytes(receiptText({ sittingId, seat, ticketNumber, answers }))))
}

export type ReceiptFinding = 'none' | 'waiting' | 'same' | 'differs'

/** Compares the room's receipt with this machine's answers, once the room has them all. */
export const receiptFinding = (seat: SeatSnapshot): ReceiptFinding => {
  const { standing, pending, profile } = seat
  if (!standing?.receipt || !profile) return 'none'
  if (pending.length > 0) return 'waiting'
  return standing.receipt.digest === ownDigest(seat) ? 'same' : 'differs'
}

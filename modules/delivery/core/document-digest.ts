import type { Digest } from './journal.ts'

/*
 * The room compares an identity document with its roster without keeping the number: both sides hash it with the
 * sitting's own salt. Whoever holds the room's file can try out the last six digits; the digest keeps the number off
 * screens, lists and journals, it does not make it a secret from its keeper.
 */

const plain = (number: string): string => number.trim().toUpperCase()

export const numberDigest = (digest: Digest, salt: string, number: string): string =>
  digest(`${salt}\nnumber\n${plain(number)}`)

export const lastSixDigest = (digest: Digest, salt: string, number: string): string =>
  digest(`${salt}\nlast-six\n${plain(number).slice(-6)}`)

export interface DocumentDigests {
  readonly number: string
  readonly lastSix: string
}

/** What was read from the document, as the desk sends it. */
export type DocumentReading =
  | { readonly by: 'reader'; readonly name: string; readonly digest: string }
  | { readonly by: 'last-six'; readonly digest: string }

/** Where the document and the roster disagree; null when they agree. */
export const disagreementOf = (
  line: { readonly name: string; readonly document?: DocumentDigests },
  reading: DocumentReading,
): 'name' | 'number' | null => {
  if (reading.by === 'reader' && reading.name.trim() !== line.name) return 'name'
  const expected = reading.by === 'reader' ? line.document?.number : line.document?.lastSix
  return expected === reading.digest ? null : 'number'
}

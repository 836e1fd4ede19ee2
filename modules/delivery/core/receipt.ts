import type { Json } from '#platform/contract/verdict.ts'
import { canonicalJson } from './paper.ts'

/** What a hand-in receipt is about: one candidate's answers in one sitting. */
export interface ReceiptFacts {
  readonly sittingId: string
  readonly seat: string
  readonly ticketNumber: string
  readonly answers: { readonly [item: string]: readonly string[] }
}

/** The answers that say something, by item. */
const given = (answers: ReceiptFacts['answers']): ReceiptFacts['answers'] =>
  Object.fromEntries(Object.entries(answers).filter(([, choice]) => choice.length > 0))

export const answeredCount = (answers: ReceiptFacts['answers']): number => Object.keys(given(answers)).length

/**
 * The bytes whose SHA-256 is the receipt's digest: the room takes them from its journal, the seat from its own answers,
 * the centre from the script it took in, and all three must come to the same.
 */
export const receiptText = ({ sittingId, seat, ticketNumber, answers }: ReceiptFacts): string =>
  canonicalJson({
    ...{ format: 'jiangheng-receipt/1', sittingId, seat, ticketNumber },
    answers: given(answers) as unknown as Json,
  })

const codeLetters = 20

/** The first 80 bits of the digest: what a code says without its gaps. */
export const plainReceiptCode = (digest: string): string => digest.slice(0, codeLetters)

/** What a candidate copies down, in groups of four. */
export const receiptCode = (digest: string): string =>
  plainReceiptCode(digest)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ')

/** A code as somebody typed it, without its gaps; undefined when it is none. */
export const readReceiptCode = (typed: string): string | undefined => {
  const letters = typed.replace(/[\s-]/g, '').toLowerCase()
  return new RegExp(`^[0-9a-f]{${codeLetters}}$`).test(letters) ? letters : undefined
}

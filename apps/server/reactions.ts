import { openOrders } from '#modules/finance/contract.ts'
import { closeBatch, startBatch } from '#modules/plan/contract.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { Message, Reaction } from './reactor.ts'

const of = ({ payload }: Message, ...names: readonly string[]): { readonly [name: string]: Json } =>
  Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])))

const withBatch =
  (spec: { readonly name: string }): Reaction =>
  (message) => ({ spec, input: of(message, 'organisationId', 'batchId') })

/** What follows from what: one line for each meeting of two modules, and the only place where they meet. */
export const reactions: { readonly [topic: string]: readonly Reaction[] } = {
  'enrolment-forwarded': [withBatch(startBatch), withBatch(openOrders)],
  'certificate.issueConfirmed': [withBatch(closeBatch)],
}

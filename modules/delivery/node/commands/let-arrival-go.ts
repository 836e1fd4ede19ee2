import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { lockArrivalById, updateArrival } from '../arrival.store.ts'
import type { letArrivalGo } from '../contract.ts'

/** The bytes are gone; that the file came, and what was wrong with it, stays. */
export const letArrivalGoHandler: CommandHandler<typeof letArrivalGo> = async (context, of) => {
  const row = await lockArrivalById(context.tx, of)
  if (row.letGoAt !== null) return accept({ letGo: false })
  await updateArrival(context.tx, row, { letGoAt: context.now })
  context.record({ type: 'kept-result-let-go', table: 'sittingBundle', row, clauses: ['SDS-7.2-05'] })
  return accept({ letGo: true })
}

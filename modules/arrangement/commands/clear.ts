import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { clearSeats } from '../contract.ts'
import { arrangementMachine } from '../core/arrangement.machine.ts'
import { arrangementClosed } from '../refusals.ts'
import { clearDraftSeats, lockArrangement, ownOrganisation, updateArrangement } from '../store.ts'

export const clearHandler: CommandHandler<typeof clearSeats> = async (context, { batchId, version }) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const row = await lockArrangement(context.tx, of, version)
  const state = arrangementMachine.next(row.state, 'clear')
  if (!state) return arrangementClosed()
  await clearDraftSeats(context.tx, of)
  const settings = { ...row.settings, neighboursOfOneGroup: 0 }
  const next = await updateArrangement(context.tx, row, { state, settings, jobId: null })
  context.record({ type: 'seats-cleared', table: 'arrangement', row, clauses: ['SDS-4.1-18'] })
  return accept({ version: next })
}

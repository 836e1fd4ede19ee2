import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { listSittings, ofBatch } from '../../store.ts'
import type { interruptionLedger } from '../contract.ts'
import { listInterruptions, listResits } from '../store/ledger.store.ts'

/** SDS-4.4-40, SDE-4.6-23: the ledger of lost time and the list of those who sit again, of a batch. */
export const interruptionLedgerHandler: QueryHandler<typeof interruptionLedger> = async (
  context,
  { batchId },
) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(context)
  const sittings = new Map(
    (await listSittings(tx, ofBatch(organisationId, batchId))).map((row) => [row.id, row]),
  )
  const placeOf = (sittingId: string): string => {
    const row = sittings.get(sittingId)
    return row ? `${row.siteName} ${row.roomName}` : ''
  }
  const nameOf = (sittingId: string, seat: string | null): string =>
    sittings.get(sittingId)?.preparation.roster.find((line) => line.seat === seat)?.name ?? ''
  const decides = actor.roles.includes('site-chief') || actor.roles.includes('org-head')
  const lines = (await listInterruptions(tx, organisationId, batchId)).map((row) => ({
    ...{ place: placeOf(row.sittingId), seat: row.seat, name: nameOf(row.sittingId, row.seat) },
    ...{ cause: row.cause, from: row.beganAt.toISOString(), to: row.endedAt.toISOString() },
    ...{ lostSeconds: row.lostSeconds, givenSeconds: row.givenSeconds, givenBy: row.givenBy },
    reason: row.reason,
  }))
  const resits = (await listResits(tx, organisationId, batchId)).map((row) => ({
    ...{ resitId: row.id, version: row.version, place: placeOf(row.sittingId), seat: row.seat },
    ...{ name: nameOf(row.sittingId, row.seat), reason: row.reason, state: row.state, note: row.note },
    ...{ decidedBy: row.decidedBy, decidedAt: row.decidedAt?.toISOString() ?? null },
    mayDecide: decides && row.state === 'proposed',
  }))
  return accept({ lines, resits })
}

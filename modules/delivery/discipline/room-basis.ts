import type { Regime } from '#modules/policy/core/pack.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { basisOfCase, type IncidentFact } from '../incident/facts.ts'
import { listSittings } from '../store.ts'
import { type Link, listCases, partiesOf } from './store.ts'

type Tx = QueryContext['tx']

/** Under which clauses the room's record is the basis of a case. */
export const basisClauses = ({ delivery }: Regime): readonly string[] =>
  delivery.incidents.value.book === 'henan' ? ['HN-3.1.6-17'] : ['SDS-4.4-37', 'SDS-4.4-30']

export const linkOfIncident = ({ id, number }: Pick<IncidentFact, 'id' | 'number'>): Link => ({
  ...{ kind: 'incident', id, title: `第${number}号` },
})

interface Found {
  readonly organisationId: string
  readonly batchId: string
  readonly sessionId: string
  readonly applicationId: string
}

/** What the room has on record about a candidate of a session; a session without a room of ours has no record to ask. */
export const roomBasis = async (
  tx: Tx,
  { organisationId, batchId, sessionId, applicationId }: Found,
  clauses: readonly string[],
): Promise<Verdict<readonly Link[], 'ROOM_RECORD_MISSING'>> => {
  const sitting = (await listSittings(tx, { organisationId, batchId })).find(
    (row) =>
      row.sessionId === sessionId &&
      row.preparation.roster.some((line) => line.applicationId === applicationId),
  )
  if (!sitting) return accept([])
  // Violations that the desk noted have their case already, linked to their line of the record.
  const cases = await listCases(tx, { organisationId, sittingId: sitting.id })
  const parties = [
    ...(
      await partiesOf(
        tx,
        cases.map(({ id }) => id),
      )
    ).values(),
  ].flat()
  if (parties.some((party) => party.applicationId === applicationId)) return accept([])
  const basis = await basisOfCase(tx, { organisationId, sittingId: sitting.id, applicationId }, clauses)
  return basis.refused ? basis : accept(basis.value.map(linkOfIncident))
}

import type { QueryContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { incidentSentences } from './core/incident-words.ts'
import { findIncident, findIncidents, type IncidentRow, listIncidents } from './store/incident.store.ts'
import { listResits } from './store/ledger.store.ts'
import { listFindings } from './store/likeness.store.ts'

type Tx = QueryContext['tx']

export interface IncidentFact {
  readonly id: string
  readonly number: number
  readonly type: string
  readonly batchId: string | null
  readonly sessionId: string | null
  readonly sittingId: string | null
  readonly printRoomId: string | null
  readonly locksExit: boolean
  /** Whose signatures the opening of the papers still waits for (HN-3.1.6-07). */
  readonly unsignedBeforeOpening: readonly string[]
  readonly place: string
  readonly applicationIds: readonly string[]
  readonly occurredAt: Date
  readonly effect: string
  readonly state: string
  readonly seats: readonly string[]
  readonly openedBy: string
  readonly decision: string | null
  /** As the room's record says it. */
  readonly text: string
  /** HN-2.3.4-24: what those on duty proposed; null where they did not. */
  readonly proposal: string | null
}

const factOf = ({
  id,
  number,
  type,
  batchId,
  sessionId,
  sittingId,
  place,
  applicationIds,
  ...row
}: IncidentRow): IncidentFact => ({
  ...{ id, number, type, batchId, sessionId, sittingId, place, applicationIds },
  ...{ occurredAt: row.occurredAt, effect: row.effect, state: row.state },
  ...{ printRoomId: row.printRoomId, seats: row.record.seats, openedBy: row.record.openedBy },
  decision: row.decision,
  locksExit: row.record.locksExit,
  unsignedBeforeOpening: row.record.beforeOpening.filter(
    (role) => !row.record.signatures.some(({ as }) => as === role),
  ),
  text: incidentSentences(row.book)['incident-opened']({ ...row.record, incident: number }),
  proposal: row.record.closed?.proposal ?? null,
})

/** The incidents of a batch: what a case of discipline may be built on. */
export const incidentsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<IncidentFact[]> =>
  (await listIncidents(tx, { organisationId, batchId })).map(factOf)

/** One incident of the register. Throws MissingRow. */
export const incidentFact = async (
  tx: Tx,
  organisationId: string,
  incidentId: string,
): Promise<IncidentFact> => factOf(await findIncident(tx, organisationId, incidentId))

/**
 * HN-3.1.6-17: the record made in the room is the basis of a decision; where none speaks of this candidate there is no
 * case against him.
 */
export const basisOfCase = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly sittingId: string; readonly applicationId: string },
  clauses: readonly string[] = ['HN-3.1.6-17'],
): Promise<Verdict<readonly IncidentFact[], 'ROOM_RECORD_MISSING'>> => {
  const about = (await findIncidents(tx, of)).filter(({ applicationIds }) =>
    applicationIds.includes(of.applicationId),
  )
  return about.length > 0
    ? accept(about.map(factOf))
    : refuse('ROOM_RECORD_MISSING', {
        sentence: '《考场情况记录表》中没有该考生的记录，不能立案处理。',
        remedy: '请核对考场情况记录；确有违纪而漏记的，由监考人员说明情况后登记突发事件。',
        clauses,
      })
}

/** Why results of a batch may not be released yet, by application (HN-3.1.6-06, HN-2.7-07). */
export const heldResults = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ReadonlyMap<string, string>> => {
  const held = new Map<string, string>()
  for (const row of await listIncidents(tx, { organisationId, batchId, state: 'open' }))
    if (row.holdsScore)
      for (const id of row.applicationIds) held.set(id, `${row.place} 第 ${row.number} 号突发事件尚在调查`)
  for (const row of await listFindings(tx, organisationId, batchId))
    if (row.state === 'proposed')
      for (const id of [row.applicationA, row.applicationB]) held.set(id, '答卷疑似雷同，专家尚未认定')
  return held
}

/** Whose sitting does not count because he sits again, by application, with the sitting (SDS-4.4-40). */
export const approvedResits = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await listResits(tx, organisationId, batchId))
      .filter(({ state }) => state === 'approved')
      .map(({ applicationId, sittingId }) => [applicationId, sittingId]),
  )

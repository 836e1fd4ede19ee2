import { v5 as uuidOf } from 'uuid'
import type { CommandContext } from '#platform/command/context.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { Entry } from '../core/journal.ts'
import { canonicalJson } from '../core/paper.ts'
import { replay } from '../core/replay.ts'
import type { RoomState } from '../core/room-state.ts'
import type { SittingRow } from '../store.ts'
import { incidentIdOf, type KeptIncident, keptIncident } from './core/kept-incident.ts'
import { ledgerOf } from './core/ledger.ts'
import { findIncidents, type IncidentRow, insertIncident, saveIncident } from './store/incident.store.ts'
import { insertInterruptions, insertResits } from './store/ledger.store.ts'

const nameIn =
  ({ preparation }: SittingRow) =>
  (dutyId: string): string =>
    preparation.duties.find(({ id }) => id === dutyId)?.name ?? (dutyId === 'room' ? '考场系统' : dutyId)

/** HN-3.1.7-09: a leak stands on the workbench of the leading group from the moment it is known here. */
export const tellOfLeak = (context: CommandContext, organisationId: string, id: string): void =>
  context.record({
    type: 'leak-alerted',
    table: 'examIncident',
    row: { organisationId, id },
    clauses: ['HN-3.1.7-09'],
  })

const placeOf = (row: SittingRow): string => `${row.siteName} ${row.roomName}`

const insertNew = async (
  context: CommandContext,
  row: SittingRow,
  { kept, atCentre }: { readonly kept: KeptIncident; readonly atCentre: boolean },
): Promise<void> => {
  const { organisationId, batchId, sessionId } = row
  const id = incidentIdOf(row.id, kept.number)
  const lines = new Map(row.preparation.roster.map((line) => [line.seat, line.applicationId]))
  const applicationIds = kept.seats.flatMap((seat) => lines.get(seat) ?? [])
  const place = { organisationId, id, batchId, sessionId, sittingId: row.id, place: placeOf(row) }
  const book = kept.rules?.book ?? 'general'
  await insertIncident(context.tx, { ...place, book, applicationIds, atCentre }, kept)
  context.record({
    type: 'exam-incident-registered',
    table: 'examIncident',
    row: { organisationId, id },
    data: { number: kept.number, type: kept.type },
    clauses: ['SDS-4.4-30'],
  })
  if (kept.type === 'leak') tellOfLeak(context, organisationId, id)
}

const textOf = (kept: KeptIncident): string => canonicalJson(kept as unknown as Json)

/** Writes what the room has added since; what belongs to the centre already is left alone. */
const bringUpToDate = async (
  context: CommandContext,
  before: IncidentRow,
  now: { readonly kept: KeptIncident; readonly atCentre: boolean },
): Promise<void> => {
  if (before.atCentre || (!now.atCentre && textOf(before.record) === textOf(now.kept))) return
  await saveIncident(context.tx, before, now)
  const { organisationId, id } = before
  context.record({
    type: 'exam-incident-noted',
    table: 'examIncident',
    row: { organisationId, id },
    clauses: ['SDS-4.4-30'],
  })
}

/**
 * SDS-4.4-30: the incidents of a room stand in the register as soon as the centre hears of them, and as they are when
 * the sitting is taken in. From then on they belong to the centre and its register is not written over.
 */
export const registerIncidents = async (
  context: CommandContext,
  row: SittingRow,
  heard: { readonly entries: readonly Entry[]; readonly atCentre: boolean },
): Promise<RoomState> => {
  const room = replay(heard.entries)
  const known = new Map(
    (await findIncidents(context.tx, { organisationId: row.organisationId, sittingId: row.id })).map(
      (one) => [one.number, one],
    ),
  )
  for (const incident of room.log.incidents.values()) {
    const kept = keptIncident(room, incident, nameIn(row))
    const before = known.get(incident.number)
    if (!before) await insertNew(context, row, { kept, atCentre: heard.atCentre })
    else await bringUpToDate(context, before, { kept, atCentre: heard.atCentre })
  }
  return room
}

const ledgerRows = (row: SittingRow, entries: readonly Entry[]) => {
  const lines = new Map(row.preparation.roster.map((line) => [line.seat, line.applicationId]))
  const name = nameIn(row)
  return ledgerOf(entries).map((line) => ({
    ...{ organisationId: row.organisationId, id: uuidOf(`ledger ${line.key}`, row.id), version: 1 },
    ...{ batchId: row.batchId, sittingId: row.id, seat: line.seat, cause: line.cause, reason: line.reason },
    applicationId: line.seat === null ? null : (lines.get(line.seat) ?? null),
    ...{ beganAt: new Date(line.from), endedAt: new Date(line.to) },
    ...{ lostSeconds: line.lostSeconds, givenSeconds: line.givenSeconds },
    givenBy: line.givenBy === null ? null : name(line.givenBy),
  }))
}

const resitRows = (row: SittingRow, entries: readonly Entry[]) => {
  const lines = new Map(row.preparation.roster.map((line) => [line.seat, line]))
  return entries.flatMap((entry) => {
    if (entry.kind !== 'resit-proposed') return []
    const { incident, seats, reason } = entry.body
    return seats.flatMap((seat) => {
      const line = lines.get(seat)
      if (!line) return []
      const { applicationId, personId } = line
      return [
        {
          ...{ organisationId: row.organisationId, id: uuidOf(`resit ${seat}`, row.id), version: 1 },
          ...{ batchId: row.batchId, sittingId: row.id, incidentId: incidentIdOf(row.id, incident) },
          ...{ applicationId, personId, seat, subject: 'theory', reason, state: 'proposed' },
        },
      ]
    })
  })
}

/** What a taken-in sitting leaves: its incidents, its ledger of lost time, and who is proposed to sit again. */
export const takeInIncidents = async (
  context: CommandContext,
  row: SittingRow,
  entries: readonly Entry[],
): Promise<void> => {
  const { organisationId } = row
  await registerIncidents(context, row, { entries, atCentre: true })
  const [ledger, resits] = [ledgerRows(row, entries), resitRows(row, entries)]
  await insertInterruptions(context.tx, ledger)
  await insertResits(context.tx, resits)
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
  if (ledger.length > 0)
    context.recordAll({
      ...{ type: 'interruption-registered', table: 'interruption', organisationId, ids: ids(ledger) },
      clauses: ['SDS-4.4-40', 'SDE-4.6-23'],
    })
  if (resits.length > 0)
    context.recordAll({
      ...{ type: 'resit-proposed', table: 'resit', organisationId, ids: ids(resits) },
      clauses: ['SDS-4.4-40'],
    })
}

import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { recorders } from '../../discipline/core/case.machine.ts'
import { casesOfIncidents } from '../../discipline/store.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { listSittings, type SittingRow } from '../../store.ts'
import { officeOf } from '../at-centre.ts'
import type { incidentList } from '../contract.ts'
import { incidentView } from '../core/incident-view.ts'
import { roomAfterwards } from '../core/kept-incident.ts'
import { type IncidentRow, listIncidents } from '../store/incident.store.ts'

const followers = ['org-exam', 'org-head', 'site-chief', 'supervisor']

const viewOf = (
  row: IncidentRow,
  sitting: SittingRow | undefined,
  looking: {
    readonly roles: readonly string[]
    readonly now: Date
    readonly cases: ReadonlyMap<string, string>
  },
) => {
  const { record } = row
  const room = roomAfterwards(record)
  const [incident] = room.log.incidents.values()
  const names = new Map((sitting?.preparation.roster ?? []).map((line) => [line.seat, line.name]))
  const role = officeOf(looking.roles)
  return {
    ...{ incidentId: row.id, version: row.version, batchId: row.batchId, place: row.place, book: row.book },
    caseId: looking.cases.get(row.id) ?? null,
    mayOpenCase:
      row.state === 'closed' &&
      (row.record.closed?.effect ?? '') !== '' &&
      row.applicationIds.length > 0 &&
      row.atCentre &&
      !looking.cases.has(row.id) &&
      recorders.some((one) => looking.roles.includes(one)),
    ...{ atCentre: row.atCentre, holdsScore: row.holdsScore, evidence: record.evidence },
    mayFollow: row.atCentre && row.state === 'open' && followers.some((one) => looking.roles.includes(one)),
    candidates: record.seats.map((seat) => ({ seat, name: names.get(seat) ?? '' })),
    view: {
      ...incidentView(room, incident!, { id: '', name: (name) => name, role, now: looking.now.getTime() }),
      number: row.number,
    },
  }
}

/** SDS-4.4-30: the register of incidents; one that was reported to nobody stands open. */
export const incidentListHandler: QueryHandler<typeof incidentList> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const found = await listIncidents(context.tx, { organisationId, ...input })
  const batches = [...new Set(found.flatMap(({ batchId }) => batchId ?? []))]
  const sittings = new Map<string | null, SittingRow>()
  for (const batchId of batches)
    for (const row of await listSittings(context.tx, { organisationId, batchId })) sittings.set(row.id, row)
  const cases = await casesOfIncidents(context.tx, organisationId, [
    ...new Set(found.flatMap(({ sittingId }) => sittingId ?? [])),
  ])
  const looking = { roles: context.actor.roles, now: context.now, cases }
  const rows = found.map((row) => viewOf(row, sittings.get(row.sittingId), looking))
  return accept({ total: rows.length, open: found.filter(({ state }) => state === 'open').length, rows })
}

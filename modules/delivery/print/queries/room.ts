import { roomPackage } from '#modules/itembank/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { officeOf } from '../../incident/at-centre.ts'
import { incidentView } from '../../incident/core/incident-view.ts'
import { roomAfterwards } from '../../incident/core/kept-incident.ts'
import { replacementOrder } from '../../incident/core/procedures/papers.ts'
import { incidentsOf } from '../../incident/facts.ts'
import { listIncidents } from '../../incident/store/incident.store.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { printRoom } from '../contract.ts'
import { entryLimitOf } from '../core/attendance.rule.ts'
import { extendedMinutes } from '../core/extension.rule.ts'
import { paperRoomTitles } from '../core/paper-room.machine.ts'
import { signingDuty, unsignedBy } from '../core/signers.rule.ts'
import { mayReach, namesOnDuty, notYourRoom } from '../room-access.ts'
import { type PaperScene, paperScene, placeOf } from '../scene.ts'
import { gapOf, sparesLeft } from '../standing.ts'
import { findPrintRoom, type PrintRoomRow } from '../store.ts'

const hoursOf = ({ hours, rules }: PaperScene, row: PrintRoomRow) => {
  const iso = (at: number) => new Date(at).toISOString()
  const { value: window, clauses } = rules.handInWindowMinutes
  return {
    ...{ start: iso(hours.startsAt), entryLimit: iso(entryLimitOf(hours)), end: iso(hours.endsAt) },
    earliestLeave: window === null ? null : iso(hours.endsAt - window * 60_000),
    extendedMinutes: extendedMinutes(row.extensions),
    ...{ entryClauses: [...rules.entryLimitMinutes.clauses], leaveClauses: [...clauses] },
  }
}

const candidatesOf = (row: PrintRoomRow, { placements }: PaperScene) =>
  placements.map(({ applicationId, seatNumber, name, ticketNumber }) => {
    const came = row.attendance?.find((one) => one.applicationId === applicationId)
    return {
      ...{ applicationId, seatNumber, name, ticketNumber, isAbsent: row.absent.includes(applicationId) },
      ...{ signedInAt: came?.at ?? null, leftAt: came?.leftAt ?? null },
    }
  })

const bagOf = async ({ tx }: QueryContext, { organisationId, sessionId, roomId }: PrintRoomRow) => {
  const bag = await roomPackage(tx, { organisationId, sessionId, roomId })
  if (!bag) return null
  const { packageId, label, quantity, sealNumber, stateName, holderName, isInRoom, isBack } = bag
  return { packageId, label, quantity, sealNumber, stateName, holderName, isInRoom, isBack }
}

const signing = (context: QueryContext, row: PrintRoomRow, { duties, rules }: PaperScene) => {
  const signed = row.signatures ?? []
  const own = signingDuty(duties, context.actor.accountId)
  return {
    recordTitle: rules.record.title.value,
    signatures: signed.map(({ name, role, at, byHand }) => ({
      name,
      role,
      at,
      byHand: byHand !== undefined,
    })),
    unsigned: unsignedBy(duties, signed, rules.record.signers.value).map(({ staffName, accountId }) => ({
      ...{ name: staffName, hasAccount: accountId !== null },
    })),
    maySign: own !== undefined && !signed.some(({ name }) => name === own.staffName),
  }
}

/** SDS-4.4-30: what was entered in this room, as the desk of a room with machines shows it. */
const incidentViews = async (context: QueryContext, row: PrintRoomRow) => {
  const { organisationId, batchId } = row
  const rows = await listIncidents(context.tx, { organisationId, batchId })
  const role = officeOf(context.actor.roles)
  return rows
    .filter(({ printRoomId }) => printRoomId === row.id)
    .map(({ id, version, number, record }) => {
      const room = roomAfterwards(record)
      const looking = { id: '', name: (name: string) => name, role, now: context.now.getTime() }
      const view = { ...incidentView(room, room.log.incidents.get(record.number)!, looking), number }
      const signed = new Set<string>(record.signatures.map(({ as }) => as))
      const unsigned = record.beforeOpening.filter((one) => !signed.has(one))
      return { incidentId: id, version, locksExit: record.locksExit, unsigned, view }
    })
}

const namedIncidents = async ({ tx }: QueryContext, row: PrintRoomRow) =>
  (await incidentsOf(tx, row.organisationId, row.batchId))
    .filter(({ printRoomId }) => printRoomId === null || printRoomId === row.id)
    .map(({ id, number, place }) => ({ incidentId: id, title: `第 ${number} 号 ${place}` }))

const has = ({ actor }: QueryContext, ...wanted: readonly string[]) =>
  actor.roles.some((role) => wanted.includes(role))

export const printRoomHandler: QueryHandler<typeof printRoom> = async (context, { printRoomId }) => {
  const row = await findPrintRoom(context.tx, ownOrganisation(context), printRoomId)
  if (!(await mayReach(context, row))) return notYourRoom
  const scene = await paperScene(context, row)
  const incidents = await namedIncidents(context, row)
  const { batchId, countOut, countIn, spares, state } = row
  const { rules, placements } = scene
  return accept({
    ...{ printRoomId: row.id, version: row.version, batchId, place: placeOf(scene) },
    title: `第 ${scene.session.number} 场 ${scene.title}`,
    ...{ startsAt: scene.session.startsAt.toISOString(), now: context.now.toISOString() },
    ...{ state, stateTitle: paperRoomTitles[state], countOut, countIn },
    ...{ gap: gapOf(row, placements.length), incidents },
    incident: incidents.find(({ incidentId }) => incidentId === row.incidentId)?.title ?? null,
    ...{ spares: [...spares], sparesLeft: sparesLeft(row), sources: [...replacementOrder] },
    ...{ people: namesOnDuty(scene), candidates: candidatesOf(row, scene), absentApart: row.absentApart },
    ...{ hours: hoursOf(scene, row), ticketRequired: rules.door.documents.value.ticketRequired },
    ...{ carriedItems: [...rules.conduct.carriedItems.value], carried: [...(countOut?.carried ?? [])] },
    ...{ bag: await bagOf(context, row), ...signing(context, row, scene) },
    ...{ book: rules.incidents?.book ?? 'general', own: await incidentViews(context, row) },
    office: officeOf(context.actor.roles),
    scanned: row.scans.reduce((sum, { sheets }) => sum + sheets, 0),
    ...{ seal: row.seal, handOver: row.handOver },
    mayAct: has(context, 'invigilator', 'examiner', 'site-chief', 'org-exam'),
    mayOpenIncident: has(context, 'invigilator', 'examiner', 'site-chief', 'org-exam'),
    mayHandOver: has(context, 'site-chief', 'org-exam'),
  })
}

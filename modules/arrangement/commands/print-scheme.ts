import { admittedApplications } from '#modules/enrolment/facts.ts'
import { schemeDocument } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import type { printScheme } from '../contract.ts'
import { schemeRooms } from '../facts.ts'
import { notConfirmed } from '../refusals.ts'
import { findArrangement, ownOrganisation } from '../store.ts'

/** Annex 3 whole: the plan's part with the confirmed candidates and the rooms, times and staff arranged (SDS-A3-*). */
export const printSchemeHandler: CommandHandler<typeof printScheme> = async (context, { batchId }) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const row = await findArrangement(tx, { organisationId, batchId })
  if (row?.state !== 'confirmed') return notConfirmed()
  const people = await admittedApplications(tx, organisationId, batchId)
  const counted = Map.groupBy(people, ({ lineId }) => lineId)
  const rooms = await schemeRooms(tx, organisationId, batchId)
  const printed = await schemeDocument(context, {
    organisationId,
    batchId,
    counts: [...counted].map(([lineId, own]) => ({ lineId, count: own.length })),
    rooms: rooms.map(({ part, lineId, place, time, room, candidates, ...staff }) => ({
      subject: part,
      lineId,
      place,
      time,
      room,
      count: candidates,
      staff: [...staff.invigilators, ...staff.examiners],
      supervisors: staff.supervisors,
    })),
  })
  if (printed.refused) return printed
  context.record({
    type: 'scheme-printed',
    table: 'arrangement',
    row,
    data: { fileId: printed.value.fileId },
    clauses: ['SDS-3.4-02', 'SDS-A3-03', 'SDS-A3-04'],
  })
  return printed
}

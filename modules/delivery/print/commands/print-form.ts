import { organisationFacts } from '#modules/party/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { incidentFact } from '../../incident/facts.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { pressForm } from '../../press-form.ts'
import type { printPaperForm } from '../contract.ts'
import { extendedMinutes } from '../core/extension.rule.ts'
import { type PaperRecord, paperForm } from '../core/paper-form.ts'
import { ownIncidents } from '../own-incidents.ts'
import { mayReach, notYourRoom } from '../room-access.ts'
import { type PaperScene, paperScene } from '../scene.ts'
import { gapOf, sparesLeft } from '../standing.ts'
import { findPrintRoom, type PrintRoomRow } from '../store.ts'

const incidentsIn = async (context: QueryContext, row: PrintRoomRow) => {
  const own = await ownIncidents(context, row)
  const explains =
    row.incidentId === null || own.some(({ id }) => id === row.incidentId)
      ? []
      : [await incidentFact(context.tx, row.organisationId, row.incidentId)]
  return [...own, ...explains]
    .toSorted((one, other) => one.number - other.number)
    .map((one) => ({
      ...{ id: one.id, number: one.number, at: one.occurredAt.toISOString(), seats: one.seats },
      ...{ text: one.text, person: one.openedBy, decision: one.decision ?? '' },
    }))
}

const recordOf = async (
  context: QueryContext,
  row: PrintRoomRow,
  scene: PaperScene,
): Promise<PaperRecord> => {
  const { name: organisation } = await organisationFacts(context.tx, row.organisationId)
  const { session, room, rules, placements } = scene
  const incidents = await incidentsIn(context, row)
  const explaining = incidents.find(({ id }) => id === row.incidentId)
  return {
    ...{ title: rules.record.title.value, organisation, site: room.siteName, room: room.name },
    ...{
      exam: scene.title,
      startsAt: session.startsAt.toISOString(),
      endsAt: new Date(scene.hours.endsAt).toISOString(),
    },
    extendedMinutes: extendedMinutes(row.extensions),
    staff: session.subject === 'practical' ? '考评人员' : '监考人员',
    people: placements.map(({ applicationId, seatNumber, name, ticketNumber, documentMasked }) => ({
      ...{ applicationId, seat: String(seatNumber), name, ticket: ticketNumber, document: documentMasked },
    })),
    ...{ attendance: row.attendance ?? [], absent: row.absent, countOut: row.countOut, countIn: row.countIn },
    bag: row.countOut?.bag ?? null,
    carriedItems: rules.conduct.carriedItems.value,
    carried: row.countOut?.carried ?? [],
    ...{ spares: row.spares, sparesLeft: sparesLeft(row), gap: gapOf(row, placements.length) },
    explainedBy: explaining ? `第 ${explaining.number} 号突发事件` : null,
    scanned: row.scans.reduce((sum, { sheets }) => sum + sheets, 0),
    ...{ seal: row.seal, handOver: row.handOver, incidents, signatures: row.signatures ?? [] },
  }
}

/** HN-3.1.1-19, SDS-4.4-18: as the room stands, to be signed by hand where nobody has signed yet. */
export const printPaperFormHandler: CommandHandler<typeof printPaperForm> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const row = await findPrintRoom(context.tx, organisationId, input.printRoomId)
  if (!(await mayReach(context, row))) return notYourRoom
  const scene = await paperScene(context, row)
  const data = paperForm(await recordOf(context, row, scene), input.form)
  const audience = ['invigilator', 'examiner', 'org-exam', 'org-head', 'site-chief', 'supervisor']
  const pressed = await pressForm(context, {
    ...{ organisationId, data, room: scene.room.name, date: dayOf(scene.session.startsAt) },
    audience: [...audience, 'org-archive'],
  })
  if (pressed.refused) return pressed
  context.record({
    type: 'print-form-printed',
    table: 'printRoom',
    row,
    data: { form: data.title, fileId: pressed.value.fileId },
    clauses: input.form === 'record' ? ['HN-3.1.1-19', 'SDE-4.6-14'] : ['SDS-4.4-18', 'SDE-4.6-08'],
  })
  return accept({ ...pressed.value, title: data.title })
}

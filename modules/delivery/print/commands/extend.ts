import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { findIncident } from '../../incident/store/incident.store.ts'
import type { extendPaperRoom } from '../contract.ts'
import { extendedMinutes, judgeExtension } from '../core/extension.rule.ts'
import { holdScene } from '../room-access.ts'
import { savePrintRoom } from '../store.ts'

/** HN-3.1.6-08: a delay from 09:00 to 09:12 moves the end of the room from 10:30 to 10:42. */
export const extendPaperRoomHandler: CommandHandler<typeof extendPaperRoom> = async (context, input) => {
  const held = await holdScene(context, input, 'extend')
  if (held.refused) return held
  const { row, scene } = held.value
  const { incidentId, reason } = input
  const incident = await findIncident(context.tx, row.organisationId, incidentId)
  if (incident.printRoomId !== row.id) {
    return refuse('INCIDENT_ELSEWHERE', {
      sentence: '该突发事件不是本考场登记的。',
      remedy: '请先在本考场登记耽误时间的突发事件。',
      clauses: ['HN-3.1.6-08'],
      field: 'incidentId',
    })
  }
  const { actor, now } = context
  const before = extendedMinutes(row.extensions)
  const lost = { from: Date.parse(input.from), to: Date.parse(input.to), now: now.getTime(), before }
  const limit = scene.rules.incidents?.roomMinutes ?? { value: 0, clauses: ['HN-3.1.6-08'] }
  const judged = judgeExtension(lost, { book: incident.book, type: incident.type }, limit)
  if (judged.refused) return judged
  const minutes = judged.value
  const extension = { incidentId, minutes, reason, by: actor.name, at: now.toISOString() }
  const version = await savePrintRoom(context.tx, row, { extensions: [...(row.extensions ?? []), extension] })
  context.record({
    type: 'print-room-extended',
    table: 'printRoom',
    row,
    data: { ...extension, from: input.from, to: input.to },
    clauses: ['HN-3.1.6-08', 'HN-3.1.6-09', 'SDS-4.4-40'],
  })
  return accept({ version, state: row.state, minutes })
}

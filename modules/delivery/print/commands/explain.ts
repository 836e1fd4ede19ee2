import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { incidentsOf } from '../../incident/facts.ts'
import type { explainPaperGap } from '../contract.ts'
import { holdScene } from '../room-access.ts'
import { gapOf } from '../standing.ts'
import { savePrintRoom } from '../store.ts'

/** SDS-4.4-44: what does not balance is explained by an incident on the register before anybody leaves. */
export const explainPaperGapHandler: CommandHandler<typeof explainPaperGap> = async (context, input) => {
  const held = await holdScene(context, input, 'explain')
  if (held.refused) return held
  const { row, scene } = held.value
  const seated = scene.placements.length
  if (gapOf(row, seated) === null) {
    return refuse('NO_GAP', {
      sentence: '收回的试卷还没有清点，或没有差额。',
      remedy: '请先清点收回的试卷和答题卡。',
      clauses: ['SDS-4.4-44'],
    })
  }
  const known = await incidentsOf(context.tx, row.organisationId, row.batchId)
  const incident = known.find(({ id }) => id === input.incidentId)
  const isOthers = incident?.printRoomId != null && incident.printRoomId !== row.id
  if (!incident || isOthers || (row.countOut && incident.occurredAt < new Date(row.countOut.at))) {
    return refuse('INCIDENT_ELSEWHERE', {
      sentence: '该突发事件不是本考场领取试卷之后登记的，不能说明本考场的差额。',
      remedy: '请登记本考场的差额经过后再关联。',
      clauses: ['SDS-4.4-44', 'HN-3.1.6-23'],
      field: 'incidentId',
    })
  }
  const change = { incidentId: incident.id, state: 'collected', signatures: [] } as const
  const version = await savePrintRoom(context.tx, row, change)
  context.record({
    type: 'print-gap-explained',
    table: 'printRoom',
    row,
    data: { incidentId: incident.id, gap: gapOf(row, seated) },
    clauses: ['SDS-4.4-44', 'HN-3.1.6-23'],
  })
  return accept({ version, state: 'collected' })
}

import { placementsOf } from '#modules/arrangement/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { incidentsOf } from '../../incident/facts.ts'
import type { countPapers, explainPaperGap } from '../contract.ts'
import { checkTwo, holdRoom, peopleOnDuty } from '../room-access.ts'
import { gapOf } from '../standing.ts'
import { type PrintRoomRow, savePrintRoom } from '../store.ts'

export const seatedIn = ({ tx }: Pick<CommandContext, 'tx'>, row: PrintRoomRow) => {
  const { organisationId, batchId, sessionId, roomId } = row
  return placementsOf(tx, organisationId, { batchId, sessionId, roomId })
}

const papersShort = (seated: number, what: string, found: number) =>
  refuse('PAPERS_SHORT', {
    sentence: `本考场有考生 ${seated} 人，${what}只有 ${found} 份。`,
    remedy: '请与保密室核对后补领；开考后不足的，依次使用备用卷、尾数考场余卷、复印或抄写。',
    clauses: ['HN-3.1.6-09', 'SDS-4.4-18'],
    field: 'counts',
  })

type Counting = InputOf<typeof countPapers>

const changeOf = (
  row: PrintRoomRow,
  input: Counting,
  of: { readonly at: string; readonly seated: number },
) => {
  const { counts, first, second } = input
  const counted = { ...counts, first, second, at: of.at }
  if (input.direction === 'out')
    return { change: { countOut: counted, state: 'distributed' } as const, gap: null }
  const gap = gapOf({ ...row, countIn: counted }, of.seated)
  const state = gap === null ? 'collected' : 'distributed'
  // A new count needs its own explanation.
  return { change: { countIn: counted, state, incidentId: null } as const, gap }
}

/** HN-2.3.4-25, SDS-4.4-44: candidates leave once what came back is what went out; what differs keeps the room open. */
export const countPapersHandler: CommandHandler<typeof countPapers> = async (context, input) => {
  const held = await holdRoom(context, input, input.direction === 'out' ? 'count-out' : 'count-in')
  if (held.refused) return held
  const row = held.value
  const two = checkTwo(input, await peopleOnDuty(context, row))
  if (two.refused) return two
  const seated = (await seatedIn(context, row)).length
  const { papers, sheets } = input.counts
  if (input.direction === 'out' && papers < seated) return papersShort(seated, '试卷', papers)
  if (input.direction === 'out' && sheets < seated) return papersShort(seated, '答题卡', sheets)
  const { change, gap } = changeOf(row, input, { at: context.now.toISOString(), seated })
  const version = await savePrintRoom(context.tx, row, change)
  context.record({
    type: 'print-papers-counted',
    table: 'printRoom',
    row,
    data: { direction: input.direction, ...input.counts, gap, first: input.first, second: input.second },
    clauses: ['SDS-4.4-44', 'HN-2.3.4-25'],
  })
  return accept({ version, state: change.state, gap })
}

/** SDS-4.4-44: what does not balance is explained by an incident on the register before anybody leaves. */
export const explainPaperGapHandler: CommandHandler<typeof explainPaperGap> = async (context, input) => {
  const held = await holdRoom(context, input, 'explain')
  if (held.refused) return held
  const row = held.value
  const seated = (await seatedIn(context, row)).length
  if (gapOf(row, seated) === null) {
    return refuse('NO_GAP', {
      sentence: '收回的试卷还没有清点，或没有差额。',
      remedy: '请先清点收回的试卷和答题卡。',
      clauses: ['SDS-4.4-44'],
    })
  }
  const known = await incidentsOf(context.tx, row.organisationId, row.batchId)
  const incident = known.find(({ id }) => id === input.incidentId)
  if (!incident || (row.countOut && incident.occurredAt < new Date(row.countOut.at))) {
    return refuse('INCIDENT_ELSEWHERE', {
      sentence: '该突发事件不是本批次领取试卷之后登记的，不能说明本考场的差额。',
      remedy: '请考点负责人在“突发事件”中登记本考场的差额经过后再关联。',
      clauses: ['SDS-4.4-44', 'HN-3.1.6-23'],
      field: 'incidentId',
    })
  }
  const version = await savePrintRoom(context.tx, row, { incidentId: incident.id, state: 'collected' })
  context.record({
    type: 'print-gap-explained',
    table: 'printRoom',
    row,
    data: { incidentId: incident.id, gap: gapOf(row, seated) },
    clauses: ['SDS-4.4-44', 'HN-3.1.6-23'],
  })
  return accept({ version, state: 'collected' })
}

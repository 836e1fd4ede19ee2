import { batchFacts } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { acceptReport, returnReport } from '../contract.ts'
import { correctionDeadline } from '../core/report.deadline.ts'
import { reportMachine, reportStateTitles } from '../core/report.machine.ts'
import { regimeOf, requireReach } from '../sources.ts'
import { changeReport, lockReport } from '../store/report.store.ts'
import { wrongState } from './wrong-state.ts'

/** The authority returns reported data; they come back corrected within the pack's working days (SDS-7.1-04). */
export const returnReportHandler: CommandHandler<typeof returnReport> = async (context, input) => {
  const { tx, actor, today } = context
  const row = await lockReport(tx, requireReach(actor, input.organisationId), input)
  const state = reportMachine.next(row.state, 'return')
  if (!state) return wrongState('报送数据', reportStateTitles[row.state], '退回')
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const deadline = correctionDeadline(await loadCalendar(tx), regimeOf(batch), today)
  const correctionDueOn = deadline.refused ? null : (deadline.value?.due ?? null)
  const version = await changeReport(tx, row, {
    state,
    returnedOn: today,
    correctionDueOn,
    decisionNote: input.note,
  })
  context.record({
    type: 'certificate-data-returned',
    table: 'certificateReport',
    row,
    data: { note: input.note, correctionDueOn },
    clauses: ['SDS-7.1-04'],
  })
  return accept({ version, correctionDueOn })
}

export const acceptReportHandler: CommandHandler<typeof acceptReport> = async (context, input) => {
  const { tx, actor } = context
  const row = await lockReport(tx, requireReach(actor, input.organisationId), input)
  const state = reportMachine.next(row.state, 'accept')
  if (!state) return wrongState('报送数据', reportStateTitles[row.state], '审核')
  const version = await changeReport(tx, row, { state })
  const clauses = ['SDS-7.1-01']
  context.record({ type: 'certificate-data-accepted', table: 'certificateReport', row, clauses })
  return accept({ version })
}

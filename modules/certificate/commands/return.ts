import { batchFacts } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { returnCertificates } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { correctionDeadline } from '../core/report.deadline.ts'
import { regimeOf, requireReach } from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { wrongState } from './wrong-state.ts'

/** The authority sends the data back with a reason; they are corrected within the pack's working days. */
export const returnHandler: CommandHandler<typeof returnCertificates> = async (context, input) => {
  const { tx, actor, today } = context
  const row = await lockCertificateBatch(tx, requireReach(actor, input.organisationId), input)
  const state = certificateBatchMachine.next(row.state, 'return')
  if (!state) return wrongState('证书数据', certificateBatchStateTitles[row.state], '退回')
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const deadline = correctionDeadline(await loadCalendar(tx), regimeOf(batch), today)
  const correctionDueOn = deadline.refused ? null : (deadline.value?.due ?? null)
  const version = await changeCertificateBatch(tx, row, {
    state,
    returnedOn: today,
    correctionDueOn,
    decisionNote: input.note,
  })
  context.record({
    type: 'certificates-returned',
    table: 'certificateBatch',
    row,
    data: { note: input.note, correctionDueOn },
    clauses: ['SDS-6.1-02', 'SDS-7.1-04'],
  })
  return accept({ certificateBatchId: row.id, version, state })
}

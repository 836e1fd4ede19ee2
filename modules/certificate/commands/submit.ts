import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { submitCertificates } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { requireSoundData } from '../core/data.rule.ts'
import { buildSnapshot } from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { wrongState } from './wrong-state.ts'

/** What was frozen no longer agrees with the results, persons or applications behind it. */
export const dataChanged = () =>
  refuse('DATA_CHANGED', {
    sentence: '证书数据生成之后，成绩或人员信息有变动，两者已不一致。',
    remedy: '请由机构重新生成证书数据后再报送。',
    clauses: ['SDS-7.1-03'],
  })

/** Puts the frozen data before the authority; nothing may have changed behind them. */
export const submitHandler: CommandHandler<typeof submitCertificates> = async (context, input) => {
  const { tx, actor } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  const state = certificateBatchMachine.next(row.state, 'submit')
  if (!state) return wrongState('证书数据', certificateBatchStateTitles[row.state], '报送审核')
  const built = await buildSnapshot(context, row.organisationId, row.batchId)
  if (built.refused) return built
  if (built.value.hash !== row.snapshotHash) return dataChanged()
  const sound = requireSoundData(built.value.problems)
  if (sound.refused) return sound
  const version = await changeCertificateBatch(tx, row, { state, submittedAt: context.now })
  context.record({
    type: 'certificates-submitted',
    table: 'certificateBatch',
    row,
    data: { hash: row.snapshotHash, count: built.value.rows.length },
    clauses: ['SDS-6.1-02'],
  })
  return accept({ certificateBatchId: row.id, version, state })
}

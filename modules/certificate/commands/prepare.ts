import { batchOwner } from '#modules/plan/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { prepareCertificates } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { requireSoundData } from '../core/data.rule.ts'
import { requireEvaluatorIssues } from '../core/issue.rule.ts'
import { buildSnapshot } from '../sources.ts'
import { changeCertificateBatch, insertCertificateBatch, lockByBatch } from '../store/batch.store.ts'
import { wrongState } from './wrong-state.ts'

const clauses = ['SDS-6.1-01', 'SDS-1.0-04']

/** Freezes who is to be certified, with a hash; again after a return or a correction, until submitted. */
export const prepareHandler: CommandHandler<typeof prepareCertificates> = async (context, { batchId }) => {
  const { tx, actor } = context
  const organisationId = actor.organisationId!
  const owner = await batchOwner(tx, batchId)
  if (!owner) throw new MissingRow()
  const evaluator = requireEvaluatorIssues(owner, organisationId)
  if (evaluator.refused) return evaluator

  const row = await lockByBatch(tx, organisationId, batchId)
  if (row && !certificateBatchMachine.next(row.state, 'prepare')) {
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '重新生成')
  }
  const built = await buildSnapshot(context, organisationId, batchId)
  if (built.refused) return built
  const { rows, hash, problems } = built.value
  const sound = requireSoundData(problems)
  if (sound.refused) return sound

  const state = certificateBatchMachine.initial
  const saved = row
    ? {
        organisationId,
        id: row.id,
        version: await changeCertificateBatch(tx, row, {
          state,
          snapshot: JSON.stringify(rows),
          snapshotHash: hash,
        }),
      }
    : await insertCertificateBatch(tx, { organisationId, batchId, state }, { rows, hash })
  const data = { count: rows.length, hash, issuer: owner.name }
  context.record({ type: 'certificates-prepared', table: 'certificateBatch', row: saved, data, clauses })
  return accept({ certificateBatchId: saved.id, version: saved.version, count: rows.length, hash })
}

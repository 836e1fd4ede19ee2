import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { withScore } from '../core/entry.rule.ts'
import { withStatus } from '../core/result.rule.ts'
import type { markPracticalAbsent } from '../practical.contract.ts'
import { ownOrganisation } from '../scene.ts'
import { scoreEntryOf } from '../store/entry.store.ts'
import { sheetsOf } from '../store/practical.store.ts'
import { lockResults, writeResults } from '../store/result.store.ts'
import { openResults } from './score-theory.ts'

const absent = withStatus({ subject: 'practical', points: null, status: null }, 'absent')

/** SDS-4.4-34: who did not come to the practical test is absent, 0 points; a person says so, for all at once. */
export const markPracticalAbsentHandler: CommandHandler<typeof markPracticalAbsent> = async (
  context,
  { batchId, applicationIds, ...named },
) => {
  const { tx, actor } = context
  const isSystem = actor.roles.includes('system') && named.organisationId !== undefined
  const organisationId = isSystem ? named.organisationId! : ownOrganisation(actor)
  const at = { organisationId, batchId }
  const entry = await scoreEntryOf(tx, at)
  if (entry && entry.state !== 'named') {
    return refuse('RESULTS_ENTERED', {
      sentence: '本批次已登分，不能再登记缺考。',
      remedy: '请退回登分，或按成绩更正程序办理。',
      clauses: ['SDS-5.1-13'],
    })
  }
  const chosen = new Set(applicationIds)
  const people = (await openResults(context, at)).filter(({ id }) => chosen.has(id))
  if (people.length < chosen.size || people.some(({ subjects }) => !subjects.includes('practical'))) {
    return refuse('SUBJECT_NOT_TAKEN', {
      sentence: '所选人员中有人没有报考技能操作考核，或不在本批次。',
      remedy: '请刷新名单后重新选择。',
      clauses: ['SDS-4.4-34'],
    })
  }
  const scored = (await sheetsOf(tx, organisationId, { batchId })).filter((sheet) =>
    chosen.has(sheet.applicationId),
  )
  if (scored.length > 0) {
    const named = people.filter(({ id }) => scored.some(({ applicationId }) => applicationId === id))
    return refuse('HAS_SHEET', {
      sentence: `${named.map(({ name }) => name).join('、')}已有考评员评分，不能登记缺考。`,
      remedy: '请核对签到记录，取消选择后再登记。',
      clauses: ['SDS-4.4-34'],
    })
  }
  const rows = (await lockResults(tx, organisationId, batchId)).filter(
    (row) => chosen.has(row.applicationId) && row.practicalStatus !== 'absent',
  )
  const ids = await writeResults(
    tx,
    organisationId,
    rows.map((row) => withScore(row, absent)),
  )
  context.recordAll({
    type: 'practical-absent-marked',
    table: 'result',
    organisationId,
    ids,
    clauses: ['SDS-4.4-34'],
  })
  return accept({ marked: ids.length })
}

import { canonicalJson, sm3 } from '#platform/audit/chain.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Json, refuse } from '#platform/contract/verdict.ts'
import { checkForm, checkSums, type PracticalForm } from '../core/practical.rule.ts'
import type { adoptPracticalForm } from '../practical.contract.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { saveForm, sheetsOf } from '../store/practical.store.ts'

/** Only what scoring needs of the paper's file; preparation notices stay with the paper. */
const scoringPart = ({ paperNo, title, totalScore, scoreStep, modules, vetoItems }: PracticalForm) => ({
  paperNo,
  title,
  totalScore,
  scoreStep,
  modules: modules.map(({ code, name, minutes, maxScore, scoringPoints }) => ({
    code,
    name,
    minutes,
    maxScore,
    scoringPoints: scoringPoints.map((point) => ({
      code: point.code,
      item: point.item,
      requirement: point.requirement,
      maxScore: point.maxScore,
    })),
  })),
  vetoItems: vetoItems.map(({ code, text, effect, scope }) => ({ code, text, effect, scope })),
})

/** SDS-5.1-03: the scoring standard is stored encrypted; once a sheet has been written it changes no more. */
export const adoptPracticalFormHandler: CommandHandler<typeof adoptPracticalForm> = async (
  context,
  input,
) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, lineId } = input
  const { batch } = await sceneOf(tx, organisationId, batchId)
  if (!batch.lines.some(({ id, subjects }) => id === lineId && subjects.includes('practical'))) {
    return refuse('LINE_UNKNOWN', {
      sentence: '本批次没有这个职业等级的技能操作考核。',
      remedy: '请从列表中选择职业等级。',
      clauses: ['SDS-4.4-39'],
      field: 'lineId',
    })
  }
  if ((await sheetsOf(tx, organisationId, { batchId })).length > 0) {
    return refuse('FORM_IN_USE', {
      sentence: '考评员已按现用评分记录表评分，不能更换。',
      remedy: '评分标准确有错误的，请记录异常情况并报告。',
      clauses: ['SDS-5.1-05'],
    })
  }
  const form = scoringPart(input.form)
  const checked = checkForm(form)
  if (checked.refused) return checked
  const sums = checkSums(form)
  if (sums.refused) return sums
  const contentHash = sm3(canonicalJson(form as unknown as Json)).toString('hex')
  const adoptedBy = accountOf(actor)
  const row = await saveForm(context, { organisationId, batchId, lineId, form, contentHash, adoptedBy })
  context.record({
    type: 'practical-form-adopted',
    table: 'practicalForm',
    row,
    data: { paperNo: form.paperNo, contentHash },
    clauses: ['SDS-4.4-39', 'SDS-5.1-03'],
  })
  const points = form.modules.reduce((count, { scoringPoints }) => count + scoringPoints.length, 0)
  return accept({ formId: row.id, points })
}

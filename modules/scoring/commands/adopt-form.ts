import { judgeFiling, type PracticalPaper, practicalPaperFor } from '#modules/itembank/facts.ts'
import { type BatchLineFacts, batchFacts } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { PracticalForm } from '../core/practical.rule.ts'
import type { adoptPracticalForm } from '../practical.contract.ts'
import { accountOf, ownOrganisation } from '../scene.ts'
import { saveForm, sheetsOf } from '../store/practical.store.ts'

/** Only what scoring needs of the paper; preparation notices and tasks stay with the item bank. */
const scoringPart = ({
  paperNo,
  title,
  totalScore,
  scoreStep,
  modules,
  vetoItems,
}: PracticalPaper): PracticalForm => ({
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
      deductions: point.deductions.map(({ rule, deduct, per, cap }) => ({ rule, deduct, per, cap })),
    })),
  })),
  vetoItems: vetoItems.map(({ code, text, effect, scope }) => ({ code, text, effect, scope })),
})

const lineUnknown = () =>
  refuse('LINE_UNKNOWN', {
    sentence: '本批次没有这个职业等级的技能操作考核。',
    remedy: '请从列表中选择职业等级。',
    clauses: ['SDS-4.4-39'],
    field: 'lineId',
  })

const formInUse = () =>
  refuse('FORM_IN_USE', {
    sentence: '考评员已按现用评分记录表评分，不能更换。',
    remedy: '评分标准确有错误的，请记录异常情况并报告。',
    clauses: ['SDS-5.1-05'],
  })

const notInForce = (title: string) =>
  refuse('PAPER_NOT_IN_FORCE', {
    sentence: `“${title}”没有启用，不能采用。`,
    remedy: '请选择已启用的操作技能试卷；新编的试卷由题库管理人员审核并启用。',
    clauses: ['SDE-4.5-26'],
    field: 'practicalId',
  })

const otherLevel = (title: string, { occupationName }: BatchLineFacts) =>
  refuse('PAPER_OF_OTHER_LEVEL', {
    sentence: `“${title}”不是${occupationName}这一等级的试卷。`,
    remedy: '请选择同一职业、同一等级的操作技能试卷。',
    clauses: ['SDS-4.4-39'],
    field: 'practicalId',
  })

/** SDS-5.1-03: the scoring standard is stored encrypted; once a sheet has been written it changes no more. */
export const adoptPracticalFormHandler: CommandHandler<typeof adoptPracticalForm> = async (
  context,
  { batchId, lineId, practicalId },
) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const batch = await batchFacts(tx, organisationId, batchId)
  const line = batch.lines.find(({ id, subjects }) => id === lineId && subjects.includes('practical'))
  if (!line) return lineUnknown()
  if ((await sheetsOf(tx, organisationId, { batchId })).length > 0) return formInUse()
  const chosen = await practicalPaperFor(context, organisationId, practicalId)
  const { title, contentHash, edition } = chosen
  if (!chosen.isInForce) return notInForce(title)
  if (chosen.occupationCode !== line.occupationCode || chosen.level !== line.level)
    return otherLevel(title, line)
  const unfiled = judgeFiling(chosen.isFiled, { pack: batch.pack, packDay: batch.createdOn, title })
  if (unfiled) return unfiled
  const form = scoringPart(chosen.paper)
  const adopted = { organisationId, batchId, lineId, form, contentHash, adoptedBy: accountOf(actor) }
  const row = await saveForm(context, adopted)
  context.record({
    type: 'practical-form-adopted',
    table: 'practicalForm',
    row,
    data: { practicalId, edition, paperNo: form.paperNo, contentHash },
    clauses: ['SDS-4.4-39', 'SDS-5.1-03'],
  })
  const points = form.modules.reduce((count, { scoringPoints }) => count + scoringPoints.length, 0)
  return accept({ formId: row.id, points })
}

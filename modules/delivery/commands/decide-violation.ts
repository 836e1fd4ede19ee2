import { StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { decideViolation } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { lockViolation, saveDecision } from '../store.ts'

/** SDS-4.4-42: the supervisor classes a violation and decides, naming the rule. */
export const decideViolationHandler: CommandHandler<typeof decideViolation> = async (context, input) => {
  const { violationId, version, isCheating, note } = input
  const row = await lockViolation(context.tx, { organisationId: ownOrganisation(context), violationId })
  if (row.state === 'decided') {
    return refuse('ALREADY_DECIDED', {
      sentence: '该违纪行为已经作出处理决定。',
      remedy: '请刷新页面查看决定；对决定有异议的，按申诉程序办理。',
      clauses: ['SDS-4.4-42'],
    })
  }
  if (row.version !== version) throw new StaleRow()
  const ruleReference = input.ruleReference.trim()
  if (ruleReference === '') {
    return refuse('RULE_REFERENCE_MISSING', {
      sentence: '对违纪行为作出处理决定，须写明所依据的规则条款。',
      remedy: '补充规则名称和条款后提交。',
      clauses: ['SDS-4.4-42'],
      field: 'ruleReference',
    })
  }
  const next = await saveDecision(context.tx, row, {
    ...{ isCheating, ruleReference, decisionNote: note.trim() },
    ...{ decidedBy: context.actor.name, decidedAt: context.now },
  })
  context.record({
    type: 'violation-decided',
    table: 'violation',
    row,
    data: { isCheating, ruleReference },
    clauses: ['SDS-4.4-42'],
  })
  return accept({ version: next })
}

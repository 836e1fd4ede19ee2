import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { applyReview, decideReview, finaliseCase, recordHandover } from '../contract.ts'
import { caseMachine } from '../core/case.machine.ts'
import { decidingBody } from '../core/decider.rule.ts'
import { judgeDecision } from '../core/decision.rule.ts'
import { typeOf } from '../core/rules.ts'
import { tellDecision } from '../effects.ts'
import { notDecided, notOpenToReview, notYetHappened } from '../refusals.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { lockCase, partiesOfCase, updateCase } from '../store.ts'
import { banUntilOf, materialOf } from './decide-case.ts'

export const applyReviewHandler: CommandHandler<typeof applyReview> = async (context, input) => {
  const row = await lockCase(context.tx, organisationOf(context, input.organisationId), input)
  const state = caseMachine.next(row.state, 'review')
  if (!state) return notOpenToReview
  const version = await updateCase(context.tx, row, {
    ...{ state, reviewReason: input.reason.trim() },
    ...{ reviewAppliedBy: context.actor.name, reviewAppliedAt: context.now },
  })
  context.record({
    type: 'violation-review-applied',
    table: 'disciplineCase',
    row,
    clauses: ['SDS-4.4-42'],
  })
  return accept({ version })
}

const insteadMissing = refuse('INSTEAD_MISSING', {
  sentence: '变更原决定须写明变更后的处理。',
  remedy: '请填写变更后的类型、处理和依据。',
  clauses: ['SDS-4.4-42'],
  field: 'instead',
})

/** Upheld, or another decision in its place, by somebody other than who decided first. */
export const decideReviewHandler: CommandHandler<typeof decideReview> = async (context, input) => {
  const { tx, actor, now } = context
  const row = await lockCase(tx, organisationOf(context, input.organisationId), input)
  const state = caseMachine.next(row.state, 'decideReview')
  if (!state) return notOpenToReview
  if (row.decidedAccountId !== null && row.decidedAccountId === actor.accountId)
    return refuse('SAME_PERSON', {
      sentence: '作出原决定的人不能办理本案的复核。',
      remedy: '请由其他有权人员办理。',
      clauses: ['SDS-4.4-42'],
    })
  const reviewed = {
    ...{ state, reviewOutcome: input.outcome, reviewNote: input.note.trim() },
    ...{ reviewedBy: actor.name, reviewedAt: now },
  }
  if (input.outcome === 'upheld') {
    const version = await updateCase(tx, row, reviewed)
    context.record({
      type: 'violation-review-upheld',
      table: 'disciplineCase',
      row,
      clauses: ['SDS-4.4-42'],
    })
    return accept({ version })
  }
  if (input.instead === null) return insteadMissing
  const { law, afterIssue } = await caseLaw(context, row)
  const body = decidingBody(
    law,
    // A supervisor's decision is reviewed by the organisation or the authority.
    { about: row.about === 'candidate' ? 'staff' : row.about, afterIssue },
    actor.roles,
  )
  if (body.refused) return body
  const parties = await partiesOfCase(tx, row.id)
  const judged = judgeDecision(law, input.instead, materialOf(row, parties, context))
  if (judged.refused) return judged
  const change = {
    ...reviewed,
    ...{ effect: judged.value.effect, ban: judged.value.ban },
    // A ban runs from the first decision, whatever the review takes.
    banUntil: banUntilOf(judged.value, dayOf(row.decidedAt ?? now)),
    ...{ typeCode: input.instead.typeCode ?? row.typeCode, severity: input.instead.severity },
    ...{ ruleReference: input.instead.ruleReference.trim() },
    choiceReason: input.instead.choiceReason.trim() || row.choiceReason,
    firstDecision: {
      ...{ effect: row.effect, banUntil: row.banUntil, ruleReference: row.ruleReference },
      ...{ typeCode: row.typeCode, by: row.decidedBy, at: row.decidedAt?.toISOString() ?? null },
    },
  } as const
  const version = await updateCase(tx, row, change)
  context.record({
    type: 'violation-review-changed',
    table: 'disciplineCase',
    row,
    data: { effect: change.effect },
    clauses: ['SDS-4.4-42'],
  })
  await tellDecision(context, { row: { ...row, ...change, version }, parties, decided: judged.value })
  return accept({ version })
}

const handoverMissing = refuse('HANDOVER_MISSING', {
  sentence: '第四类违纪须移送有关部门，本案还没有登记移送。',
  remedy: '请先登记接收部门、日期和文号。',
  clauses: ['HN-3.1.5-19'],
})

export const finaliseCaseHandler: CommandHandler<typeof finaliseCase> = async (context, input) => {
  const row = await lockCase(context.tx, organisationOf(context, input.organisationId), input)
  const state = caseMachine.next(row.state, 'finalise')
  if (!state) return notDecided
  const { law } = await caseLaw(context, row)
  if (typeOf(law, row.typeCode)?.handOver && row.handover === null) return handoverMissing
  const version = await updateCase(context.tx, row, { state })
  context.record({ type: 'violation-closed', table: 'disciplineCase', row, clauses: ['SDS-4.4-42'] })
  return accept({ version })
}

/** HN-3.1.5-19: who received it, when, under which number. */
export const recordHandoverHandler: CommandHandler<typeof recordHandover> = async (context, input) => {
  const row = await lockCase(context.tx, organisationOf(context, input.organisationId), input)
  const { law } = await caseLaw(context, row)
  if (!typeOf(law, row.typeCode)?.handOver)
    return refuse('NO_HANDOVER_ASKED', {
      sentence: '该案件不属于须移送有关部门的违纪。',
      remedy: '移送适用于第四类违纪，请先选定类型。',
      clauses: ['HN-3.1.5-19'],
    })
  if (input.on > context.today) return notYetHappened('on')
  const { department, on, documentNumber } = input
  const handover = { department, on, documentNumber, by: context.actor.name }
  const version = await updateCase(context.tx, row, { handover })
  context.record({
    type: 'violation-handed-over',
    table: 'disciplineCase',
    row,
    data: { department, on, documentNumber },
    clauses: ['HN-3.1.5-19'],
  })
  return accept({ version })
}

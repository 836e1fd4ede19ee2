import type { Day } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { acceptedCommitments } from '../commitments.ts'
import type { decideCase } from '../contract.ts'
import { lastDayOfBan } from '../core/ban-period.ts'
import { caseMachine } from '../core/case.machine.ts'
import { decidingBody } from '../core/decider.rule.ts'
import { type Decided, judgeDecision, type Material } from '../core/decision.rule.ts'
import { tellDecision } from '../effects.ts'
import { alreadyDecided } from '../refusals.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { type CaseRow, lockCase, type PartyRow, partiesOfCase, updateCase } from '../store.ts'

export const materialOf = (
  row: CaseRow,
  parties: readonly PartyRow[],
  { now }: Pick<CommandContext, 'now'>,
): Material => ({
  about: row.about,
  description: row.description,
  reminderAt: row.reminder?.at ?? null,
  suspectedUse: row.suspectedUse,
  links: row.links,
  evidence: row.evidence.length,
  sessionId: row.sessionId,
  parts: parties.map(({ part }) => part),
  now: now.toISOString(),
})

/** The last day of the ban that a decision of today brings; null for none. */
export const banUntilOf = (decided: Decided, on: Day): Day | null =>
  decided.ban === null ? null : lastDayOfBan(decided.ban, on)

const commitmentUnknown = (numbers: readonly number[]) =>
  refuse('COMMITMENT_UNKNOWN', {
    sentence: `考生提交报名时确认的承诺中没有第${numbers.join('、')}条。`,
    remedy: '请从列出的承诺中选择。',
    clauses: ['SDS-A2-10', 'SDS-A2-11'],
    field: 'commitments',
  })

/** SDS-4.4-42, HN-3.1.5: whoever the pack names decides, under a rule named; what follows is told to all it concerns. */
export const decideCaseHandler: CommandHandler<typeof decideCase> = async (context, input) => {
  const organisationId = organisationOf(context, input.organisationId)
  const row = await lockCase(context.tx, organisationId, input)
  if (caseMachine.next(row.state, 'decide') !== 'decided') return alreadyDecided
  const { law, afterIssue } = await caseLaw(context, row)
  const body = decidingBody(law, { about: row.about, afterIssue }, context.actor.roles)
  if (body.refused) return body
  const parties = await partiesOfCase(context.tx, row.id)
  const judged = judgeDecision(law, input, materialOf(row, parties, context))
  if (judged.refused) return judged
  const cited = input.commitments ?? []
  const accepted = await acceptedCommitments(context, { row, parties, law })
  const unknown = cited.filter((number) => !accepted.some((each) => each.number === number))
  if (unknown.length > 0) return commitmentUnknown(unknown)
  const banUntil = banUntilOf(judged.value, context.today)
  const change = {
    ...{ state: 'decided' as const, effect: judged.value.effect, ban: judged.value.ban, banUntil },
    ...{ typeCode: input.typeCode ?? row.typeCode, severity: input.severity, commitments: cited },
    ...{ ruleReference: input.ruleReference.trim(), decisionNote: input.note.trim() },
    ...{ choiceReason: input.choiceReason.trim() || null, decidingBody: body.value },
    ...{ decidedBy: context.actor.name, decidedAccountId: context.actor.accountId, decidedAt: context.now },
  } as const
  const version = await updateCase(context.tx, row, change)
  const clauses = [...new Set([...judged.value.clauses, ...law.discipline.decider.clauses])]
  context.record({
    type: 'violation-decided',
    table: 'disciplineCase',
    row,
    data: { number: row.number, effect: change.effect, ruleReference: change.ruleReference, banUntil },
    clauses,
  })
  await tellDecision(context, { row: { ...row, ...change, version }, parties, decided: judged.value })
  return accept({ version, banUntil })
}

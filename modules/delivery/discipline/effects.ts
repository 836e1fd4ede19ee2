import type { StaffEffect } from '#modules/policy/core/discipline-parameters.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { Decided } from './core/decision.rule.ts'
import { effectTitle } from './core/titles.ts'
import type { CaseRow, PartyRow } from './store.ts'

export interface Told {
  readonly row: CaseRow
  readonly parties: readonly PartyRow[]
  readonly decided: Decided
}

/** As which a person of the staff is out; null where the decision leaves him in. */
const scopes: Readonly<Record<StaffEffect, 'examiner' | 'supervisor' | 'expert' | 'any' | null>> = {
  recorded: null,
  criticism: null,
  'excluded-current-year': 'any',
  'examiner-cancelled': 'examiner',
  'supervisor-cancelled': 'supervisor',
  'expert-cancelled': 'expert',
}

const headOf = ({ row, decided }: Told) => ({
  organisationId: row.organisationId,
  caseId: row.id,
  caseNumber: row.number,
  reason: `${row.ruleReference ?? ''} ${effectTitle(decided.effect)}`.trim(),
  fromOn: dayOf(row.decidedAt ?? row.recordedAt),
  clauses: [...decided.clauses],
})

/** Scores of the round, certificates issued on them, and the ban: what a decision on candidates reaches. */
const tellCandidates = async (context: CommandContext, told: Told): Promise<void> => {
  const { row, parties, decided } = told
  const { organisationId, batchId, id: caseId, number: caseNumber } = row
  const applicationIds = parties.flatMap(({ applicationId }) => applicationId ?? [])
  const head = headOf(told)
  if (batchId !== null) {
    await context.publish('discipline.scoresAffected', { organisationId, batchId, caseId, caseNumber })
    const revokes = decided.effect !== 'none'
    await context.publish('discipline.certificatesAffected', {
      ...{ organisationId, caseId, caseNumber, reason: head.reason, clauses: head.clauses },
      ...{ applicationIds, revokes },
    })
  }
  const people = row.banUntil === null ? [] : parties.filter((party) => party.documentIndex !== null)
  await context.publish('discipline.barred', {
    ...head,
    untilOn: row.banUntil,
    people: people.map(({ documentIndex, name, documentMasked }) => ({
      ...{ documentIndex, name, documentMasked },
    })),
  })
}

const tellStaff = async (context: CommandContext, told: Told): Promise<void> => {
  const { row, parties, decided } = told
  const scope = scopes[decided.effect as StaffEffect] ?? null
  const people: Json[] = parties
    .filter(({ part }) => part === 'staff')
    .map(({ accountId, staffId, documentIndex, name }) => ({ accountId, staffId, documentIndex, name }))
  await context.publish('discipline.excluded', {
    ...headOf(told),
    ...{ scope, untilOn: row.banUntil, people: scope === null ? [] : people },
  })
  const related = row.links.filter(({ kind }) => kind === 'application').map(({ id }) => id)
  if (decided.clauses.includes('HN-3.3.8-03') && row.batchId !== null)
    await context.publish('discipline.relationFound', {
      ...{ organisationId: row.organisationId, batchId: row.batchId, caseId: row.id },
      ...{ caseNumber: row.number, applicationIds: related, people, reason: row.description },
    })
}

/** Tells every module that the decision reaches; each takes its own part in, and the same again is harmless. */
export const tellDecision = async (context: CommandContext, told: Told): Promise<void> => {
  const { row, parties, decided } = told
  if (row.about === 'candidate') await tellCandidates(context, told)
  if (row.about === 'staff') await tellStaff(context, told)
  if (row.about === 'site')
    await context.publish('discipline.siteRevoked', {
      ...headOf(told),
      siteId: parties.find(({ siteId }) => siteId !== null)?.siteId ?? null,
      revokes: decided.effect === 'revoke-site',
    })
  const paper = row.links.find(({ kind }) => kind === 'paper')
  if (decided.withdrawsPaper && (paper || row.sessionId !== null))
    await context.publish('discipline.paperExposed', {
      ...headOf(told),
      ...{ paperId: paper?.id ?? null, sessionId: row.sessionId },
    })
}

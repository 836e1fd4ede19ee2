import { statedValue } from '#modules/policy/core/parameter.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { acceptedCommitments } from '../commitments.ts'
import { caseMachine } from '../core/case.machine.ts'
import { decidersOf } from '../core/decider.rule.ts'
import { typeOf } from '../core/rules.ts'
import { effectTitle, linkTitles } from '../core/titles.ts'
import type { caseDetail } from '../queries.contract.ts'
import { type CaseLaw, caseLaw, organisationOf } from '../scene.ts'
import { type CaseRow, findCase, type PartyRow, partiesOfCase } from '../store.ts'
import { caseView } from './case-list.ts'
import { freeEffects, ruleViews } from './rule-views.ts'

const partTitles = { candidate: '考生', impersonator: '替考人', staff: '工作人员', site: '考点' } as const

const partyView = (party: PartyRow) => ({
  ...{ partyId: party.id, version: party.version, part: party.part, partTitle: partTitles[party.part] },
  ...{ name: party.name, documentMasked: party.documentMasked, role: party.role },
  ...{ applicationId: party.applicationId, statement: party.statement, statementBy: party.statementBy },
  statementAt: party.statementAt?.toISOString() ?? null,
})

const reviewView = (row: CaseRow) => {
  if (row.reviewAppliedAt === null) return null
  const first = row.firstDecision as { readonly effect?: string } | null
  return {
    ...{ reason: row.reviewReason ?? '', by: row.reviewAppliedBy ?? '', outcome: row.reviewOutcome },
    ...{ at: row.reviewAppliedAt.toISOString(), note: row.reviewNote, decidedBy: row.reviewedBy },
    first: first?.effect ? effectTitle(first.effect) : null,
  }
}

const actionsOf = (row: CaseRow, found: CaseLaw, { actor }: QueryContext) => {
  const { about } = row
  const deciders = decidersOf(found.law, { about, afterIssue: found.afterIssue })
  const steps = caseMachine
    .available(row.state, actor.roles)
    .filter(({ action }) => action !== 'decide' || deciders.some((role) => actor.roles.includes(role)))
  const mayHandOver =
    typeOf(found.law, row.typeCode)?.handOver &&
    actor.roles.some((role) => ['supervisor', 'org-exam', 'org-head'].includes(role))
  return [
    ...steps,
    ...(mayHandOver ? [{ action: 'handOver', title: '登记移送' }] : []),
    ...(row.decidedAt === null ? [] : [{ action: 'printNotice', title: '打印决定书' }]),
  ]
}

const decisionView = (row: CaseRow) =>
  row.decidedAt === null
    ? null
    : {
        ...{ note: row.decisionNote ?? '', body: row.decidingBody ?? '', by: row.decidedBy ?? '' },
        at: row.decidedAt.toISOString(),
      }

const bodies: Readonly<Record<string, string>> = {
  supervisor: '质量督导员',
  'org-head': '机构负责人',
  city: '市中心',
  province: '省中心',
}

export const caseDetailHandler: QueryHandler<typeof caseDetail> = async (context, input) => {
  const row = await findCase(context.tx, organisationOf(context, input.organisationId), input.caseId)
  const found = await caseLaw(context, row)
  const { law, afterIssue } = found
  const parties = await partiesOfCase(context.tx, row.id)
  const accepted = await acceptedCommitments(context, { row, parties, law })
  return accept({
    case: caseView(row, parties, found),
    parties: parties.map(partyView),
    recordedAt: row.recordedAt.toISOString(),
    invigilators: [...row.invigilators],
    ...{ roomRule: row.roomRule, suspectedUse: row.suspectedUse, severity: row.severity },
    ...{ reminder: row.reminder, police: row.police, handover: row.handover },
    links: row.links.map((link) => ({ ...link, kindTitle: linkTitles[link.kind] })),
    evidence: [...row.evidence],
    commitments: accepted.map((each) => ({ ...each, cited: row.commitments.includes(each.number) })),
    choiceReason: row.choiceReason,
    decision: decisionView(row),
    review: reviewView(row),
    ...{ noticeFileId: row.noticeFileId, afterClosing: row.afterClosing },
    deciders: decidersOf(law, { about: row.about, afterIssue }).map((role) => bodies[role] ?? role),
    document: statedValue(law.discipline.regime)?.document ?? '',
    rules: ruleViews(law, row.about),
    freeEffects: row.about === 'candidate' ? freeEffects(law) : [],
    proposals: [...(statedValue(law.discipline.proposals) ?? [])],
    availableActions: actionsOf(row, found, context),
  })
}

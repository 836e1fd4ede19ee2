import { sessionsOf, staffMembers } from '#modules/arrangement/facts.ts'
import { admittedApplications } from '#modules/enrolment/facts.ts'
import { staffWithRole } from '#modules/party/facts.ts'
import { examinedBatches } from '#modules/plan/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { staffGroundsOf } from '../core/rules.ts'
import { subjectTitles } from '../core/titles.ts'
import type { caseChoices } from '../queries.contract.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { ruleViews } from './rule-views.ts'

/** Roles of the office and the experts, who need not stand on the roster of staff. */
const officeRoles = ['org-exam', 'org-review', 'org-secrecy', 'org-item-writer', 'org-item-reviewer'] as const

const peopleOf = async ({ tx }: QueryContext, organisationId: string) => {
  const roster = (await staffMembers(tx, organisationId)).map(({ staffId, accountId, name, roles }) => ({
    ...{ staffId, accountId, name, roles: [...roles] },
  }))
  const office = (
    await Promise.all(officeRoles.map((role) => staffWithRole(tx, organisationId, role)))
  ).flat()
  const known = new Set(roster.map(({ accountId }) => accountId))
  const others = new Map(office.map((each) => [each.accountId, each]))
  return [
    ...roster,
    ...[...others.values()]
      .filter(({ accountId }) => !known.has(accountId))
      .map(({ accountId, name, roles }) => ({ staffId: null, accountId, name, roles: [...roles] })),
  ]
}

export const timeOf = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' },
})

const ofBatch = async (context: QueryContext, organisationId: string, batchId: string) => {
  const { tx } = context
  const { law } = await caseLaw(context, { organisationId, batchId, about: 'candidate' })
  const sessions = await sessionsOf(tx, organisationId, batchId)
  return {
    candidates: (await admittedApplications(tx, organisationId, batchId)).map((each) => ({
      ...{ applicationId: each.id, name: each.name, documentMasked: each.documentMasked },
    })),
    sessions: sessions.map(({ id, subject, startsAt }) => ({
      ...{ sessionId: id, subject, title: `${timeOf.format(startsAt)} ${subjectTitles[subject]}` },
    })),
    rules: ruleViews(law, 'candidate'),
    proposals: [...(statedValue(law.discipline.proposals) ?? [])],
    grounds: staffGroundsOf(law).map(({ code, role, title, effects }) => ({
      ...{ code, role, title, effects: [...effects] },
    })),
  }
}

const nothing = { candidates: [], sessions: [], rules: [], proposals: [], grounds: [] }

export const caseChoicesHandler: QueryHandler<typeof caseChoices> = async (context, { batchId }) => {
  const organisationId = organisationOf(context, undefined)
  const batches = await examinedBatches(context.tx, [organisationId])
  return accept({
    batches: batches.map((each) => ({
      ...{ batchId: each.batchId, name: each.batchName, closed: each.batchState === 'closed' },
    })),
    staff: await peopleOf(context, organisationId),
    ...(batchId === undefined ? nothing : await ofBatch(context, organisationId, batchId)),
  })
}

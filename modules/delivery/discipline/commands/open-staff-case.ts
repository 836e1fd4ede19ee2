import { staffMembers } from '#modules/arrangement/facts.ts'
import { reviewerOf } from '#modules/enrolment/facts.ts'
import { accountsNamed } from '#modules/party/facts.ts'
import type { StaffGround } from '#modules/policy/core/discipline-parameters.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { openStaffCase } from '../contract.ts'
import { staffGroundsOf } from '../core/rules.ts'
import { checkedLinks } from '../links.ts'
import { notYetHappened, typeUnknown } from '../refusals.ts'
import { caseLaw, organisationOf } from '../scene.ts'
import { insertCase, type NewParty } from '../store.ts'
import { recordOpened } from './open-case.ts'

type Input = InputOf<typeof openStaffCase>
type Named = Pick<Input, 'staffId' | 'accountId' | 'links'>

const byRoster = async (context: CommandContext, organisationId: string, staffId: string) =>
  (await staffMembers(context.tx, organisationId)).find((member) => member.staffId === staffId)

/** Whom the ground traces to where nobody is named: the reviewer of the application (HN-3.3.9-02). */
const traced = async (context: CommandContext, organisationId: string, { links = [] }: Named) => {
  const application = links.find(({ kind }) => kind === 'application')
  return application ? reviewerOf(context.tx, organisationId, application.id) : null
}

const partyOf = async (
  context: CommandContext,
  organisationId: string,
  { named, role }: { readonly named: Named; readonly role: string },
): Promise<NewParty | null> => {
  const { staffId } = named
  const member = staffId === undefined ? undefined : await byRoster(context, organisationId, staffId)
  if (member) {
    const { name, documentMasked, documentIndex, accountId } = member
    return { part: 'staff', role, name, documentMasked, documentIndex, accountId, staffId: member.staffId }
  }
  const reviewer = named.accountId ? null : await traced(context, organisationId, named)
  const accountId = named.accountId ?? reviewer?.accountId ?? null
  if (accountId === null) return null
  const [account] = await accountsNamed(context.tx, organisationId, [accountId])
  const own = (await staffMembers(context.tx, organisationId)).find((each) => each.accountId === accountId)
  const name = account?.name ?? reviewer?.name
  if (name === undefined) throw new MissingRow()
  return {
    ...{ part: 'staff', role, name, accountId, staffId: own?.staffId ?? null },
    ...{ documentMasked: own?.documentMasked ?? '', documentIndex: own?.documentIndex ?? null },
  }
}

const personMissing = ({ clauses }: StaffGround) =>
  refuse('PERSON_MISSING', {
    sentence: '没有指明违规的工作人员，也不能从所关联的记录追溯到人。',
    remedy: '请选择人员，或关联由其审核的报名申请。',
    clauses,
    field: 'staffId',
  })

/** SDS-4.4-43, HN-3.3.9: person, session and ground on record. */
export const openStaffCaseHandler: CommandHandler<typeof openStaffCase> = async (context, input) => {
  const organisationId = organisationOf(context, undefined)
  const { batchId = null, sessionId = null, groundCode, description } = input
  const { law, afterIssue } = await caseLaw(context, { organisationId, batchId, about: 'staff' })
  const ground = staffGroundsOf(law).find(({ code }) => code === groundCode)
  if (!ground) return typeUnknown(law.discipline.staffGrounds.clauses)
  if (new Date(input.occurredAt) > context.now) return notYetHappened('occurredAt')
  const party = await partyOf(context, organisationId, { named: input, role: ground.role })
  if (!party) return personMissing(ground)
  const links = await checkedLinks(context, { organisationId, batchId }, input.links ?? [])
  const made = await insertCase(
    context.tx,
    {
      ...{ organisationId, about: 'staff', origin: 'entered', batchId, sessionId, description, links },
      ...{ typeCode: groundCode, afterClosing: afterIssue, year: yearOf(context.today) },
      ...{ occurredAt: new Date(input.occurredAt), recordedAt: context.now },
      recordedBy: context.actor.name,
    },
    [party],
  )
  recordOpened(context, made, ground.clauses)
  return accept({ caseId: made.id, number: made.number })
}

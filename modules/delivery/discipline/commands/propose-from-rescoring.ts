import { staffMembers } from '#modules/arrangement/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { proposeFromRescoring } from '../contract.ts'
import { staffGroundsOf } from '../core/rules.ts'
import { caseLaw } from '../scene.ts'
import { insertCase, listCases } from '../store.ts'
import { recordOpened } from './open-case.ts'

/** HN-3.3.9-07: a difference beyond the limit opens a case for each examiner; once for a candidate's subject. */
export const proposeFromRescoringHandler: CommandHandler<typeof proposeFromRescoring> = async (
  context,
  input,
) => {
  const { organisationId, batchId, applicationId, before, after } = input
  const { law } = await caseLaw(context, { organisationId, batchId, about: 'staff' })
  const ground = staffGroundsOf(law).find(({ clauses }) => clauses.includes('HN-3.3.9-07'))
  const limit = statedValue(law.discipline.rescoringLimit)
  if (!ground || limit === undefined || Math.abs(after - before) <= limit) return accept({ opened: 0 })
  const earlier = await listCases(context.tx, { organisationId, batchId, about: 'staff' })
  const isKnown = earlier.some(
    ({ origin, links }) => origin === 'rescoring' && links.some(({ id }) => id === applicationId),
  )
  if (isKnown) return accept({ opened: 0 })
  const members = new Map(
    (await staffMembers(context.tx, organisationId)).map((each) => [each.accountId, each]),
  )
  for (const { accountId, name } of input.examiners) {
    const member = members.get(accountId)
    const made = await insertCase(
      context.tx,
      {
        ...{ organisationId, about: 'staff', origin: 'rescoring', batchId, typeCode: ground.code },
        description: `复核评分由 ${before} 分变为 ${after} 分，相差超过 ${limit} 分。`,
        links: [{ kind: 'application', id: applicationId, title: '重新评分的考生' }],
        ...{ occurredAt: context.now, recordedAt: context.now, recordedBy: context.actor.name },
        year: yearOf(context.today),
      },
      [
        {
          ...{ part: 'staff', role: ground.role, name, accountId, staffId: member?.staffId ?? null },
          ...{ documentMasked: member?.documentMasked ?? '', documentIndex: member?.documentIndex ?? null },
        },
      ],
    )
    recordOpened(context, made, ground.clauses)
  }
  return accept({ opened: input.examiners.length })
}

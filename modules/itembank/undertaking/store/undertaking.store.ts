import { v7 as uuid } from 'uuid'
import { exclusionOfAccount } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type Handler, judgeUndertaking } from '../../paper/core/paper.machine.ts'
import { undertaking } from '../core/undertaking.ts'

/** The acting person's organisation and account. Throws MissingRow for someone without. */
export const ownPlace = ({ actor }: QueryContext) => {
  const { organisationId, accountId } = actor
  if (organisationId === null || accountId === null) throw new MissingRow()
  return { organisationId, accountId }
}

/** When this person signed the text in force; null when he has not. */
export const signedAt = async (context: QueryContext): Promise<Date | null> => {
  const { organisationId, accountId } = ownPlace(context)
  const row = await context.tx
    .selectFrom('confidentiality')
    .select('signedAt')
    .where('organisationId', '=', organisationId)
    .where('accountId', '=', accountId)
    .where('textVersion', '=', undertaking.version)
    .executeTakeFirst()
  return row?.signedAt ?? null
}

export const insertSignature = async (context: QueryContext) => {
  const row = { ...ownPlace(context), id: uuid() }
  await context.tx
    .insertInto('confidentiality')
    .values({ ...row, version: 1, textVersion: undertaking.version, signedAt: context.now })
    .execute()
  return row
}

/** The acting person near a paper. */
export const handlerOf = async (context: QueryContext): Promise<Handler> => ({
  ...ownPlace(context),
  name: context.actor.name,
  bound: (await signedAt(context)) !== null,
})

type Missing = Refusal<'UNDERTAKING_MISSING'>

/** HN-3.3.3-11: what a cancelled expert once signed opens nothing any more, from the moment of the decision. */
const cancelled = async (context: QueryContext): Promise<Missing | null> => {
  const { accountId } = ownPlace(context)
  const exclusion = await exclusionOfAccount(context.tx, accountId, context.today)
  if (!exclusion) return null
  return refuse('UNDERTAKING_MISSING', {
    sentence: `因违规处理（${exclusion.caseNumber}），您不能再接触试题和试卷。`,
    remedy: '如有异议，请向作出处理的机构申请复核。',
    clauses: ['HN-3.3.3-11'],
  })
}

/** SDS-4.2-07: puts the undertaking before everything that touches items or papers, reading included. */
export const afterUndertaking =
  <C extends QueryContext, I, O>(handle: (context: C, input: I) => Promise<O>) =>
  async (context: C, input: I): Promise<O | Missing> =>
    (await cancelled(context)) ?? judgeUndertaking([await handlerOf(context)]) ?? handle(context, input)

/** Every signature of an organisation with the text that was signed, the latest first. */
export const signaturesOf = (tx: QueryContext['tx'], organisationId: string) =>
  tx
    .selectFrom('confidentiality')
    .select(['accountId', 'textVersion', 'signedAt'])
    .where('organisationId', '=', organisationId)
    .orderBy('signedAt', 'desc')
    .execute()

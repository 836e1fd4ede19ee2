import { type ApplicationFact, applicationFacts, passedReview } from '#modules/enrolment/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { openOrder, openOrders } from '../contract.ts'
import { insertOrders } from '../store.ts'

/** Amount by the line as published, due by the plan's deadline; without a fee there is nothing to pay. */
const open = async (
  context: CommandContext,
  { organisationId, batchId }: { readonly organisationId: string; readonly batchId: string },
  applications: readonly ApplicationFact[],
): Promise<number> => {
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const fees = new Map(batch.lines.map(({ id, feeCents }) => [id, feeCents]))
  const orders = applications.map((application) => {
    const amountCents = fees.get(application.lineId)
    if (amountCents === undefined) throw new Error(`line ${application.lineId} is not in batch ${batchId}`)
    return {
      batchId,
      applicationId: application.id,
      personId: application.personId,
      lineId: application.lineId,
      payerName: application.name,
      documentMasked: application.documentMasked,
      amountCents,
      state: amountCents === 0 ? ('closed' as const) : ('due' as const),
      dueOn: batch.paymentUntil,
    }
  })
  const ids = await insertOrders(context.tx, organisationId, orders)
  context.recordAll({
    type: 'fee-order-opened',
    table: 'feeOrder',
    organisationId,
    ids,
    clauses: ['SDS-A2-09'],
  })
  return ids.length
}

export const openOrderHandler: CommandHandler<typeof openOrder> = async (context, input) => {
  const { organisationId, applicationId } = input
  const application = await applicationFacts(context.tx, organisationId, applicationId)
  const { batchId, state } = application
  if (state !== 'qualified' && state !== 'admitted') {
    return refuse('NOT_QUALIFIED', {
      sentence: '该报名尚未审核通过，不生成缴费单。',
      remedy: '请在资格审核通过后缴费。',
      clauses: ['SDS-A2-09'],
    })
  }
  return accept({ opened: await open(context, { organisationId, batchId }, [application]) })
}

export const openOrdersHandler: CommandHandler<typeof openOrders> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = actor.roles.includes('system') ? input.organisationId : actor.organisationId
  if (!organisationId) throw new MissingRow()
  const { batchId } = input
  const applications = await passedReview(tx, organisationId, batchId)
  return accept({ opened: await open(context, { organisationId, batchId }, applications) })
}

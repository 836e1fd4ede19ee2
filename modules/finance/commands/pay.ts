import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { acceptPayment, confirmSimulatedPayment, pay } from '../contract.ts'
import type { Payment, PaymentCallback } from '../core/payment.port.ts'
import { checkDue, checkInTime, judgePayment, type PaymentRefusal } from '../core/payment.rule.ts'
import { simulatedProvider } from '../simulator.ts'
import { lockOrder, markPaid, type OrderRow } from '../store.ts'

/** The candidate's own order, still due and in time, with what the provider is asked for. */
const payable = async (
  { tx, actor, today }: CommandContext,
  address: { readonly organisationId: string; readonly orderId: string },
): Promise<Verdict<OrderRow, PaymentRefusal>> => {
  const order = await lockOrder(tx, address)
  if (order.personId !== actor.personId) throw new MissingRow()
  const due = checkDue(order.state)
  if (due.refused) return due
  const inTime = checkInTime(order.dueOn, today)
  return inTime.refused ? inTime : accept(order)
}

const requestOf = async ({ tx }: CommandContext, order: OrderRow) => ({
  organisationId: order.organisationId,
  orderId: order.id,
  amountCents: order.amountCents,
  title: (await batchFacts(tx, order.organisationId, order.batchId)).name,
})

/** SDS-A2-09: payment begins at the provider, within the plan's deadline only. */
export const payHandler: CommandHandler<typeof pay> = async (context, input) => {
  const order = await payable(context, input)
  if (order.refused) return order
  const provider = simulatedProvider(context.services)
  const begun = await provider.begin(await requestOf(context, order.value))
  return accept({
    ...begun,
    providerTitle: provider.title,
    simulated: provider.simulated,
    amountCents: order.value.amountCents,
  })
}

const settle = async (
  context: CommandContext,
  payment: Payment,
): Promise<Verdict<{ state: string }, PaymentRefusal>> => {
  const order = await lockOrder(context.tx, payment)
  const judged = judgePayment(order, payment)
  if (judged.refused) return judged
  if (judged.value === 'known') return accept({ state: order.state })
  const { reference } = payment
  await markPaid(context.tx, order, { at: new Date(payment.paidAt), channel: 'online', reference })
  context.record({
    type: 'fee-paid',
    table: 'feeOrder',
    row: order,
    data: { amountCents: order.amountCents, reference },
    clauses: ['SDS-A2-09'],
  })
  await context.publish('finance.paid', {
    organisationId: order.organisationId,
    applicationId: order.applicationId,
  })
  return accept({ state: 'paid' })
}

const take = async (context: CommandContext, callback: PaymentCallback) => {
  const payment = simulatedProvider(context.services).verify(callback)
  return payment.refused ? payment : settle(context, payment.value)
}

export const confirmSimulatedPaymentHandler: CommandHandler<typeof confirmSimulatedPayment> = async (
  context,
  input,
) => {
  const order = await payable(context, input)
  if (order.refused) return order
  const request = await requestOf(context, order.value)
  return take(context, simulatedProvider(context.services).take(request, context.now))
}

export const acceptPaymentHandler: CommandHandler<typeof acceptPayment> = (context, input) =>
  take(context, input)

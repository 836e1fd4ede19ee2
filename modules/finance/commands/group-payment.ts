import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { closeOrders, recordGroupPayment } from '../contract.ts'
import { checkDue, checkInTime, sameAmount } from '../core/payment.rule.ts'
import { closeDue, lockOrders, markGroupPaid } from '../store.ts'

/** One voucher for many orders: every one due and in time, and the sum to the cent, or nothing is recorded. */
export const recordGroupPaymentHandler: CommandHandler<typeof recordGroupPayment> = async (
  context,
  input,
) => {
  const { tx, actor, today } = context
  const organisationId = actor.organisationId!
  const { batchId, voucher } = input
  const wanted = new Set(input.orderIds)
  const orders = await lockOrders(tx, { organisationId, batchId }, [...wanted])
  if (orders.length !== wanted.size) throw new MissingRow()
  for (const order of orders) {
    const due = checkDue(order.state)
    if (due.refused) return due
    const inTime = checkInTime(order.dueOn, today)
    if (inTime.refused) return inTime
  }
  const asked = orders.reduce((sum, { amountCents }) => sum + amountCents, 0)
  const same = sameAmount(asked, input.amountCents)
  if (same.refused) return same
  const ids = orders.map(({ id }) => id)
  await markGroupPaid(context, organisationId, { ids, voucher })
  context.recordAll({
    type: 'fee-paid-by-group',
    table: 'feeOrder',
    organisationId,
    ids,
    data: { voucher, amountCents: asked },
    clauses: ['SDS-A2-09'],
  })
  return accept({ paid: ids.length })
}

export const closeOrdersHandler: CommandHandler<typeof closeOrders> = async (context, input) => {
  const { organisationId, applicationIds } = input
  const ids = await closeDue(context.tx, organisationId, applicationIds)
  context.recordAll({
    type: 'fee-order-closed',
    table: 'feeOrder',
    organisationId,
    ids,
    clauses: ['SDS-A2-08', 'SDS-A2-09'],
  })
  return accept({ closed: ids.length })
}

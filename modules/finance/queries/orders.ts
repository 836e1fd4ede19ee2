import { batchFacts } from '#modules/plan/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { type Day, dayOf } from '#platform/clock/day.ts'
import type { Actor, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { myOrders, orderList, reconciliation } from '../contract.ts'
import { orderMachine, orderStateTitles } from '../core/order.machine.ts'
import { checkInTime } from '../core/payment.rule.ts'
import { simulatedProvider } from '../simulator.ts'
import { channelTitles, listOrders, type OrderRow, ordersOfPerson, paidByDay, sumOrders } from '../store.ts'

/** The organisations whose orders are meant: one within reach that is named, else all within reach. */
const scopeOf = ({ reach }: Actor, named: string | undefined): 'all' | readonly string[] => {
  if (named === undefined) return reach
  if (reach !== 'all' && !reach.includes(named)) throw new MissingRow()
  return [named]
}

const batchesOf = async ({ tx }: QueryContext, orders: readonly OrderRow[]) => {
  const byId = new Map<string, Awaited<ReturnType<typeof batchFacts>>>()
  for (const { organisationId, batchId } of orders)
    if (!byId.has(batchId)) byId.set(batchId, await batchFacts(tx, organisationId, batchId))
  return byId
}

export const orderListHandler: QueryHandler<typeof orderList> = async (context, input) => {
  const { organisationId, ...rest } = input
  const filter = { ...rest, organisationIds: scopeOf(context.actor, organisationId) }
  const sums = await sumOrders(context.tx, filter)
  const orders = await listOrders(context.tx, filter)
  const batches = await batchesOf(context, orders)
  const total = input.state ? sums[input.state].count : sums.due.count + sums.paid.count + sums.closed.count
  return accept({
    total,
    rows: orders.map((order) => ({
      orderId: order.id,
      batchId: order.batchId,
      batchName: batches.get(order.batchId)?.name ?? '',
      payerName: order.payerName,
      documentMasked: order.documentMasked,
      amountCents: order.amountCents,
      state: order.state,
      stateTitle: orderStateTitles[order.state],
      dueOn: order.dueOn,
      paidAt: order.paidAt?.toISOString() ?? null,
      channelTitle: order.channel && channelTitles[order.channel],
      providerReference: order.providerReference,
    })),
    totals: {
      dueCount: sums.due.count,
      dueCents: sums.due.cents,
      paidCount: sums.paid.count,
      paidCents: sums.paid.cents,
    },
  })
}

export const reconciliationHandler: QueryHandler<typeof reconciliation> = async (context, input) => {
  const organisationIds = scopeOf(context.actor, input.organisationId)
  const range = { from: input.from as Day, to: input.to as Day }
  const days = await paidByDay(context.tx, { organisationIds, ...range })
  return accept({
    days: days.map(({ channel, ...day }) => ({ ...day, channelTitle: channelTitles[channel] })),
    count: days.reduce((sum, { count }) => sum + count, 0),
    cents: days.reduce((sum, { cents }) => sum + cents, 0),
  })
}

export const myOrdersHandler: QueryHandler<typeof myOrders> = async (context) => {
  const { tx, actor, now, services } = context
  const orders = actor.personId === null ? [] : await ordersOfPerson(tx, actor.personId)
  const batches = await batchesOf(context, orders)
  const providerTitle = simulatedProvider(services).title
  return accept({
    orders: orders.map((order) => {
      const batch = batches.get(order.batchId)
      const line = batch?.lines.find(({ id }) => id === order.lineId)
      const late = checkInTime(order.dueOn, dayOf(now)).refused
      const open = orderMachine.available(order.state, ['candidate']).length > 0
      return {
        organisationId: order.organisationId,
        orderId: order.id,
        batchName: batch?.name ?? '',
        lineTitle: line && isLevel(line.level) ? `${line.occupationName} ${levelName(line.level)}` : '',
        amountCents: order.amountCents,
        state: order.state,
        stateTitle: orderStateTitles[order.state],
        dueOn: order.dueOn,
        paidAt: order.paidAt?.toISOString() ?? null,
        canPay: open && !late,
        overdue: open && late,
        clauses: ['SDS-A2-09'],
        providerTitle,
      }
    }),
  })
}

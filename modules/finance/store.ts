import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { OrderState } from './core/order.machine.ts'

type Tx = QueryContext['tx']

export type Channel = 'online' | 'group'
export const channelTitles: Readonly<Record<Channel, string>> = { online: '网上缴费', group: '集体缴费' }

export interface OrderRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly applicationId: string
  readonly personId: string
  readonly lineId: string
  readonly payerName: string
  readonly documentMasked: string
  readonly amountCents: number
  readonly state: OrderState
  readonly dueOn: Day
  readonly paidAt: Date | null
  readonly channel: Channel | null
  readonly providerReference: string | null
}

export type NewOrder = Omit<
  OrderRow,
  'id' | 'version' | 'paidAt' | 'channel' | 'providerReference' | 'organisationId'
>

const asOrder = (row: object): OrderRow => row as OrderRow

/** Rows a statement carries; PostgreSQL takes 65,535 parameters. */
const chunk = 2000

/** Inserts the orders that are not there yet; returns the ids of those it made. */
export const insertOrders = async (
  tx: Tx,
  organisationId: string,
  orders: readonly NewOrder[],
): Promise<string[]> => {
  const made: string[] = []
  for (let from = 0; from < orders.length; from += chunk) {
    const values = orders
      .slice(from, from + chunk)
      .map((order) => ({ ...order, organisationId, id: uuid(), version: 1 }))
    const rows = await tx
      .insertInto('feeOrder')
      .values(values)
      .onConflict((conflict) => conflict.columns(['organisationId', 'applicationId']).doNothing())
      .returning('id')
      .execute()
    made.push(...rows.map(({ id }) => id))
  }
  return made
}

/** Throws MissingRow when the actor reaches no such order. */
export const lockOrder = async (
  tx: Tx,
  { organisationId, orderId }: { readonly organisationId: string; readonly orderId: string },
): Promise<OrderRow> => {
  const row = await tx
    .selectFrom('feeOrder')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asOrder(row)
}

export const markPaid = (
  tx: Tx,
  order: OrderRow,
  paid: { readonly at: Date; readonly channel: Channel; readonly reference: string },
) =>
  tx
    .updateTable('feeOrder')
    .set({
      state: 'paid',
      paidAt: paid.at,
      channel: paid.channel,
      providerReference: paid.reference,
      version: order.version + 1,
    })
    .where('organisationId', '=', order.organisationId)
    .where('id', '=', order.id)
    .execute()

/** The named orders of a batch, locked in one order so that two group payments cannot block each other. */
export const lockOrders = async (
  tx: Tx,
  { organisationId, batchId }: { readonly organisationId: string; readonly batchId: string },
  orderIds: readonly string[],
): Promise<OrderRow[]> => {
  const rows = await tx
    .selectFrom('feeOrder')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .where(sql<boolean>`id = ANY (${[...orderIds]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(asOrder)
}

export const markGroupPaid = async (
  { tx, now }: CommandContext,
  organisationId: string,
  { ids, voucher }: { readonly ids: readonly string[]; readonly voucher: string },
) =>
  tx
    .updateTable('feeOrder')
    .set({
      state: 'paid',
      paidAt: now,
      channel: 'group',
      providerReference: voucher,
      version: sql`version + 1`,
    })
    .where('organisationId', '=', organisationId)
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute()

/** Closes the due orders of these applications; returns their ids. */
export const closeDue = async (tx: Tx, organisationId: string, applicationIds: readonly string[]) => {
  const rows = await tx
    .updateTable('feeOrder')
    .set({ state: 'closed', version: sql`version + 1` })
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'due')
    .where(sql<boolean>`application_id = ANY (${[...applicationIds]}::uuid[])`)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const ordersOfPerson = async (tx: Tx, personId: string): Promise<OrderRow[]> =>
  (
    await tx
      .selectFrom('feeOrder')
      .selectAll()
      .where('personId', '=', personId)
      .orderBy('dueOn', 'desc')
      .execute()
  ).map(asOrder)

export interface OrderFilter {
  readonly organisationIds: 'all' | readonly string[]
  readonly batchId?: string
  readonly state?: OrderState
  readonly name?: string
  readonly page?: number
  readonly pageSize?: number
}

const filtered = (tx: Tx, filter: OrderFilter) => {
  const { organisationIds, batchId, state, name } = filter
  let rows = tx.selectFrom('feeOrder')
  if (organisationIds !== 'all')
    rows = rows.where(sql<boolean>`fee_order.organisation_id = ANY (${[...organisationIds]}::uuid[])`)
  if (batchId) rows = rows.where('feeOrder.batchId', '=', batchId)
  if (state) rows = rows.where('feeOrder.state', '=', state)
  if (name) rows = rows.where('feeOrder.payerName', 'like', `%${name.replaceAll(/[%_\\]/g, '\\$&')}%`)
  return rows
}

export const listOrders = async (tx: Tx, filter: OrderFilter) => {
  const { page = 1, pageSize = 20 } = filter
  const rows = await filtered(tx, filter)
    .selectAll('feeOrder')
    .orderBy('feeOrder.state')
    .orderBy('feeOrder.payerName')
    .orderBy('feeOrder.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return rows.map(asOrder)
}

/** How many and how much, by state, whatever state the list is narrowed to. */
export const sumOrders = async (tx: Tx, filter: OrderFilter) => {
  const { state: _every, ...rest } = filter
  const rows = await filtered(tx, rest)
    .select(['feeOrder.state'])
    .select((each) => [
      each.fn.countAll<number>().as('count'),
      each.fn.sum<number>('feeOrder.amountCents').as('cents'),
    ])
    .groupBy('feeOrder.state')
    .execute()
  const of = (state: OrderState) => {
    const row = rows.find((each) => each.state === state)
    return { count: Number(row?.count ?? 0), cents: Number(row?.cents ?? 0) }
  }
  return { due: of('due'), paid: of('paid'), closed: of('closed') }
}

/** Money taken by day in China and channel, for the daily reconciliation. */
export const paidByDay = async (
  tx: Tx,
  filter: Pick<OrderFilter, 'organisationIds'> & { readonly from: Day; readonly to: Day },
) => {
  const paidOn = sql<Day>`(paid_at AT TIME ZONE 'Asia/Shanghai')::date`
  const rows = await filtered(tx, { organisationIds: filter.organisationIds, state: 'paid' })
    .select([paidOn.as('on'), 'feeOrder.channel'])
    .select((each) => [
      each.fn.countAll<number>().as('count'),
      each.fn.sum<number>('feeOrder.amountCents').as('cents'),
    ])
    .where(paidOn, '>=', filter.from)
    .where(paidOn, '<=', filter.to)
    .groupBy([paidOn, 'feeOrder.channel'])
    .orderBy(paidOn)
    .orderBy('feeOrder.channel')
    .execute()
  return rows.map((row) => ({
    on: row.on,
    channel: row.channel as Channel,
    count: Number(row.count),
    cents: Number(row.cents),
  }))
}

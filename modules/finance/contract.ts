import Type from 'typebox'
import { authority } from '#modules/party/core/role.ts'
import { command, query } from '#platform/contract/contract.ts'
import { paymentRefusals } from './core/payment.rule.ts'

const Uuid = Type.String({ format: 'uuid' })
const OnDay = Type.String({ format: 'date' })
const NullableText = Type.Union([Type.String(), Type.Null()])
const cashiers = ['org-head', 'org-exam'] as const
const Order = { organisationId: Uuid, orderId: Uuid }

/** An order for one application that the review has let pass; a second call changes nothing. */
export const openOrder = command({
  name: 'finance.openOrder',
  title: '生成缴费单',
  input: Type.Object({ organisationId: Uuid, applicationId: Uuid }),
  reply: Type.Object({ opened: Type.Integer() }),
  refusals: ['NOT_QUALIFIED'],
  roles: ['system'],
})

/** Orders for all applications of a batch that have passed the review and have none. */
export const openOrders = command({
  name: 'finance.openOrders',
  title: '生成本批次缴费单',
  input: Type.Object({ organisationId: Type.Optional(Uuid), batchId: Uuid }),
  reply: Type.Object({ opened: Type.Integer() }),
  refusals: [],
  roles: ['system', ...cashiers],
})

export const pay = command({
  name: 'finance.pay',
  title: '去缴费',
  input: Type.Object(Order),
  reply: Type.Object({
    reference: Type.String(),
    providerTitle: Type.String(),
    simulated: Type.Boolean(),
    pageAddress: NullableText,
    amountCents: Type.Integer(),
  }),
  refusals: paymentRefusals,
  roles: ['candidate'],
})

/** The payer's confirmation at the simulated provider, which answers with its signed callback. */
export const confirmSimulatedPayment = command({
  name: 'finance.confirmSimulatedPayment',
  title: '确认模拟支付',
  input: Type.Object(Order),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['CALLBACK_FORGED', ...paymentRefusals],
  roles: ['candidate'],
})

/** A provider's callback; the same payment reported twice is settled once. */
export const acceptPayment = command({
  name: 'finance.acceptPayment',
  title: '受理支付结果',
  input: Type.Object({
    provider: Type.String({ maxLength: 40 }),
    reference: Type.String({ minLength: 1, maxLength: 100 }),
    organisationId: Uuid,
    orderId: Uuid,
    amountCents: Type.Integer({ minimum: 0 }),
    paidAt: Type.String({ format: 'date-time' }),
    signature: Type.String({ maxLength: 1000 }),
  }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['CALLBACK_FORGED', ...paymentRefusals],
  roles: ['system'],
})

/** One transfer for many people: all of them or nobody. */
export const recordGroupPayment = command({
  name: 'finance.recordGroupPayment',
  title: '登记集体缴费',
  input: Type.Object({
    batchId: Uuid,
    orderIds: Type.Array(Uuid, { minItems: 1, maxItems: 10_000 }),
    voucher: Type.String({ minLength: 2, maxLength: 100 }),
    amountCents: Type.Integer({ minimum: 0 }),
  }),
  reply: Type.Object({ paid: Type.Integer() }),
  refusals: paymentRefusals,
  roles: cashiers,
})

/** Orders of applications that were given up or withdrawn. */
export const closeOrders = command({
  name: 'finance.closeOrders',
  title: '关闭缴费单',
  input: Type.Object({
    organisationId: Uuid,
    applicationIds: Type.Array(Uuid, { minItems: 1, maxItems: 100_000 }),
  }),
  reply: Type.Object({ closed: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

const State = Type.Union([Type.Literal('due'), Type.Literal('paid'), Type.Literal('closed')])

export const orderList = query({
  name: 'finance.orders',
  title: '收费',
  input: Type.Object({
    organisationId: Type.Optional(Uuid),
    batchId: Type.Optional(Uuid),
    state: Type.Optional(State),
    name: Type.Optional(Type.String({ maxLength: 50 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        orderId: Uuid,
        batchId: Uuid,
        batchName: Type.String(),
        payerName: Type.String(),
        documentMasked: Type.String(),
        amountCents: Type.Integer(),
        state: Type.String(),
        stateTitle: Type.String(),
        dueOn: OnDay,
        paidAt: NullableText,
        channelTitle: NullableText,
        providerReference: NullableText,
      }),
    ),
    totals: Type.Object({
      dueCount: Type.Integer(),
      dueCents: Type.Integer(),
      paidCount: Type.Integer(),
      paidCents: Type.Integer(),
    }),
  }),
  roles: [...cashiers, ...authority, 'auditor'],
})

export const reconciliation = query({
  name: 'finance.reconciliation',
  title: '每日对账',
  input: Type.Object({ organisationId: Type.Optional(Uuid), from: OnDay, to: OnDay }),
  reply: Type.Object({
    days: Type.Array(
      Type.Object({ on: OnDay, channelTitle: Type.String(), count: Type.Integer(), cents: Type.Integer() }),
    ),
    count: Type.Integer(),
    cents: Type.Integer(),
  }),
  roles: [...cashiers, ...authority, 'auditor'],
})

export const myOrders = query({
  name: 'finance.myOrders',
  title: '我的缴费',
  input: Type.Object({}),
  reply: Type.Object({
    orders: Type.Array(
      Type.Object({
        organisationId: Uuid,
        orderId: Uuid,
        batchName: Type.String(),
        lineTitle: Type.String(),
        amountCents: Type.Integer(),
        state: Type.String(),
        stateTitle: Type.String(),
        dueOn: OnDay,
        paidAt: NullableText,
        canPay: Type.Boolean(),
        overdue: Type.Boolean(),
        clauses: Type.Array(Type.String()),
        providerTitle: Type.String(),
      }),
    ),
  }),
  roles: ['candidate'],
})

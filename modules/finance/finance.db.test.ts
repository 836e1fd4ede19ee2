import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import {
  knowYears,
  type Organisation,
  openOrganisation,
  publishBatch,
  publishNotice,
} from '#modules/plan/plan.fixture.ts'
import { planEntries } from '#modules/plan/register.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as finance from './contract.ts'
import { unpaidApplications } from './facts.ts'
import { financeEntries } from './register.ts'
import { simulatedProvider } from './simulator.ts'

let world: World
let own: Organisation
let batchId: string
before(async () => {
  world = await openWorld({ entries: [...planEntries, ...financeEntries] })
  await knowYears(world, [2026, 2027])
})
after(() => world.close())
beforeEach(async () => {
  world.at('2026-11-20')
  own = await openOrganisation(world)
  await publishNotice(world, own)
  batchId = (await publishBatch(world, own)).batchId
  world.at('2026-12-11')
})

const code = (outcome: { refused: boolean }) => ('code' in outcome ? outcome.code : 'accepted')

/** Applications as the enrolment leaves them, one person each. */
const enrol = async (states: readonly string[]) => {
  const { owner } = world.database.connection
  const { id: lineId } = await owner
    .selectFrom('batchLine')
    .select('id')
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  const rows = states.map((state, place) => ({
    organisationId: own.organisationId,
    id: randomUUID(),
    version: 1,
    batchId,
    lineId,
    personId: randomUUID(),
    state,
    source: 'roster',
    name: `考生${String(place).padStart(4, '0')}`,
    nameKey: `kao sheng ${String(place).padStart(4, '0')}`,
    sex: '男',
    birthDate: '1990-01-01',
    documentType: '居民身份证',
    documentMasked: '370102********1234',
    phoneMasked: '138****0001',
    education: '大专',
    category: '社会人员',
    conditionCode: '1',
    subjects: ['theory', 'practical'],
  }))
  await owner.insertInto('application').values(rows).execute()
  return rows.map(({ id, personId }) => ({ applicationId: id, candidate: candidateOf(personId) }))
}
const candidateOf = (personId: string) =>
  world.actor('candidate', own.organisationId, { personId, reach: [] })
const openAll = () =>
  world.done(finance.openOrders, { organisationId: own.organisationId, batchId }, own.system)
const orderOf = async (candidate: ReturnType<typeof candidateOf>) => {
  const { orders } = await world.done(finance.myOrders, {}, candidate)
  assert.equal(orders.length, 1)
  const { organisationId, orderId } = orders[0]!
  return { organisationId, orderId }
}
const unpaid = () =>
  world.database.connection.owner
    .transaction()
    .execute((tx) => unpaidApplications(tx, own.organisationId, batchId))

test('SDS-A2-09 an order for each application that passed the review, of the published fee, and none twice', async () => {
  const [first] = await enrol(['admitted', 'qualified', 'rejected', 'submitted'])
  assert.deepEqual(await openAll(), { opened: 2 })
  assert.deepEqual(await openAll(), { opened: 0 })
  const { orders } = await world.done(finance.myOrders, {}, first!.candidate)
  assert.deepEqual(
    [orders[0]?.amountCents, orders[0]?.dueOn, orders[0]?.canPay],
    [26_000, '2026-12-13', true],
  )
  assert.equal((await unpaid()).length, 2)
})

test('an application still under review gets no order', async () => {
  const [first] = await enrol(['submitted'])
  const target = { organisationId: own.organisationId, applicationId: first!.applicationId }
  assert.equal(code(await world.run(finance.openOrder, target, own.system)), 'NOT_QUALIFIED')
})

test('SDS-A2-09 the candidate pays in time at the simulated provider; the unpaid list shrinks', async () => {
  const [first, second] = await enrol(['admitted', 'admitted'])
  await openAll()
  const order = await orderOf(first!.candidate)
  const begun = await world.done(finance.pay, order, first!.candidate)
  assert.deepEqual([begun.simulated, begun.amountCents], [true, 26_000])
  assert.deepEqual(await world.done(finance.confirmSimulatedPayment, order, first!.candidate), {
    state: 'paid',
  })
  assert.deepEqual(await unpaid(), [second!.applicationId])
  assert.equal(code(await world.run(finance.pay, order, first!.candidate)), 'NOT_DUE')
})

test('SDS-A2-09 payment on the last day is taken, a day later refused; the unpaid list has the right count', async () => {
  const [first, second] = await enrol(['admitted', 'admitted', 'admitted'])
  await openAll()
  world.at('2026-12-13', '23:59')
  const order = await orderOf(first!.candidate)
  await world.done(finance.confirmSimulatedPayment, order, first!.candidate)
  world.at('2026-12-14', '00:00')
  const late = await world.run(finance.pay, await orderOf(second!.candidate), second!.candidate)
  assert.equal(code(late), 'PAYMENT_OVERDUE')
  assert.ok(late.refused && late.clauses.includes('SDS-A2-09'))
  assert.equal((await unpaid()).length, 2)
})

test('nobody pays, or sees, the order of another', async () => {
  const [first, second] = await enrol(['admitted', 'admitted'])
  await openAll()
  const order = await orderOf(first!.candidate)
  assert.equal(code(await world.run(finance.pay, order, second!.candidate)), 'NOT_FOUND')
  assert.equal(
    code(
      await world.run(
        finance.orderList,
        { organisationId: own.organisationId },
        (await openOrganisation(world)).exam,
      ),
    ),
    'NOT_FOUND',
  )
})

test('a callback is settled once, however often it comes; a forged or altered one never', async () => {
  const [first] = await enrol(['admitted'])
  await openAll()
  const order = await orderOf(first!.candidate)
  const provider = simulatedProvider(world.services)
  const callback = provider.take({ ...order, amountCents: 26_000, title: '' }, world.clock.now())
  const forged = { ...callback, amountCents: 1 }
  assert.equal(code(await world.run(finance.acceptPayment, forged, own.system)), 'CALLBACK_FORGED')
  const short = provider.take({ ...order, amountCents: 1, title: '' }, world.clock.now())
  assert.equal(code(await world.run(finance.acceptPayment, short, own.system)), 'AMOUNT_DIFFERS')
  const settled = await Promise.all(
    [1, 2, 3].map(() => world.run(finance.acceptPayment, callback, own.system)),
  )
  assert.deepEqual(settled.map(code), ['accepted', 'accepted', 'accepted'])
  const facts = await world.database.connection.owner
    .selectFrom('fact')
    .select('id')
    .where('subjectId', '=', order.orderId)
    .where('type', '=', 'fee-paid')
    .execute()
  assert.equal(facts.length, 1)
  const { totals } = await world.done(finance.orderList, { batchId }, own.exam)
  assert.deepEqual(totals, { dueCount: 0, dueCents: 0, paidCount: 1, paidCents: 26_000 })
})

test('SDS-A2-09 a payment taken in time counts though its report arrives late', async () => {
  const [first] = await enrol(['admitted'])
  await openAll()
  const order = await orderOf(first!.candidate)
  const callback = simulatedProvider(world.services).take(
    { ...order, amountCents: 26_000, title: '' },
    world.clock.now(),
  )
  world.at('2026-12-15')
  assert.deepEqual(await world.done(finance.acceptPayment, callback, own.system), { state: 'paid' })
})

test('one transfer for two thousand people: all of them, to the cent, or nobody', async () => {
  await enrol(Array.from({ length: 2000 }, () => 'admitted'))
  assert.deepEqual(await openAll(), { opened: 2000 })
  const orders = []
  for (let page = 1; page <= 10; page += 1)
    orders.push(
      ...(await world.done(finance.orderList, { batchId, state: 'due', page, pageSize: 200 }, own.exam)).rows,
    )
  const orderIds = orders.map(({ orderId }) => orderId)
  const group = { batchId, orderIds, voucher: '收据0001', amountCents: 2000 * 26_000 }
  assert.equal(
    code(await world.run(finance.recordGroupPayment, { ...group, amountCents: 1 }, own.exam)),
    'AMOUNT_DIFFERS',
  )
  assert.equal((await unpaid()).length, 2000)
  assert.deepEqual(await world.done(finance.recordGroupPayment, group, own.exam), { paid: 2000 })
  assert.equal((await unpaid()).length, 0)
  assert.equal(code(await world.run(finance.recordGroupPayment, group, own.exam)), 'NOT_DUE')
  const { days, cents } = await world.done(
    finance.reconciliation,
    { from: '2026-12-11', to: '2026-12-11' },
    own.exam,
  )
  assert.deepEqual(days, [{ on: '2026-12-11', channelTitle: '集体缴费', count: 2000, cents: 52_000_000 }])
  assert.equal(cents, 52_000_000)
})

test('SDS-A2-09 a group payment after the deadline is refused', async () => {
  await enrol(['admitted'])
  await openAll()
  const { rows } = await world.done(finance.orderList, { batchId }, own.exam)
  world.at('2026-12-14')
  const group = { batchId, orderIds: [rows[0]!.orderId], voucher: '收据0002', amountCents: 26_000 }
  assert.equal(code(await world.run(finance.recordGroupPayment, group, own.exam)), 'PAYMENT_OVERDUE')
})

test('the orders of those who gave up are closed', async () => {
  const [first, second] = await enrol(['admitted', 'admitted'])
  await openAll()
  const { organisationId } = own
  const closed = await world.done(
    finance.closeOrders,
    { organisationId, applicationIds: [first!.applicationId] },
    own.system,
  )
  assert.deepEqual(closed, { closed: 1 })
  assert.deepEqual(await unpaid(), [second!.applicationId])
})

test('every order is sealed by its last fact', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.includes('表 fee_order ')),
    [],
  )
})

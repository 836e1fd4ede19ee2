import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { scriptsOf } from '#modules/delivery/facts.ts'
import { type TakenArrival, takeArrivalEntry } from '#modules/delivery/node/commands/take-arrival.ts'
import { assignNode, assignStandby, decideConflict, registerNode } from '#modules/delivery/node/contract.ts'
import { clearArrivals } from '#modules/delivery/node/tasks.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { taskDeps } from './main.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine, type RoomMachine } from './testing/room-program.ts'

// One examination on a pair of servers of which the first dies; the tests are its hours, in their order.
const centre = await openRoomCentre(3)
after(() => centre.close())
const first = await openRoomMachine('一号考场服务器')
after(() => first.close())
const second = await openRoomMachine('二号考场服务器')
after(() => second.close())
const { sittingId, office, exam, passcodes, seats } = centre
const { organisationId } = exam
const { services, connection } = centre.server
const clientId = (seat: string) => `machine-of-seat-${seat.padStart(6, '0')}`
const deskAt = ({ send }: RoomMachine, person = 'j1') =>
  dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })
// A machine keeps what it signed in with over the change of servers.
let serving: RoomMachine = first
const machines = seats.map(({ seat, ticketNumber }) => ({
  ...{ seat, ticketNumber },
  client: seatMachine((request) => serving.send(request), clientId(seat)),
}))

const packageNow = async (): Promise<Buffer> => {
  const address = await until(async () => {
    const { sittings } = await centre.nodes()
    return sittings.find((one) => one.sittingId === sittingId)?.packageAddress
  })
  const fileId = address.split('/').at(-1)!
  const bytes = await withReach(connection, organisationId, (tx) =>
    bytesOfFile({ tx, services }, { organisationId, fileId }),
  )
  return Buffer.from(bytes)
}

const register = async (name: string, machine: RoomMachine): Promise<string> => {
  const { card } = await machine.status()
  return (await centre.done(registerNode, { name, siteId: exam.siteId, card }, office)).nodeId
}

const resultOf = async (machine: RoomMachine): Promise<Buffer> => {
  const bytes = await machine.result(sittingId)
  assert.ok(Buffer.isBuffer(bytes), JSON.stringify(bytes))
  return bytes
}

const ids = { first: '', second: '' }

test('SDS-4.4-16 the package is for the first server; paired with it, the second has the sitting', async () => {
  ids.first = await register('一号考场服务器', first)
  ids.second = await register('二号考场服务器', second)
  const early = await centre.run(assignStandby, { sittingId, nodeId: ids.second, reason: '' }, office)
  assert.equal(early.refused && early.code, 'NOT_ON_SERVER')
  await centre.done(assignNode, { sittingId, nodeId: ids.first, reason: '' }, office)
  const bytes = await packageNow()
  const { centreFingerprint } = await centre.nodes()
  granted(await first.install(bytes, centreFingerprint))
  const foreign = await second.install(bytes, centreFingerprint)
  assert.equal(foreign.refused, true, 'the file is for the first alone; the second knows the centre by it')
  assert.equal((await second.status()).centre?.fingerprint, centreFingerprint)
  const shown = granted(await first.operate('pair/code', {}))
  const asked = { own: second.origin, peer: first.origin, code: shown!.code }
  granted(await second.operate('pair', asked))
  await until(async () => {
    const { pair } = await second.status()
    return pair?.sittings.some((one) => !one.isServed && one.state === 'linked') || undefined
  })
  assert.equal((await first.status()).pair?.sittings[0]?.state, 'linked')
})

test('SDS-4.4-40 the first server dies in the middle, the chief has the second take over, and seats go on with their answers', async () => {
  const desk = await deskAt(first)
  for (const { seat } of seats) {
    const body = { machine: clientId(seat), fonts: true }
    await first.send({ method: 'POST', path: '/room/seat/here', headers: {}, body })
  }
  const confirmed = ['clock', 'camera'] as const
  granted(await desk.order({ type: 'preflight', confirmed, reason: '备用机已就位' }))
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  const openers = exam.keepers.map(({ login: person, passphrase: share }) => ({
    ...{ person, share },
    passcode: passcodes[person]!,
  }))
  openers[0] = { ...openers[0]!, person: 'z1', passcode: passcodes.z1! }
  granted(await desk.order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await desk.order({ type: 'start', reason: '' }))
  for (const { seat, ticketNumber, client } of machines) {
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await client.enter(ticketNumber, seat))
    granted(await client.confirm())
    granted(await client.paper())
    granted(await client.send([client.nextAnswer('q001', ['A'], new Date())]))
  }
  await first.kill()
  await until(async () => (await second.status()).pair?.isHeard === false || undefined)
  const order = { sittingId, person: 'z1', passcode: passcodes.z1!, reason: '主机断电', confirmed: true }
  const taken = await second.send({ method: 'POST', path: '/room/duty/take-over', headers: {}, body: order })
  granted(taken as never)
  serving = second
  for (const { client } of machines) {
    assert.deepEqual(granted(await client.paper()).answers, { q001: ['A'] })
    granted(await client.send([client.nextAnswer('q002', ['B'], new Date())]))
    granted(await client.handIn())
  }
  const after = await deskAt(second)
  granted(await after.order({ type: 'collect-all' }))
  granted(await after.order({ type: 'seal', reason: '' }))
})

test('SDS-4.4-40 HN-1.8.3.7-04 what the second server signed is taken in once it is named, not before', async () => {
  const bytes = await resultOf(second)
  assert.equal((await centre.bring(bytes)).code, 'NODE_NOT_ASSIGNED')
  const same = await centre.run(assignStandby, { sittingId, nodeId: ids.first, reason: '接管' }, office)
  assert.equal(same.refused && same.code, 'STANDBY_SAME')
  const named = { sittingId, nodeId: ids.second, reason: '主机断电，由备机接管' }
  assert.equal((await centre.done(assignStandby, named, office)).standbyNodeId, ids.second)
  const change = await centre.run(assignStandby, { sittingId, nodeId: null, reason: ' ' }, office)
  assert.equal(change.refused && change.code, 'REASON_MISSING')
  const received = await centre.bring(bytes)
  assert.deepEqual([received.code, received.outcome, received.scripts], [null, 'taken', 3])
  const scripts = await withReach(connection, organisationId, (tx) =>
    scriptsOf(tx, organisationId, exam.batchId),
  )
  assert.deepEqual(
    scripts.map(({ answers }) => answers),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
  const late = await centre.run(assignStandby, { sittingId, nodeId: null, reason: '取消' }, office)
  assert.equal(late.refused && late.code, 'RESULT_TAKEN')
})

const conflictNow = async () => (await centre.nodes()).arrivals.find(({ outcome }) => outcome === 'conflict')!
const answersNow = async () => {
  const scripts = await withReach(connection, organisationId, (tx) =>
    scriptsOf(tx, organisationId, exam.batchId),
  )
  return scripts.map(({ answers }) => answers)
}

test('SDS-5.1-02 what the first server brings afterwards is kept as a conflict and named, and changes nothing by itself', async () => {
  await second.kill()
  await first.restart()
  // Somebody who knows nothing of the take-over ends the sitting on the machine that came back.
  const alone = await deskAt(first)
  for (const { seat } of seats)
    granted(await alone.order({ type: 'collect', seat, reason: '主机恢复后收卷' }))
  granted(await alone.order({ type: 'collect-all' }))
  granted(await alone.order({ type: 'seal', reason: '' }))
  const bytes = await resultOf(first)
  const conflict = await centre.bring(bytes)
  assert.deepEqual([conflict.outcome, conflict.code, conflict.receipt], ['conflict', 'BUNDLE_CONFLICT', null])
  assert.equal((await centre.bring(bytes)).outcome, 'conflict')
  const kept = await conflictNow()
  assert.equal(kept.nodeName, '一号考场服务器')
  assert.match(kept.sentence, /已经接收过答卷.*列为冲突结果：3 个座位的作答或交卷情况不同/)
  assert.match(kept.sentence, /已接收的一份有 1 次备机接管记录，本份有 0 次/)
  assert.deepEqual([kept.mayDecide, kept.needsTwo, kept.mayTake], [true, true, false])
  const { sittings } = await centre.nodes()
  assert.equal(sittings.find((one) => one.sittingId === sittingId)?.standbyName, '二号考场服务器')
  assert.deepEqual(
    await answersNow(),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
})

const supervisor: Actor = { ...office, accountId: randomUUID(), name: '督导员', roles: ['supervisor'] }
const pipeline = { database: connection.app, services }
const take = (arrivalId: string, actor: Actor) =>
  carryOut(pipeline, { entry: takeArrivalEntry, actor, input: { arrivalId } })

test('SDS-5.1-02 SDS-5.1-05 the file is kept as it came, and the inspector alone takes it, each time on record', async () => {
  const { arrivalId } = await conflictNow()
  const byOffice = await take(arrivalId, office)
  assert.equal(byOffice.refused && byOffice.code, 'ROLE_MISSING')
  const address = `${centre.server.address}/api/room-results/${arrivalId}/file`
  assert.equal((await fetch(address, { method: 'POST' })).status, 403)
  const taken = granted(await take(arrivalId, supervisor)) as TakenArrival
  assert.deepEqual(Buffer.from(taken.bytes), await resultOf(first))
  const facts = await withReach(connection, organisationId, (tx) =>
    tx.selectFrom('fact').select('data').where('type', '=', 'kept-result-handed-out').execute(),
  )
  assert.equal(facts.length, 1)
  const damaged = Buffer.from(taken.bytes)
  damaged[damaged.length >> 1]! ^= 1
  assert.equal((await centre.bring(damaged)).outcome, 'refused')
  const { arrivals } = await centre.nodes()
  const refused = arrivals.find(({ outcome, nodeName }) => outcome === 'refused' && nodeName !== null)!
  const again = granted(await take(refused.arrivalId, supervisor)) as TakenArrival
  assert.deepEqual(Buffer.from(again.bytes), damaged)
})

test('SDS-5.1-02 SDS-5.1-05 which of two results counts is decided with a reason, by two people where the law wants two', async () => {
  const other: Actor = { ...office, accountId: randomUUID(), name: '负责人', roles: ['org-head'] }
  const decide = async (decision: 'adopt' | 'set-aside', reason: string, actor: Actor) => {
    const { arrivalId, version } = await conflictNow()
    return centre.run(decideConflict, { arrivalId, version, decision, reason }, actor)
  }
  const silent = await decide('adopt', ' ', office)
  assert.equal(silent.refused && silent.code, 'REASON_MISSING')
  assert.equal(granted(await decide('set-aside', '先到的一份为准', other)).state, 'proposed')
  assert.equal(granted(await decide('adopt', '接管系误操作', office)).state, 'proposed')
  const alone = await decide('adopt', '接管系误操作', office)
  assert.equal(alone.refused && alone.code, 'SECOND_PERSON_MISSING')
  assert.deepEqual(
    await answersNow(),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
  assert.equal((await conflictNow()).proposal?.decision, 'adopt')
  // Somebody has confirmed the score of one candidate meanwhile.
  const of = { organisationId, batchId: exam.batchId }
  const script = await connection.owner
    .selectFrom('script')
    .select(['applicationId', 'personId'])
    .where('sittingId', '=', sittingId)
    .limit(1)
    .executeTakeFirstOrThrow()
  const scored = {
    ...of,
    ...script,
    id: randomUUID(),
    version: 1,
    state: 'open',
    theoryConfirmedAt: new Date(),
  }
  await connection.owner.deleteFrom('result').where('batchId', '=', exam.batchId).execute()
  await connection.owner.insertInto('result').values(scored).execute()
  const tooLate = await decide('adopt', '经查两机记录，同意', other)
  assert.equal(tooLate.refused && tooLate.code, 'SCORES_CONFIRMED')
  await connection.owner.deleteFrom('result').where('batchId', '=', exam.batchId).execute()
  assert.equal(granted(await decide('adopt', '经查两机记录，同意', other)).state, 'decided')
  assert.deepEqual(
    await answersNow(),
    Array.from({ length: 3 }, () => ({ q001: ['A'] })),
  )
  const { decision } = await conflictNow()
  assert.deepEqual([decision?.decision, decision?.person], ['adopt', `${office.name}、负责人`])
  assert.match(decision?.reason ?? '', /接管系误操作；经查两机记录，同意/)
  const late = await decide('set-aside', '改回', office)
  assert.equal(late.refused && late.code, 'CONFLICT_DECIDED')
  assert.equal((await centre.bring(await resultOf(first))).outcome, 'same')
  await second.restart()
  const aside = await centre.bring(await resultOf(second))
  assert.deepEqual([aside.outcome, aside.code], ['refused', 'BUNDLE_SET_ASIDE'])
  assert.deepEqual(
    await answersNow(),
    Array.from({ length: 3 }, () => ({ q001: ['A'] })),
  )
  const { findings } = await verifyAudit(connection)
  assert.deepEqual(
    findings.filter(({ where }) => /sitting|script/.test(where)),
    [],
  )
})

test('SDS-7.2-05 kept bytes go when the time of the law is over, and the record of the file stays', async () => {
  const { arrivalId, keepUntil } = await conflictNow()
  assert.ok(keepUntil !== null)
  const deps = taskDeps(centre.server)
  await clearArrivals(deps, new Date(Date.parse(keepUntil) - 1000))
  granted(await take(arrivalId, supervisor))
  await clearArrivals(deps, new Date(Date.parse(keepUntil) + 1000))
  const gone = await take(arrivalId, supervisor)
  assert.equal(gone.refused && gone.code, 'NOT_KEPT')
  assert.equal((await conflictNow()).outcome, 'conflict')
})

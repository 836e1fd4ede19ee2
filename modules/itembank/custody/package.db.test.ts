import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { auditFindings } from '../itembank.fixture.ts'
import {
  closeIncident,
  declineHandover,
  giveOver,
  incidentList,
  packageList,
  paperCustody,
  takeOver,
} from './contract.ts'
import { type CustodyBench, makeOne, openCustody, secureRoom, shown, take } from './custody.fixture.ts'
import { inspectSecureRoom, registerSecureRoom } from './room.contract.ts'

let custody: CustodyBench
let packageId = ''
let roomId = ''
before(async () => {
  custody = await openCustody()
})
after(() => custody.bench.close())

const codeOf = (outcome: { readonly refused: boolean; readonly code?: string }) =>
  outcome.refused ? outcome.code : 'done'
const handing = { place: '保密室', quantity: 32, sealIntact: true, note: '' }
const versionNow = async () => (await shown(custody, packageId, custody.secrecy)).version
const incidentsNow = async () =>
  (await custody.bench.world.done(incidentList, { open: true }, custody.secrecy)).rows
const explainAll = async () => {
  for (const { incidentId, version } of await incidentsNow())
    await custody.bench.world.done(
      closeIncident,
      { incidentId, version, explanation: '已查明' },
      custody.secrecy,
    )
}

test('SDS-4.2-07 SDE-4.5-29 a keeper or invigilator without undertaking is refused every package', async () => {
  const { bench } = custody
  for (const role of ['org-secrecy', 'invigilator', 'supervisor', 'site-chief']) {
    const newcomer = bench.world.actor(role, bench.organisationId, { name: '新来的' })
    const outcome = await bench.world.run(packageList, { page: 1, pageSize: 10 }, newcomer)
    assert.equal(codeOf(outcome), 'UNDERTAKING_MISSING', role)
  }
})

test('HN-2.3.4-06 HN-2.5-14 a room of 30 gets a package of 32 papers; SDS-4.2-06 sealed with number, person and time', async () => {
  packageId = await makeOne(custody)
  const made = await shown(custody, packageId, custody.secrecy)
  assert.deepEqual([made.candidates, made.spares, made.quantity, made.holderName], [30, 2, 32, '保密员甲'])
  const by = { packageId, by: custody.secrecy }
  const bare = await take(custody, by, { step: 'seal' })
  assert.ok(bare.refused)
  assert.deepEqual([bare.code, bare.field], ['FIELD_MISSING', 'sealNumber'])
  const counts = { 答题卡: 32, 答题纸: 32 }
  assert.equal(codeOf(await take(custody, by, { step: 'seal', sealNumber: 'F-001', counts })), 'done')
})

test('HN-2.3.4-27 storage without the supervisor’s acceptance is refused; HN-2.3.3-03 so is a room without valid inspection', async () => {
  const { bench, secrecy, supervisor } = custody
  const by = { packageId, by: secrecy }
  roomId = await secureRoom(custody)
  const early = await take(custody, by, { step: 'store', secureRoomId: roomId })
  assert.ok(early.refused)
  assert.deepEqual([early.code, early.clauses], ['ACCEPTANCE_MISSING', ['HN-2.3.4-27']])
  assert.equal(codeOf(await take(custody, by, { step: 'accept' })), 'NOT_YOUR_STEP')
  assert.equal(codeOf(await take(custody, { packageId, by: supervisor }, { step: 'accept' })), 'done')
  const other = { name: '备用保密室', place: '办公楼一层', minPersons: 2 }
  const { secureRoomId } = await bench.world.done(registerSecureRoom, other, secrecy)
  const unchecked = await take(custody, by, { step: 'store', secureRoomId })
  assert.ok(unchecked.refused)
  assert.deepEqual([unchecked.code, unchecked.clauses], ['SECURE_ROOM_INVALID', ['HN-2.3.3-03']])
  const failed = { secureRoomId, inspectedOn: '2026-11-20', validUntil: '2027-01-01', inspector: '督导员甲' }
  const rest = { measures: [], passed: false, note: '门锁损坏' }
  await bench.world.done(inspectSecureRoom, { ...failed, ...rest }, supervisor)
  assert.equal(codeOf(await take(custody, by, { step: 'store', secureRoomId })), 'SECURE_ROOM_INVALID')
  assert.equal(codeOf(await take(custody, by, { step: 'store', secureRoomId: roomId })), 'done')
})

test('SDE-4.5-28 a handover without receiver is refused, and so is one to nobody’s account without a witness', async () => {
  const { bench, secrecy } = custody
  const input = { packageId, version: await versionNow(), purpose: 'hand' as const, ...handing }
  const none = await bench.world.run(giveOver, input, secrecy)
  assert.ok(none.refused)
  assert.deepEqual([none.code, none.clauses], ['RECEIVER_MISSING', ['SDS-4.2-06', 'SDE-4.5-28']])
  const alone = await bench.world.run(giveOver, { ...input, toName: '押运员甲' }, secrecy)
  assert.equal(codeOf(alone), 'WITNESS_MISSING')
})

test('HN-2.3.6-03 an issue of 32 and a receipt of 31 open an incident; HN-3.1.7-01 one holder until both have signed', async () => {
  const { bench, secrecy, chief, invigilator } = custody
  const input = { packageId, version: await versionNow(), purpose: 'hand' as const, ...handing }
  const given = await bench.world.done(giveOver, { ...input, toAccountId: chief.accountId! }, secrecy)
  assert.equal(given.waits, true)
  assert.equal((await shown(custody, packageId, chief)).holderName, '保密员甲')
  const found = { packageId, version: await versionNow(), quantity: 31, sealIntact: true, note: '' }
  assert.equal(codeOf(await bench.world.run(takeOver, found, invigilator)), 'NOT_THE_RECEIVER')
  await bench.world.done(takeOver, found, chief)
  const now = await shown(custody, packageId, chief)
  assert.deepEqual([now.holderName, now.isHolder], ['考点负责人甲', true])
  const [incident] = await incidentsNow()
  assert.deepEqual([incident?.expected, incident?.found], ['32份', '31份'])
  assert.deepEqual(
    now.chain.at(-1)?.gaps.map(({ clauses }) => clauses),
    [['SDS-4.2-06']],
  )
  await explainAll()
  assert.deepEqual(await incidentsNow(), [])
})

test('SDS-4.2-06 who declines a package does not hold it, and the giver may give it to another', async () => {
  const { bench, secrecy, chief } = custody
  const input = { packageId, purpose: 'hand' as const, ...handing }
  const stranger = await bench.world.run(
    giveOver,
    { ...input, version: await versionNow(), toAccountId: chief.accountId! },
    secrecy,
  )
  assert.equal(codeOf(stranger), 'NOT_THE_HOLDER')
  await bench.world.done(
    giveOver,
    { ...input, version: await versionNow(), toAccountId: secrecy.accountId! },
    chief,
  )
  await bench.world.done(
    declineHandover,
    { packageId, version: await versionNow(), reason: '封条破损' },
    secrecy,
  )
  assert.equal((await shown(custody, packageId, chief)).holderName, '考点负责人甲')
  await explainAll()
})

test('HN-2.3.6-01 a transport of 3 hours on a route of 1 hour asks for an explanation', async () => {
  const { bench, chief } = custody
  bench.world.at('2026-12-25', '14:00')
  const by = { packageId, by: chief }
  const plan = { people: ['押运员甲', '押运员乙'], vehicle: '鲁A12345', expectedMinutes: 60 }
  assert.equal(codeOf(await take(custody, by, { step: 'depart', people: plan.people })), 'FIELD_MISSING')
  const at = '2026-12-25T08:00:00+08:00'
  assert.equal(codeOf(await take(custody, by, { step: 'depart', at, ...plan })), 'done')
  const late = { step: 'arrive', at: '2026-12-25T11:00:00+08:00' } as const
  const silent = await take(custody, by, late)
  assert.ok(silent.refused)
  assert.deepEqual([silent.code, silent.clauses], ['EXPLANATION_MISSING', ['HN-2.3.6-01']])
  assert.equal(codeOf(await take(custody, by, { ...late, note: '高速封闭绕行' })), 'done')
  assert.match((await incidentsNow())[0]?.found ?? '', /180分钟：高速封闭绕行/)
  await explainAll()
  assert.equal(codeOf(await take(custody, by, { step: 'store', secureRoomId: roomId })), 'done')
})

test('HN-2.6-01 at 08:29 the receipt step is shut, at 08:30 it appears; SDS-4.4-17 SDE-4.6-07 a wrong count on receipt opens an incident', async () => {
  const { bench, chief, invigilator } = custody
  bench.world.at('2026-12-26', '08:29')
  const input = async () => ({
    ...{ packageId, version: await versionNow(), purpose: 'fetch' as const, ...handing },
    toAccountId: invigilator.accountId!,
  })
  const early = await bench.world.run(giveOver, await input(), chief)
  assert.ok(early.refused)
  assert.deepEqual([early.code, early.clauses], ['FETCHED_TOO_EARLY', ['HN-2.6-01']])
  const before = await shown(custody, packageId, chief)
  assert.equal(before.fetchFrom?.due, '2026-12-26T00:30:00.000Z')
  assert.match(before.fetchRefusal ?? '', /尚未到/)
  bench.world.at('2026-12-26', '08:30')
  assert.equal((await shown(custody, packageId, chief)).fetchRefusal, null)
  await bench.world.done(giveOver, await input(), chief)
  const found = { packageId, version: await versionNow(), quantity: 31, sealIntact: true, note: '' }
  assert.equal(codeOf(await bench.world.run(takeOver, found, invigilator)), 'CHECKS_MISSING')
  await bench.world.done(takeOver, { ...found, occupationRight: true, levelRight: true }, invigilator)
  const [incident] = await incidentsNow()
  assert.deepEqual([incident?.found, incident?.clauses], ['试卷31份', ['SDS-4.4-17', 'SDE-4.6-07']])
  assert.equal((await shown(custody, packageId, invigilator)).state, 'received')
  await explainAll()
})

test('HN-2.6-03 opening needs the names of 2 candidates; HN-2.1-06 HN-2.3.4-04 an opening before the set time opens an incident', async () => {
  const { bench, invigilator } = custody
  bench.world.at('2026-12-26', '08:56')
  const by = { packageId, by: invigilator }
  const witnesses = ['考生甲', '考生乙']
  const one = await take(custody, by, { step: 'show', witnesses: ['考生甲'] })
  assert.ok(one.refused)
  assert.deepEqual([one.code, one.clauses], ['WITNESSES_MISSING', ['HN-2.6-03', 'HN-2.1-06']])
  assert.equal(codeOf(await take(custody, by, { step: 'show', witnesses })), 'done')
  assert.equal(codeOf(await take(custody, by, { step: 'open' })), 'WITNESSES_MISSING')
  const at = '2026-12-26T08:50:00+08:00'
  assert.equal(codeOf(await take(custody, by, { step: 'open', witnesses, at })), 'done')
  const [incident] = await incidentsNow()
  assert.deepEqual(
    [incident?.title, incident?.expected, incident?.found, incident?.clauses],
    ['提前启封', '不早于2026-12-26 08:55', '2026-12-26 08:50', ['HN-2.3.4-04', 'HN-2.1-06']],
  )
  await explainAll()
})

test('HN-2.6-04 a difference before handing out opens an incident; SDE-4.6-12 30 given out and 30 collected with their times', async () => {
  const { bench, invigilator } = custody
  const by = { packageId, by: invigilator }
  const short = { 试卷: 32, 答题卡: 31, 答题纸: 32 }
  assert.equal(codeOf(await take(custody, by, { step: 'count', counts: short })), 'done')
  assert.equal((await incidentsNow())[0]?.found, '答题卡31')
  await explainAll()
  bench.world.at('2026-12-26', '09:00')
  const out = { 试卷: 30, 答题卡: 30, 草稿纸: 30 }
  assert.equal(codeOf(await take(custody, by, { step: 'distribute', counts: out })), 'done')
  bench.world.at('2026-12-26', '10:30')
  assert.equal(codeOf(await take(custody, by, { step: 'collect', counts: { ...out, 草稿纸: 29 } })), 'done')
  const { chain, state } = await shown(custody, packageId, invigilator)
  assert.equal(state, 'collected')
  assert.deepEqual(
    chain.slice(-2).map(({ title, at, details }) => [title, at.slice(0, 16), details.at(-1)?.text]),
    [
      ['发卷', '2026-12-26T01:00', '试卷30，答题卡30，草稿纸30'],
      ['收卷', '2026-12-26T02:30', '试卷30，答题卡30，草稿纸29'],
    ],
  )
})

test('HN-3.1.4-12 the missing scrap sheet is an incident before the room is closed', async () => {
  const [incident] = await incidentsNow()
  assert.deepEqual([incident?.title, incident?.found], ['收回数量不符', '草稿纸29'])
  await explainAll()
})

test('HN-2.6-07 the 4 steps are entered in order; SDS-4.4-44 29 of 32 do not balance; HN-2.3.4-26 sealed after the end; HN-3.1.6-24 a substitute seal bears 2 signatures', async () => {
  const { bench, chief, invigilator, supervisor } = custody
  const by = { packageId, by: invigilator }
  for (const step of ['tally', 'reseal', 'keep'] as const)
    assert.equal(
      codeOf(await take(custody, by, { step, secureRoomId: roomId, sealNumber: 'F-9', counts: { 答卷: 1 } })),
      'WRONG_STEP',
    )
  assert.equal(codeOf(await take(custody, by, { step: 'confirm' })), 'done')
  const counts = { 答卷: 28, 空白: 1, 缺考: 2 }
  assert.equal(codeOf(await take(custody, by, { step: 'tally', counts })), 'done')
  assert.equal((await incidentsNow())[0]?.expected, '发出32份')
  bench.world.at('2026-12-26', '11:00')
  const unexplained = await take(custody, by, { step: 'reseal', sealNumber: 'F-002' })
  assert.ok(unexplained.refused)
  assert.deepEqual([unexplained.code, unexplained.clauses], ['INCIDENT_OPEN', ['SDS-4.4-44', 'HN-3.1.4-12']])
  assert.match(unexplained.sentence, /试卷收支不平尚未查明/)
  await explainAll()
  const early = { step: 'reseal', sealNumber: 'F-002', at: '2026-12-26T10:00:00+08:00' } as const
  const before = await take(custody, by, early)
  assert.ok(before.refused)
  assert.deepEqual([before.code, before.clauses], ['BEFORE_END', ['HN-2.3.4-26']])
  const substitute = { step: 'reseal', substituteSeal: true } as const
  const unsigned = await take(custody, by, { ...substitute, people: ['监考员甲'] })
  assert.ok(unsigned.refused)
  assert.deepEqual([unsigned.code, unsigned.clauses], ['SIGNATURES_MISSING', ['HN-3.1.6-24']])
  const signed = { ...substitute, sealNumber: '代封-1', people: ['监考员甲', '监考员乙'] }
  assert.equal(codeOf(await take(custody, by, signed)), 'done')
  const link = (await shown(custody, packageId, invigilator)).chain.at(-1)!
  assert.deepEqual(
    [link.byName, link.at.slice(0, 16), link.place],
    ['监考员甲', '2026-12-26T03:00', '考务办公室'],
  )
  const straight = await take(custody, { packageId, by: chief }, { step: 'keep', secureRoomId: roomId })
  assert.equal(codeOf(straight), 'ACCEPTANCE_MISSING')
  await take(custody, { packageId, by: supervisor }, { step: 'acceptReturn' })
})

test('SDS-4.2-06 a step without handover is recorded, shown as a broken chain and opens an incident', async () => {
  const { secrecy } = custody
  assert.equal(
    codeOf(await take(custody, { packageId, by: secrecy }, { step: 'keep', secureRoomId: roomId })),
    'done',
  )
  const { chain } = await shown(custody, packageId, secrecy)
  assert.match(chain.at(-1)!.gaps[0]!.sentence, /在监考员甲手中，没有交给保密员甲的交接记录/)
  assert.equal((await incidentsNow())[0]?.title, '经手链条断开')
})

test('HN-2.5-14 at its end the package shows all 6 events; a stored one opened out of turn is recorded as an incident', async () => {
  const { bench, secrecy, invigilator } = custody
  assert.equal(codeOf(await take(custody, { packageId, by: secrecy }, { step: 'archive' })), 'done')
  const { events } = await shown(custody, packageId, secrecy)
  assert.deepEqual(
    events.map(({ name, at }) => [name, at !== null]),
    ['制作', '密封', '保管', '交接', '分发', '存档'].map((name) => [name, true]),
  )
  const due = (await bench.world.done(paperCustody, { paperId: custody.paperId }, secrecy)).report
  assert.deepEqual(due, { due: '2026-12-24', clauses: ['HN-2.3.4-07'] })
  assert.equal((await shown(custody, packageId, invigilator)).steps.length, 0)
})

test('a step from another organisation finds nothing, and everything is sealed in the audit chain', async () => {
  const { bench } = custody
  const elsewhere = await bench.world.organisation()
  const stranger = bench.world.actor('org-secrecy', elsewhere, { name: '外单位乙' })
  const { signAll } = await import('../itembank.fixture.ts')
  await signAll(bench, [stranger])
  assert.equal((await bench.world.done(packageList, { page: 1, pageSize: 10 }, stranger)).total, 0)
  const findings = await auditFindings(bench)
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 account ')),
    [],
  )
})

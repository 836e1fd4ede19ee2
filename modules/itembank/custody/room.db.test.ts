import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayOf } from '#platform/clock/day.ts'
import { readFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { auditFindings } from '../itembank.fixture.ts'
import { type CustodyBench, openCustody, secureRoom } from './custody.fixture.ts'
import { planDuty, printDutyLog, secureRooms, signDutyLog } from './room.contract.ts'

let custody: CustodyBench
let secureRoomId = ''
before(async () => {
  custody = await openCustody()
  secureRoomId = await secureRoom(custody)
})
after(() => custody.bench.close())

const at = (text: string) => `2026-12-${text}:00+08:00`
const shift = (from: string, to: string, ...persons: string[]) => ({
  startsAt: at(from),
  endsAt: at(to),
  persons,
})
const day = { from: at('21T00:00'), to: at('22T00:00') }
const whole = [
  shift('21T00:00', '21T08:00', '保密员甲', '考点负责人甲'),
  shift('21T08:00', '21T16:00', '值班员丙', '值班员丁'),
  shift('21T16:00', '22T00:00', '值班员戊', '值班员己'),
]
const weekNow = async () =>
  (await custody.bench.world.done(secureRooms, { secureRoomId, week: '2026-12-21' }, custody.secrecy)).week!

test('HN-2.3.4-05 HN-2.3.6-02 a roster with one person from 02:00 to 04:00 is refused as a gap', async () => {
  const { bench, secrecy } = custody
  const shifts = [
    shift('21T00:00', '21T02:00', '保密员甲', '考点负责人甲'),
    shift('21T02:00', '21T04:00', '保密员甲'),
    shift('21T04:00', '21T08:00', '保密员甲', '考点负责人甲'),
    ...whole.slice(1),
  ]
  const gap = await bench.world.run(planDuty, { secureRoomId, ...day, shifts }, secrecy)
  assert.ok(gap.refused)
  assert.deepEqual([gap.code, gap.clauses], ['ROSTER_GAP', ['HN-2.3.4-05', 'HN-2.3.6-02']])
  assert.match(gap.sentence, /12月21日 02:00至12月21日 04:00只有1人值班，须有2人以上/)
  assert.deepEqual((await weekNow()).shifts, [])
  await bench.world.done(planDuty, { secureRoomId, ...day, shifts: whole }, secrecy)
  const { shifts: planned, gaps } = await weekNow()
  assert.equal(planned.length, 3)
  assert.deepEqual(
    gaps.map(({ from, persons }) => [from, persons]),
    [['2026-12-21T16:00:00.000Z', 0]],
  )
})

test('HN-2.3.6-05 each shift has an entry by two persons; a missing one is listed', async () => {
  const { bench, secrecy, chief } = custody
  const [first] = (await weekNow()).shifts
  const { shiftId } = first!
  const running = await bench.world.run(signDutyLog, { shiftId, version: 1, situation: '正常' }, secrecy)
  assert.equal(running.refused && running.code, 'SHIFT_RUNNING')
  bench.world.at('2026-12-21', '17:00')
  const before = await bench.world.done(secureRooms, { secureRoomId, week: '2026-12-21' }, secrecy)
  assert.deepEqual(
    before.missing.map(({ persons }) => persons.join()),
    ['保密员甲,考点负责人甲', '值班员丙,值班员丁'],
  )
  const silent = await bench.world.run(signDutyLog, { shiftId, version: 1 }, secrecy)
  assert.equal(silent.refused && silent.code, 'SITUATION_MISSING')
  await bench.world.done(signDutyLog, { shiftId, version: 1, situation: '正常，封条完好' }, secrecy)
  const twice = await bench.world.run(signDutyLog, { shiftId, version: 2 }, secrecy)
  assert.ok(twice.refused)
  assert.deepEqual([twice.code, twice.clauses], ['SIGNED_ALREADY', ['HN-2.3.6-05']])
  assert.equal((await bench.world.done(signDutyLog, { shiftId, version: 2 }, chief)).signatures, 2)
  const after = await bench.world.done(secureRooms, { secureRoomId, week: '2026-12-21' }, secrecy)
  assert.deepEqual(
    after.missing.map(({ persons }) => persons.join()),
    ['值班员丙,值班员丁'],
  )
  const again = await bench.world.run(planDuty, { secureRoomId, ...day, shifts: whole }, secrecy)
  assert.equal(again.refused && again.code, 'SHIFT_LOGGED')
})

test('HN-2.3.6-05 试卷保密室值班记录 is printed for a period', async () => {
  const { bench, secrecy } = custody
  const { world, organisationId } = bench
  const input = { secureRoomId, from: '2026-12-21', to: '2026-12-27' }
  const { fileId, shifts } = await world.done(printDutyLog, input, secrecy)
  assert.equal(shifts, 3)
  const file = await withReach(world.database.connection, organisationId, (tx) => {
    const now = world.services.clock.now()
    const context = { tx, actor: secrecy, now, today: dayOf(now), services: world.services }
    return readFile(context, organisationId, fileId)
  })
  assert.equal(Buffer.from(file.bytes.subarray(0, 5)).toString('latin1'), '%PDF-')
})

test('everything about the secure room is sealed in the audit chain', async () => {
  const findings = await auditFindings(custody.bench)
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 account ')),
    [],
  )
})

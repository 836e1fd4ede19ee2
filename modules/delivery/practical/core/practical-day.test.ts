import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { type Check, formsOfDay, openItems, shortage } from './check-list.ts'
import { secondsLeft } from './clock.ts'
import { layoutOf } from './day.ts'
import { noticeLines } from './notice.ts'
import { lotsOf } from './order.ts'
import { mayStart } from './start.rule.ts'

const rulesOf = (pack: 'shandong-social' | 'shandong-enterprise' | 'henan-social') =>
  regime(pack, day('2026-11-20')).practical
const occasion = { examOn: day('2026-11-29'), isDangerous: false, notice: [] }
const formOf = (pack: Parameters<typeof rulesOf>[0], form: string, at = occasion) =>
  formsOfDay(rulesOf(pack), at).find((each) => each.form === form)
const inOrder = (form: Check['form'], subjectId: string, ...items: string[]): readonly Check[] =>
  items.map((item) => ({ form, subjectId, item, inOrder: true, quantity: null }))

test('SDS-4.1-12 the practical room form is incomplete with the safety tick missing', () => {
  const room = formOf('shandong-social', 'room')!
  assert.deepEqual(room.items, ['安全生产', '整洁', '卫生', '明亮'])
  const others = inOrder('room', 'r', '整洁', '卫生', '明亮')
  assert.deepEqual(openItems(room, others, 'r'), ['安全生产'])
  const start = mayStart([room], others, { id: 'r', isDrawn: true })
  assert.deepEqual(start.refused && [start.code, start.clauses], ['CHECKS_OPEN', ['SDS-4.1-12']])
  const all = [...others, ...inOrder('room', 'r', '安全生产')]
  assert.equal(mayStart([room], all, { id: 'r', isDrawn: true }).refused, false)
})

test('SDS-4.1-15 with 20 candidates and material for 18 the checklist shows a shortage of 2', () => {
  const supplies = [
    { module: 'M1', kind: '材料', name: '45 钢圆棒', spec: 'φ50×105', unit: '根', perStation: 1 },
    { module: 'M1', kind: '工具仪表', name: '外径千分尺', spec: '25～50', unit: '把', perStation: 1 },
  ]
  const [material, tool] = noticeLines(supplies, { candidates: 20, stations: 10 })
  assert.deepEqual([material!.needed, tool!.needed], [20, 10])
  const counted = [
    { form: 'notice', subjectId: 'r', item: material!.key, inOrder: false, quantity: 18 },
  ] as const
  assert.equal(shortage(material!, counted), 2)
  assert.equal(shortage(tool!, counted), null)
})

test('SDS-4.4-19 SDE-4.6-09 a station has four ticks: place, equipment, tools and gauges, material', () => {
  for (const pack of ['shandong-social', 'shandong-enterprise'] as const) {
    const station = formOf(pack, 'station')!
    assert.deepEqual(station.items, ['考核场地', '设备', '工卡量具', '材料'])
    const three = inOrder('station', 's', ...station.items.slice(1))
    assert.deepEqual(openItems(station, three, 's'), ['考核场地'])
    assert.equal(openItems(station, inOrder('station', 's', ...station.items), 's').length, 0)
  }
})

test('HN-2.3.4-10 HN-2.4-05 in Henan the room is checked for five things, and each station by the standard', () => {
  assert.deepEqual(formOf('henan-social', 'room')!.items, [
    '整洁',
    '卫生',
    '明亮',
    '设备仪器完好',
    '物品齐全',
  ])
  assert.deepEqual(formOf('henan-social', 'station')!.items, ['场地', '设施设备', '仪器仪表', '耗材'])
})

test('HN-2.5-11 five ticks by 2022-05-19 for an examination on 2022-05-20; no other document asks for them', () => {
  const before = formOf('henan-social', 'day-before', { ...occasion, examOn: day('2022-05-20') })!
  assert.deepEqual(before.items, ['考场', '原材料', '工具', '考评室', '候考室'])
  assert.equal(before.until, '2022-05-19')
  assert.equal(formOf('shandong-social', 'day-before'), undefined)
})

test('HN-3.1.7-03 a session of a trade marked dangerous cannot start with the list open', () => {
  assert.equal(formOf('henan-social', 'protection'), undefined)
  const list = formOf('henan-social', 'protection', { ...occasion, isDangerous: true })!
  const half = inOrder('protection', 'r', '设备防护')
  const start = mayStart([list], half, { id: 'r', isDrawn: true })
  assert.match(start.refused ? start.sentence : '', /人身防护/)
  const whole = inOrder('protection', 'r', ...list.items)
  assert.equal(mayStart([list], whole, { id: 'r', isDrawn: true }).refused, false)
  assert.ok(rulesOf('henan-social').protection.value.occupations.includes('6-31-01-03'))
})

const at = (time: string) => new Date(`2026-11-29T${time}:00+08:00`)

test('HN-3.1.7-06 a stop at 10:05 freezes the clocks; what passed before it is kept, what was added is added', () => {
  const clock = { startedAt: at('09:35'), endedAt: null, minutes: 60 }
  const stop = { from: at('10:05'), to: null, extraMinutes: 0 }
  assert.equal(secondsLeft(clock, [stop], at('10:05')), 30 * 60)
  assert.equal(secondsLeft(clock, [stop], at('10:40')), 30 * 60)
  const lifted = { ...stop, to: at('10:25') }
  assert.equal(secondsLeft(clock, [lifted], at('10:35')), 20 * 60)
  assert.equal(secondsLeft(clock, [{ ...lifted, extraMinutes: 5 }], at('10:35')), 25 * 60)
  assert.equal(secondsLeft(clock, [], at('11:00')), 0)
})

test('SDS-4.4-19 the order and the task of each follow from the seed alone', () => {
  const lots = (seed: string) => (label: string, pool: readonly string[]) =>
    pool.toSorted((one, other) =>
      createHash('sha256').update(`${seed}${label}${one}`).digest('hex') <
      createHash('sha256').update(`${seed}${label}${other}`).digest('hex')
        ? -1
        : 1,
    )
  const draw = { label: '第1场', pool: ['T1', 'T2', 'T3', 'T4'], tasks: ['甲', '乙'] }
  const drawn = lotsOf(draw, lots('a'))
  assert.deepEqual(drawn, lotsOf({ ...draw, pool: draw.pool.toReversed() }, lots('a')))
  assert.notDeepEqual(drawn, lotsOf(draw, lots('b')))
  assert.deepEqual(
    drawn.map(({ position }) => position),
    [1, 2, 3, 4],
  )
  assert.ok(drawn.every(({ task }) => task === '甲' || task === '乙'))
  assert.ok(lotsOf({ ...draw, tasks: [] }, lots('a')).every(({ task }) => task === null))
})

test('SDE-4.5-03 workshops in one building are concentrated, in two partly dispersed', () => {
  const one = { siteId: 's', building: '一号楼' }
  assert.equal(layoutOf([one, one]), '集中')
  assert.equal(layoutOf([one, { ...one, building: '二号楼' }]), '集中与分散相结合')
})

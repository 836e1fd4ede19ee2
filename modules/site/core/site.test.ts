import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { centreName, collegeName, demoBook, schoolName, withCells } from '../site.fixture.ts'
import { missingOf, roomStanding, singleSeating, siteStanding } from './checklist.ts'
import { planImport } from './import-plan.ts'
import { siteLaw } from './law.ts'
import type { ImportGround } from './planned.ts'
import { roomFaults, unknownPoints } from './room.rule.ts'
import type { RoomCondition } from './room.ts'
import { roomWarnings } from './room-warning.rule.ts'
import type { BookRow } from './rooms-book.ts'
import { contradictions, parsePlaces, serpentineNumber, stationGrid, stations } from './seating.ts'
import { afterChange, siteMachine } from './site.machine.ts'

const examDay = day('2026-12-26')
const law = siteLaw(examDay)
const ground = (organisationName: string, change: Partial<ImportGround> = {}): ImportGround => ({
  organisationName,
  cities: [{ code: '3799', name: '澜川市' }],
  siteCodes: [],
  rooms: new Map(),
  law,
  today: day('2026-11-20'),
  ...change,
})
const book = await demoBook()
const usable = (seats: readonly { usable: boolean }[]) => seats.filter((seat) => seat.usable).length
const room: RoomCondition = {
  kind: 'theory',
  building: '信息楼',
  floor: '4',
  doorNumber: '201',
  frontGapCm: 80,
  sideGapCm: 90,
  calibratedUntil: null,
  checkedPoints: [singleSeating],
  unusableReason: null,
  usableSeats: 47,
}
const workshop: RoomCondition = {
  ...room,
  kind: 'practical',
  frontGapCm: null,
  sideGapCm: null,
  checkedPoints: [],
  calibratedUntil: day('2026-12-26'),
}
const clausesOf = (condition: RoomCondition, on = examDay) =>
  roomFaults(condition, law, on).flatMap(({ clauses }) => clauses)

test('SDS-4.1-11 a room with 75 cm spacing does not meet the requirement, one with exactly 80 does', () => {
  assert.deepEqual(roomFaults(room, law, examDay), [])
  assert.deepEqual(roomFaults({ ...room, sideGapCm: 75 }, law, examDay), [
    { reason: '左右间距75厘米，不足80厘米', clauses: ['SDS-4.1-11'] },
  ])
  assert.deepEqual(clausesOf({ ...room, frontGapCm: 79, sideGapCm: null }), ['SDS-4.1-11', 'SDS-4.1-11'])
})

test('SDS-A3-15 a room without floor, building or door cannot be used, whatever its kind', () => {
  assert.deepEqual(roomFaults({ ...room, floor: '' }, law, examDay), [
    { reason: '未填写楼层', clauses: ['SDS-A3-15'] },
  ])
  const nowhere = { building: '', floor: '', doorNumber: '' }
  assert.equal(roomFaults({ ...workshop, ...nowhere }, law, examDay)[0]?.reason, '未填写楼号、楼层、房间号')
  assert.deepEqual(clausesOf({ ...workshop, ...nowhere, kind: 'review' }), ['SDS-A3-15'])
})

test('SDS-4.1-13 equipment calibrated until the exam day serves on it and not the day after; none recorded never serves', () => {
  assert.deepEqual(clausesOf(workshop), [])
  assert.deepEqual(clausesOf(workshop, day('2026-12-27')), ['SDS-4.1-13'])
  assert.deepEqual(clausesOf({ ...workshop, calibratedUntil: null }), ['SDS-4.1-13'])
  assert.equal(
    roomFaults({ ...workshop, calibratedUntil: day('2026-11-30') }, law, examDay)[0]?.reason,
    '设备检定有效期至2026年11月30日，2026年12月26日已过期',
  )
})

test('SDS-4.1-10 desks that are not single make a theory room unusable', () => {
  assert.deepEqual(clausesOf({ ...room, checkedPoints: [] }), ['SDS-4.1-10'])
})

test('a closed room and a room without a usable seat cannot be used', () => {
  assert.match(
    roomFaults({ ...room, unusableReason: '空调维修' }, law, examDay)[0]?.reason ?? '',
    /已停用：空调维修/,
  )
  assert.match(roomFaults({ ...room, usableSeats: 0 }, law, examDay)[0]?.reason ?? '', /没有可用的座位/)
})

test('SDS-4.1-04 a site with six of the seven functional rooms is incomplete and names the missing one', () => {
  const plan = planImport(book, ground(schoolName))
  assert.deepEqual(missingOf(siteStanding(plan.sites[0]!.checklist!, law)), ['医务室'])
  const warned = plan.findings.find(({ clauses }) => clauses.includes('SDS-4.1-04'))
  assert.deepEqual([warned?.sheet, warned?.column, warned?.value], ['设施设备检查表', '医务室', '无'])
  assert.deepEqual(
    missingOf(siteStanding(planImport(book, ground(centreName)).sites[0]!.checklist!, law)),
    [],
  )
})

test('SDS-4.1-05 SDS-4.1-06 SDS-4.1-07 guard, signal blocking and recording are asked for by their clauses', () => {
  const items = { 身份识别设备: '有', 信号屏蔽设备: '无', 音频视频监控: '有' }
  const standing = siteStanding({ checkedOn: '', checkedBy: '', conclusion: '', items }, law)
  const clauseOf = (item: string) => standing.find((point) => point.item === item && !point.present)?.clauses
  assert.deepEqual(clauseOf('信号屏蔽设备'), ['SDS-4.1-06'])
  assert.deepEqual(clauseOf('录像保存功能'), ['SDS-4.1-07'])
  assert.deepEqual(clauseOf('警戒线与专人值守'), ['SDS-4.1-05'])
  assert.equal(clauseOf('身份识别设备'), undefined)
})

test('SDS-4.1-09 SDS-4.1-12 SDS-4.1-16 each kind of room has its points; a theory room with 4 of 5 is incomplete', () => {
  const four = [singleSeating, '线上考试能力', '安静', '整洁', '通风']
  assert.deepEqual(missingOf(roomStanding('theory', four)), ['明亮'])
  assert.deepEqual(missingOf(roomStanding('practical', ['整洁', '卫生', '明亮'])), ['安全生产'])
  assert.deepEqual(missingOf(roomStanding('review', ['安静'])), ['整洁', '符合评审要求'])
  assert.deepEqual(unknownPoints('review', ['安静', '安全生产']), ['安全生产'])
})

test('S-shaped numbers run left to right in odd rows and back in even ones; the numbers of a grid are 1…n', () => {
  assert.deepEqual(
    [1, 2, 3].map((column) => serpentineNumber({ columns: 3 }, 2, column)),
    [6, 5, 4],
  )
  for (const [rows, columns] of [
    [1, 1],
    [7, 8],
    [10, 6],
  ] as const) {
    const numbers = Array.from({ length: rows * columns }, (_, at) =>
      serpentineNumber({ columns }, Math.floor(at / columns) + 1, (at % columns) + 1),
    )
    assert.deepEqual(
      numbers.toSorted((one, other) => one - other),
      Array.from({ length: rows * columns }, (_, at) => at + 1),
    )
  }
})

test('broken seats are read from the spellings in use, and refused when they are none', () => {
  assert.deepEqual(parsePlaces('4-6;4-7'), [
    [4, 6],
    [4, 7],
  ])
  assert.deepEqual(parsePlaces(' 1-1；2－6、 5-1 '), [
    [1, 1],
    [2, 6],
    [5, 1],
  ])
  assert.deepEqual(parsePlaces(''), [])
  assert.equal(parsePlaces('4排6座'), null)
})

test('stations are shown in rows of six and numbered through', () => {
  assert.deepEqual(stationGrid(15), { rows: 3, columns: 6 })
  assert.deepEqual(stationGrid(4), { rows: 1, columns: 4 })
  const made = stations(15, [6, 13])
  assert.deepEqual(
    made.filter((one) => !one.usable).map(({ number, row, column, defect }) => [number, row, column, defect]),
    [
      [6, 1, 6, '工位故障'],
      [13, 3, 1, '工位故障'],
    ],
  )
})

test('the grid and the seat list of the demo workbook agree in every room; each contradiction planted is found', () => {
  const grid = { rows: 2, columns: 2, broken: [[1, 2]] as const }
  const seat = (place: readonly [row: number, column: number], number: number, status = '可用') => ({
    sheetRow: 10 * place[0] + place[1],
    row: place[0],
    column: place[1],
    number,
    status,
  })
  const good = [seat([1, 1], 1), seat([1, 2], 2, '电脑故障'), seat([2, 1], 4), seat([2, 2], 3)]
  assert.deepEqual(contradictions(grid, good), [])
  const reasons = (listed: typeof good) => contradictions(grid, listed).map(({ reason }) => reason)
  assert.deepEqual(reasons(good.slice(0, 3)), ['座位清单缺少2-2'])
  assert.deepEqual(reasons([...good.slice(0, 3), seat([2, 2], 5)]), ['2-2按S形编号应为3，表中为5'])
  assert.deepEqual(reasons([...good, seat([3, 1], 5)]), ['3-1在2行2列之外'])
  assert.deepEqual(reasons([...good, seat([2, 2], 3)]), ['2-2与第22行重复'])
  assert.deepEqual(reasons([good[0]!, seat([1, 2], 2), good[2]!, good[3]!]), [
    '1-2在考场表中列为损坏，座位清单中为可用',
  ])
  assert.deepEqual(reasons([seat([1, 1], 1, '桌椅损坏'), ...good.slice(1)]), [
    '1-1在座位清单中为“桌椅损坏”，考场表未列为损坏',
  ])
})

test('the demo workbook for each of its three organisations: every row counted as own or as another’s, none lost', () => {
  const facts = [centreName, collegeName, schoolName].map((name) => {
    const plan = planImport(book, ground(name))
    const kind = (wanted: string) => plan.rooms.filter((one) => one.kind === wanted)
    const seats = (wanted: string) => kind(wanted).flatMap((one) => one.seats)
    return {
      total: plan.total,
      good: plan.good,
      errors: plan.findings.filter(({ severity }) => severity === 'error').length,
      theory: [kind('theory').length, seats('theory').length, usable(seats('theory'))],
      practical: [kind('practical').length, seats('practical').length, usable(seats('practical'))],
      review: [kind('review').length, seats('review').length],
      foreign: plan.foreign.reduce((sum, { rows }) => sum + rows, 0),
    }
  })
  assert.deepEqual(facts, [
    {
      total: 14,
      good: 14,
      errors: 0,
      theory: [6, 302, 294],
      practical: [4, 69, 69],
      review: [2, 2],
      foreign: 417,
    },
    {
      total: 13,
      good: 13,
      errors: 0,
      theory: [5, 220, 213],
      practical: [4, 60, 57],
      review: [2, 2],
      foreign: 500,
    },
    {
      total: 10,
      good: 10,
      errors: 0,
      theory: [4, 174, 168],
      practical: [3, 63, 60],
      review: [1, 1],
      foreign: 549,
    },
  ])
  // 3 sites, 15 theory rooms, 696 seats, 11 workshops, 5 review rooms and 3 checklists: nothing is dropped in silence.
  const ownSeats = [302, 220, 174]
  for (const [at, { total, foreign }] of facts.entries()) assert.equal(total + ownSeats[at]! + foreign, 733)
})

test('the college’s room with 75 cm is taken in as unusable; its workshop expires between the import and the exam', () => {
  const plan = planImport(book, ground(collegeName))
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning')
  const spacing = warnings.filter(({ clauses }) => clauses.includes('SDS-4.1-11'))
  assert.deepEqual(
    spacing.map(({ value, reason }) => [value, reason]),
    [['KD02-LL01', '不能使用：左右间距75厘米，不足80厘米']],
  )
  assert.equal(warnings.filter(({ clauses }) => clauses.includes('SDS-4.1-13')).length, 0)
  const later = planImport(book, ground(collegeName, { today: examDay }))
  const expired = later.findings.filter(({ clauses }) => clauses.includes('SDS-4.1-13'))
  assert.deepEqual(
    expired.map(({ value }) => value),
    ['KD02-SC03'],
  )
})

const ll01 = (sheet: 'theory' | 'seats') => ({ sheet, at: (row: BookRow) => row.cells.code === 'KD01-LL01' })
const errorsOf = (changed: typeof book, of = ground(centreName)) =>
  planImport(changed, of).findings.filter(({ severity }) => severity === 'error')

test('each kind of wrong row is named in its own column, keeps its room out and leaves the others alone', () => {
  const cases: [Record<string, string>, string][] = [
    [{ rows: '七' }, '行数'],
    [{ columns: '0' }, '列数'],
    [{ seatCount: '50' }, '座位总数'],
    [{ usableCount: '49' }, '可用座位数'],
    [{ broken: '四排六座' }, '损坏座位（行-列）'],
    [{ broken: '8-1;4-7' }, '损坏座位（行-列）'],
    [{ code: '' }, '考场编号'],
    [{ siteCode: 'KD09' }, '考点编号'],
  ]
  for (const [cells, column] of cases) {
    const changed = withCells(book, ll01('theory'), cells)
    const plan = planImport(changed, ground(centreName))
    const errors = plan.findings.filter(({ severity, sheet }) => severity === 'error' && sheet === '理论考场')
    assert.ok(
      errors.some((one) => one.column === column),
      `${JSON.stringify(cells)} → ${JSON.stringify(errors)}`,
    )
    assert.equal(plan.rooms.length, 11, JSON.stringify(cells))
    assert.equal(plan.good, plan.total - 1)
  }
})

test('a seat list that contradicts the grid keeps the room out and names the row of the list', () => {
  const at = (row: BookRow) => row.cells.code === 'KD01-LL01' && row.cells.number === '8'
  const errors = errorsOf(withCells(book, { sheet: 'seats', at }, { number: '88' }))
  assert.deepEqual(
    errors.map(({ sheet, row, reason }) => [sheet, row, reason]),
    [['理论座位', 15, '2-7按S形编号应为8，表中为88']],
  )
  const lost = errorsOf({ ...book, seats: book.seats.filter((row) => !at(row)) })
  assert.deepEqual(
    lost.map(({ reason }) => reason),
    ['座位清单缺少2-7'],
  )
})

test('SDS-A1-04 a workshop names occupations by their codes; stations and calibration are checked', () => {
  const sc01 = { sheet: 'workshops' as const, at: (row: BookRow) => row.cells.code === 'KD01-SC01' }
  const columnsOf = (cells: Record<string, string>) =>
    errorsOf(withCells(book, sc01, cells)).map(({ column }) => column)
  assert.deepEqual(columnsOf({ occupations: '电工(6-31-1-3)' }), ['适用职业（编码）'])
  assert.deepEqual(columnsOf({ occupations: '' }), ['适用职业（编码）'])
  assert.deepEqual(columnsOf({ stationCount: '二十四' }), ['工位数'])
  assert.deepEqual(columnsOf({ broken: '25' }), ['故障工位号'])
  assert.deepEqual(columnsOf({ broken: '3' }), ['可用工位数'])
  assert.deepEqual(columnsOf({ calibratedUntil: '明年六月' }), ['设备检定有效期至'])
  assert.deepEqual(
    columnsOf({ occupations: '电工(6-31-01-03)、6-18-01-01', broken: '3', usableCount: '23' }),
    [],
  )
})

test('a code names one room, whatever the sheet', () => {
  const sc01 = { sheet: 'workshops' as const, at: (row: BookRow) => row.cells.code === 'KD01-SC01' }
  const errors = errorsOf(withCells(book, sc01, { code: 'KD01-LL01' }))
  assert.deepEqual(
    errors.map(({ sheet, reason }) => [sheet, reason]),
    [['技能考核场地', '编号在表中重复']],
  )
})

test('SDS-4.1-01 a site whose address names no known city has nobody to confirm it', () => {
  const kd01 = { sheet: 'sites' as const, at: (row: BookRow) => row.cells.code === 'KD01' }
  const plan = planImport(withCells(book, kd01, { address: '澄湖大道118号' }), ground(centreName))
  const error = plan.findings.find(({ column }) => column === '地址')
  assert.deepEqual(error?.clauses, ['SDS-4.1-01'])
  assert.deepEqual([plan.sites.length, plan.rooms.length, plan.good], [0, 0, 0])
  const two = [...ground(centreName).cities, { code: '3703', name: '淄博市' }]
  const inZibo = planImport(
    withCells(book, kd01, { address: '山东省淄博市张店区1号' }),
    ground(centreName, { cities: two }),
  )
  assert.equal(inZibo.sites[0]?.cityCode, '3703')
  assert.equal(
    plan.findings.some(({ column, severity }) => column === '备案状态' && severity === 'warning'),
    true,
  )
})

test('a room registered with another layout keeps its seats; the new layout needs a new code', () => {
  const known = {
    rowCount: 7,
    columnCount: 8,
    seatCount: 56,
    building: '信息楼',
    floor: '4',
    doorNumber: '201',
    frontGapCm: 80,
    sideGapCm: 90,
    calibratedUntil: null,
    unusableReason: null,
  }
  const errors = errorsOf(book, ground(centreName, { rooms: new Map([['KD01/KD01-LL01', known]]) }))
  assert.match(errors[0]?.reason ?? '', /座位布局与已登记的不同/)
})

test('recordings kept 180 days and a room without camera are warned of; 1,825 days are five years', () => {
  const warned = (equipment: Record<string, string>) =>
    roomWarnings({ code: 'KD02-LL02', equipment }, law).map(({ clauses }) => clauses.join(' '))
  assert.deepEqual(warned({ '录像保存(天)': '1825', 监控摄像头数: '2' }), [])
  assert.equal(warned({ '录像保存(天)': '180', 监控摄像头数: '0' }).length, 2)
})

test('SDS-4.1-01 the city’s steps are the city’s; a change of a confirmed site sends it back', () => {
  assert.deepEqual(
    siteMachine.available('submitted', ['city']).map(({ action }) => action),
    ['return', 'confirm'],
  )
  assert.deepEqual(siteMachine.available('submitted', ['province', 'org-exam']), [])
  assert.equal(afterChange('confirmed'), 'submitted')
  for (const state of ['draft', 'submitted', 'returned', 'suspended'] as const)
    assert.equal(afterChange(state), state)
})

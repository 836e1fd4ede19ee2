import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centreOf } from '#modules/filing/filing.fixture.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { day } from '#platform/clock/day.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { withReach } from '#platform/jobs/runner.ts'
import * as contract from './contract.ts'
import { confirmedSites, type RoomKind, usableRooms } from './facts.ts'
import { siteEntries } from './register.ts'
import { centreName, collegeName, uploaded, workbookOf } from './site.fixture.ts'

const examDay = day('2026-12-26')
let world: World
let centre: string
let college: string
before(async () => {
  world = await openWorld({ entries: siteEntries, at: '2026-11-20' })
  centre = await world.organisation({ name: centreName })
  college = await world.organisation({ name: collegeName })
})
after(() => world.close())

const codeOf = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')
const exam = (organisationId: string) => world.actor('org-exam', organisationId)
const imported = async (organisationId: string) => {
  const fileId = await uploaded(world, organisationId)
  return world.done(contract.commitImport, { fileId, mode: 'all-or-nothing' }, exam(organisationId))
}
const sitesOf = async (actor: ReturnType<typeof exam>) =>
  (await world.done(contract.siteList, {}, actor)).rows
const detailOf = async (organisationId: string, actor = exam(organisationId), on?: string) => {
  const [site] = await sitesOf(exam(organisationId))
  return world.done(contract.siteDetail, { organisationId, siteId: site!.siteId, ...(on && { on }) }, actor)
}
const roomOf = async (organisationId: string, code: string) => {
  const { rooms } = await detailOf(organisationId)
  const { roomId } = rooms.find((room) => room.code === code)!
  return world.done(contract.roomDetail, { organisationId, roomId }, exam(organisationId))
}
const usableOn = (organisationId: string, kind: RoomKind, on = examDay) =>
  withReach(world.database.connection, organisationId, async (tx) => {
    const siteIds = (await confirmedSites(tx, organisationId)).map(({ id }) => id)
    return usableRooms(tx, organisationId, { siteIds, kind, occupationCode: '6-31-01-03', on })
  })
const bringTo = async (organisationId: string, state: 'submitted' | 'confirmed') => {
  const { siteId, version } = await detailOf(organisationId)
  await world.done(contract.submitSite, { siteId, version }, exam(organisationId))
  if (state === 'submitted') return
  const city = await centreOf(world, '3799', [organisationId])
  await world.done(contract.confirmSite, { organisationId, siteId, version: version + 1 }, city)
}

test('the dry run shows what would be written, what is somebody else’s, and writes nothing', async () => {
  const preview = await world.done(
    contract.importPreview,
    { fileId: await uploaded(world, centre) },
    exam(centre),
  )
  assert.deepEqual([preview.total, preview.good, preview.errors.length], [14, 14, 0])
  assert.deepEqual(preview.sites, [
    { code: 'KD01', name: `${centreName}考点`, cityName: '澜川市', change: 'new' },
  ])
  assert.equal(preview.rooms.length, 12)
  assert.deepEqual(
    preview.foreign.filter(({ sheet }) => sheet === '考点').map(({ owner, codes }) => [owner, codes]),
    [
      [collegeName, ['KD02']],
      ['澜川市恒电职业培训学校', ['KD03']],
    ],
  )
  // Workshops and review rooms have no place in the sheet; the claimed state counts for nothing.
  assert.deepEqual(
    preview.warnings.map(({ column }) => column),
    ['备案状态', '场地编号', '场地编号', '场地编号', '场地编号', '评审室编号', '评审室编号'],
  )
  assert.deepEqual(await sitesOf(exam(centre)), [])
})

test('SDS-4.1-03 SDS-4.1-08 the whole workbook is written once: 12 rooms, 373 places, and the same file again changes nothing', async () => {
  const first = await imported(centre)
  assert.deepEqual(first, {
    sites: { created: 1, changed: 0, same: 0 },
    rooms: { created: 12, changed: 0, same: 0 },
    seats: 373,
    usableSeats: 365,
    foreignRows: 417,
    skippedRows: 0,
    backForConfirmation: [],
  })
  const again = await imported(centre)
  assert.deepEqual(
    [again.sites, again.rooms],
    [
      { created: 0, changed: 0, same: 1 },
      { created: 0, changed: 0, same: 12 },
    ],
  )
  const [site] = await sitesOf(exam(centre))
  assert.deepEqual(
    [
      site?.theoryRooms,
      site?.theorySeats,
      site?.workshops,
      site?.stations,
      site?.reviewRooms,
      site?.faultyRooms,
    ],
    [6, 294, 4, 0, 2, 6],
  )
  const facts = await world.database.connection.owner.selectFrom('fact').select('type').execute()
  assert.equal(facts.filter(({ type }) => type === 'site-registered').length, 1)
  assert.equal(facts.filter(({ type }) => type === 'room-registered').length, 12)
})

test('SDS-4.1-10 seats keep the row, column and S-shaped number of the sheet, with what is broken', async () => {
  const room = await roomOf(centre, 'KD01-LL01')
  assert.deepEqual([room.rowCount, room.columnCount, room.seats, room.usableSeats], [7, 7, 49, 47])
  assert.deepEqual(
    room.places
      .filter(({ usable }) => !usable)
      .map(({ row, column, number, defect }) => [row, column, number, defect]),
    [
      [4, 7, 22, '电脑故障'],
      [4, 6, 23, '电脑故障'],
    ],
  )
  assert.deepEqual(
    room.places.slice(6, 9).map(({ row, column }) => [row, column]),
    [
      [1, 7],
      [2, 7],
      [2, 6],
    ],
  )
  assert.deepEqual([room.building, room.floor, room.doorNumber], ['信息楼', '4', '201'])
})

test('SDS-A3-15 a workshop without floor cannot be used in a scheme; with its place filled in on screen it can, and stays so', async () => {
  await bringTo(centre, 'confirmed')
  assert.deepEqual(await usableOn(centre, 'practical'), [])
  const room = await roomOf(centre, 'KD01-SC01')
  assert.deepEqual(room.faults, [{ reason: '未填写楼号、楼层、房间号', clauses: ['SDS-A3-15'] }])
  const change = {
    roomId: room.roomId,
    version: room.version,
    name: room.name,
    building: '实训楼',
    floor: '1',
    doorNumber: '101',
    frontGapCm: null,
    sideGapCm: null,
    calibratedUntil: room.calibratedUntil,
    checkedPoints: ['安全生产', '整洁', '卫生', '明亮'],
    unusableReason: null,
  }
  const noFloor = await world.done(contract.changeRoom, { ...change, floor: '' }, exam(centre))
  assert.equal(noFloor.siteState, 'submitted')
  await world.done(contract.changeRoom, { ...change, version: 2 }, exam(centre))
  assert.equal((await imported(centre)).rooms.same, 12)
  assert.deepEqual((await roomOf(centre, 'KD01-SC01')).faults, [])
  const city = await centreOf(world, '3799', [centre])
  const { siteId, version } = await detailOf(centre)
  await world.done(contract.confirmSite, { organisationId: centre, siteId, version }, city)
  const [usable, ...others] = await usableOn(centre, 'practical')
  assert.deepEqual(
    [usable?.code, usable?.seats.length, usable?.practicalModules, others.length],
    ['KD01-SC01', 24, ['M1'], 0],
  )
})

test('two rooms are not one place, and a room has the points of its kind only', async () => {
  const room = await roomOf(centre, 'KD01-SC02')
  const change = {
    roomId: room.roomId,
    version: room.version,
    name: room.name,
    building: '实训楼',
    floor: '1',
    doorNumber: '101',
    frontGapCm: null,
    sideGapCm: null,
    calibratedUntil: null,
    checkedPoints: [],
    unusableReason: null,
  }
  assert.equal(codeOf(await world.run(contract.changeRoom, change, exam(centre))), 'PLACE_TAKEN')
  const wrongPoint = { ...change, doorNumber: '102', checkedPoints: ['通风'] }
  assert.equal(codeOf(await world.run(contract.changeRoom, wrongPoint, exam(centre))), 'POINT_UNKNOWN')
  assert.equal(
    codeOf(await world.run(contract.changeRoom, { ...change, version: 9 }, exam(centre))),
    'VERSION_CONFLICT',
  )
})

test('SDS-4.1-11 SDS-4.1-13 the college: the 75 cm room is out, the workshop calibrated to 2026-11-30 is out on the exam day', async () => {
  await imported(college)
  await bringTo(college, 'confirmed')
  const theory = await usableOn(college, 'theory')
  assert.deepEqual(
    theory.map(({ code, seats }) => [code, seats.length, seats.filter(({ usable }) => usable).length]),
    [
      ['KD02-LL02', 36, 35],
      ['KD02-LL03', 56, 55],
      ['KD02-LL04', 30, 30],
      ['KD02-LL05', 42, 39],
    ],
  )
  for (const [at, code] of ['KD02-SC01', 'KD02-SC02', 'KD02-SC03', 'KD02-SC04'].entries()) {
    const { roomId, version, name, calibratedUntil } = await roomOf(college, code)
    const place = { building: '实训楼', floor: '1', doorNumber: `10${at}` }
    const rest = { frontGapCm: null, sideGapCm: null, checkedPoints: [], unusableReason: null }
    await world.done(
      contract.changeRoom,
      { roomId, version, name, calibratedUntil, ...place, ...rest },
      exam(college),
    )
  }
  const city = await centreOf(world, '3799', [college])
  const { siteId, version } = await detailOf(college)
  await world.done(contract.confirmSite, { organisationId: college, siteId, version }, city)
  const codes = async (on = examDay) => (await usableOn(college, 'practical', on)).map(({ code }) => code)
  assert.deepEqual(await codes(), ['KD02-SC01', 'KD02-SC02', 'KD02-SC04'])
  assert.deepEqual(await codes(day('2026-11-30')), ['KD02-SC01', 'KD02-SC02', 'KD02-SC03', 'KD02-SC04'])
  const { rooms } = await detailOf(college, exam(college), '2026-12-26')
  assert.match(rooms.find(({ code }) => code === 'KD02-SC03')!.faults[0]!.reason, /考试|已过期/)
})

test('SDS-4.1-08 theory, practical and review rooms are told apart; a session is offered rooms of its kind only', async () => {
  for (const kind of ['theory', 'practical', 'review'] as const)
    assert.ok(
      (await usableOn(college, kind)).every((room) => room.kind === kind),
      kind,
    )
  assert.equal(
    (await usableOn(college, 'theory')).some(({ code }) => code.includes('PS')),
    false,
  )
  const other = await withReach(world.database.connection, college, async (tx) => {
    const siteIds = (await confirmedSites(tx, college)).map(({ id }) => id)
    return usableRooms(tx, college, { siteIds, kind: 'practical', occupationCode: '6-18-01-01', on: examDay })
  })
  assert.deepEqual(other, [])
})

/** The world calls every city 澜川; these tests need them apart. */
const nameCity = (cityCode: string, cityName: string) =>
  world.database.connection.owner
    .updateTable('organisation')
    .set({ cityName })
    .where('cityCode', '=', cityCode)
    .execute()

/** An organisation of Jinan with a site in Zibo, and the centres of both cities. */
const acrossCities = async () => {
  const jinanese = await world.organisation({ name: '济南示例评价机构', cityCode: '3701' })
  const jinan = await centreOf(world, '3701', [jinanese])
  const zibo = await centreOf(world, '3703', [])
  await nameCity('3701', '济南市')
  await nameCity('3703', '淄博市')
  const head = ['考点编号', '考点名称', '所属机构', '地址', '考点负责人', '联系电话']
  const sites = [
    ['JN01', '济南考点', '济南示例评价机构', '山东省济南市历下区1号', '负责人丁', '13800000004'],
    ['ZB01', '淄博考点', '济南示例评价机构', '山东省淄博市张店区1号', '负责人戊', '13800000005'],
  ]
  const review = [
    ['评审室编号', '考点编号', '名称', '答辩席', '楼宇', '楼层', '房间号'],
    ['JN01-PS01', 'JN01', '综合评审室', '1', '1号楼', '2', '201'],
    ['ZB01-PS01', 'ZB01', '综合评审室', '1', '1号楼', '3', '301'],
  ]
  const bytes = await workbookOf({ 考点: [head, ...sites], 综合评审室: review })
  const fileId = await uploaded(world, jinanese, bytes)
  await world.done(contract.commitImport, { fileId, mode: 'all-or-nothing' }, exam(jinanese))
  return { jinanese, jinan, zibo }
}

test('SDS-4.1-01 SDS-4.1-02 a site in Zibo of a Jinan organisation is confirmed by Zibo’s centre, which sees that site and no other', async () => {
  const { jinanese, jinan, zibo } = await acrossCities()
  const own = await sitesOf(exam(jinanese))
  assert.deepEqual(
    own.map(({ code, cityName }) => [code, cityName]),
    [
      ['JN01', '济南市'],
      ['ZB01', '淄博市'],
    ],
  )
  assert.deepEqual(
    (await sitesOf(zibo)).map(({ code }) => code),
    ['ZB01'],
  )
  assert.deepEqual(
    (await sitesOf(jinan)).map(({ code }) => code),
    ['JN01'],
  )
  const [inJinan, inZibo] = own
  const see = (siteId: string, actor: typeof zibo) =>
    world.run(contract.siteDetail, { organisationId: jinanese, siteId }, actor)
  assert.equal(codeOf(await see(inJinan!.siteId, zibo)), 'NOT_FOUND')
  const seen = await see(inZibo!.siteId, zibo)
  assert.equal(!seen.refused && seen.value.rooms.length, 1)
  await world.done(contract.submitSite, { siteId: inZibo!.siteId, version: 1 }, exam(jinanese))
  const chosen = () => withReach(world.database.connection, jinanese, (tx) => confirmedSites(tx, jinanese))
  assert.deepEqual(await chosen(), [])
  const confirm = { organisationId: jinanese, siteId: inZibo!.siteId, version: 2 }
  const byJinan = await world.run(contract.confirmSite, confirm, jinan)
  assert.equal(codeOf(byJinan), 'OTHER_CITY')
  assert.deepEqual(byJinan.refused && byJinan.clauses, ['SDS-4.1-01'])
  const stranger = await centreOf(world, '3702', [])
  await nameCity('3702', '青岛市')
  assert.equal(codeOf(await world.run(contract.confirmSite, confirm, stranger)), 'NOT_FOUND')
  await world.done(contract.confirmSite, confirm, zibo)
  assert.deepEqual(
    (await chosen()).map(({ code }) => code),
    ['ZB01'],
  )
  const room = (await usableOn(jinanese, 'review'))[0]
  assert.deepEqual(
    [room?.building, room?.floor, room?.doorNumber, room?.siteName],
    ['1号楼', '3', '301', '淄博考点'],
  )
})

test('returned with a reason, submitted again, confirmed, suspended and reinstated; each step only from its state', async () => {
  const own = await world.organisation({ name: '澜川市恒电职业培训学校' })
  await imported(own)
  const city = await centreOf(world, '3799', [own])
  await bringTo(own, 'submitted')
  const { siteId } = await detailOf(own)
  const at = (version: number) => ({ organisationId: own, siteId, version })
  await world.done(contract.returnSite, { ...at(2), note: '医务室未设置' }, city)
  const returned = await detailOf(own)
  assert.deepEqual([returned.stateWord, returned.decisionNote], ['已退回', '医务室未设置'])
  assert.deepEqual(
    returned.checklist.filter(({ present }) => !present),
    [{ item: '医务室', present: false, clauses: ['SDS-4.1-04'] }],
  )
  assert.deepEqual(
    returned.availableActions.map(({ action }) => action),
    ['submit'],
  )
  assert.equal(codeOf(await world.run(contract.confirmSite, at(3), city)), 'STEP_NOT_OPEN')
  await world.done(contract.submitSite, { siteId, version: 3 }, exam(own))
  await world.done(contract.confirmSite, at(4), city)
  await world.done(contract.suspendSite, { ...at(5), note: '信号屏蔽设备损坏' }, city)
  assert.deepEqual(await usableOn(own, 'theory'), [])
  await world.done(contract.reinstateSite, { ...at(6), note: '已更换' }, city)
  assert.equal((await usableOn(own, 'theory')).length, 4)
})

test('a seat marked broken is not usable from then on, without sending the site back; a repair puts it back', async () => {
  const room = await roomOf(college, 'KD02-LL04')
  const seat = room.places[4]!
  const mark = { roomId: room.roomId, seatId: seat.seatId }
  const unexplained = { ...mark, version: room.version, usable: false, defect: null }
  assert.equal(codeOf(await world.run(contract.markSeat, unexplained, exam(college))), 'DEFECT_MISSING')
  await world.done(contract.markSeat, { ...unexplained, defect: '键盘损坏' }, exam(college))
  const usableSeats = async () =>
    (await usableOn(college, 'theory'))
      .find(({ code }) => code === 'KD02-LL04')!
      .seats.filter(({ usable }) => usable).length
  assert.equal(await usableSeats(), 29)
  assert.equal((await roomOf(college, 'KD02-LL04')).places[4]?.defect, '键盘损坏')
  assert.equal((await detailOf(college)).state, 'confirmed')
  const chief = world.actor('site-chief', college)
  await world.done(
    contract.markSeat,
    { ...mark, version: room.version + 1, usable: true, defect: null },
    chief,
  )
  assert.equal(await usableSeats(), 30)
  const foreign = { ...mark, version: room.version + 2, usable: true, defect: null }
  assert.equal(codeOf(await world.run(contract.markSeat, foreign, exam(centre))), 'NOT_FOUND')
})

test('every change of sites and rooms is sealed: the audit finds nothing to complain of', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  // The organisations were put there by the test itself, without a command.
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 organisation ')),
    [],
  )
})

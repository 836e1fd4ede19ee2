import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  checkRoster,
  type DutyEntry,
  examinersNeeded,
  panelSize,
  rosterProblems,
  type StaffedRoom,
} from './roster.rule.ts'

const numbers = {
  invigilatorsPerRoom: { count: 2, operator: 'exactly' },
  panel: { minMembers: 3, odd: true },
  candidatesPerExaminer: 5,
  supervisorsPerSession: 1,
  headsPerSite: 1,
} as const

const theory: StaffedRoom = {
  id: 'room 1',
  name: '第1考场',
  siteId: 'site',
  siteName: '一考点',
  subject: 'theory',
  candidates: 30,
  avoided: new Map(),
}
const workshop: StaffedRoom = { ...theory, id: 'w', name: '实训室', subject: 'practical', candidates: 15 }

const duty = (role: DutyEntry['role'], values: Partial<DutyEntry> = {}): DutyEntry => ({
  staffId: `${role}${Math.abs(JSON.stringify(values).length)}`,
  staffName: `${role}甲`,
  role,
  isLeader: false,
  roomId: null,
  siteId: 'site',
  ...values,
})
const invigilators = ['V1', 'V2'].map((staffId) => duty('监考人员', { staffId, roomId: 'room 1' }))
const head = duty('考点负责人')
const watch = duty('内部质量督导员')
const panel = ['E1', 'E2', 'E3'].map((staffId) =>
  duty('考评人员', { staffId, roomId: 'w', isLeader: staffId === 'E1' }),
)

const clausesOf = (rooms: readonly StaffedRoom[], duties: readonly DutyEntry[]) => {
  const verdict = checkRoster(rosterProblems(rooms, duties, numbers))
  return verdict.refused ? verdict.clauses : []
}

test('SDS-4.3-04 a roster with 0 or 2 site heads cannot be released, one with exactly 1 can', () => {
  assert.deepEqual(clausesOf([theory], [...invigilators, watch]), ['SDS-4.3-04'])
  assert.deepEqual(clausesOf([theory], [...invigilators, watch, head, head]), ['SDS-4.3-04'])
  assert.deepEqual(clausesOf([theory], [...invigilators, watch, head]), [])
})

test('SDS-4.3-05 a room with 1 invigilator, or with 3, blocks the release', () => {
  assert.deepEqual(clausesOf([theory], [invigilators[0]!, watch, head]), ['SDS-4.3-05'])
  assert.deepEqual(
    clausesOf([theory], [...invigilators, duty('监考人员', { roomId: 'room 1' }), watch, head]),
    ['SDS-4.3-05'],
  )
})

test('SDS-4.3-13 a session without an internal supervisor cannot be released', () => {
  assert.deepEqual(clausesOf([theory], [...invigilators, head]), ['SDS-4.3-13'])
})

test('SDS-4.3-11 a panel without leader, or with two, cannot be released', () => {
  const led = (leaders: readonly string[]) =>
    panel.map((each) => ({ ...each, isLeader: leaders.includes(each.staffId) }))
  assert.deepEqual(clausesOf([workshop], [...led([]), watch, head]), ['SDS-4.3-11'])
  assert.deepEqual(clausesOf([workshop], [...led(['E1', 'E2']), watch, head]), ['SDS-4.3-11'])
  assert.deepEqual(clausesOf([workshop], [...led(['E1']), watch, head]), [])
})

test('SDS-4.3-07 a ratio of 1:5 and 47 candidates gives 10 examiners; a panel is odd and never under 3', () => {
  assert.equal(examinersNeeded(47, 5), 10)
  assert.deepEqual(
    [1, 15, 16, 24].map((candidates) => panelSize(candidates, numbers)),
    [3, 3, 5, 5],
  )
  assert.deepEqual(clausesOf([{ ...workshop, candidates: 16 }], [...panel, watch, head]), ['SDS-4.3-07'])
})

test('SDS-4.3-02 SDS-4.3-10 who must avoid a candidate of the room keeps the roster from release, by name and reason', () => {
  const avoided = new Map([
    ['V1', '亲属（父子）'],
    ['E2', '任教班级 DQ2402'],
  ])
  assert.deepEqual(clausesOf([{ ...theory, avoided }], [...invigilators, watch, head]), ['SDS-4.3-02'])
  assert.deepEqual(clausesOf([{ ...workshop, avoided }], [...panel, watch, head]), ['SDS-4.3-10'])
  const [problem] = rosterProblems([{ ...theory, avoided }], [...invigilators, watch, head], numbers)
  assert.match(problem!.sentence, /监考人员甲与第1考场的考生存在应回避关系（亲属（父子））/)
})

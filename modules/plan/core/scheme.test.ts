import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { type SchemeContents, schemeForm } from './scheme.form.ts'
import { checkSchemeName, requireEmergency, requireSchemeIn } from './scheme.rule.ts'

const name = '20261226澜川技能评价中心第1期社会化评价'
const scheme = { planName: name, other: '', attachments: [] }
const contents = (changes: Partial<SchemeContents> = {}): SchemeContents => ({
  organisationName: '澜川技能评价中心',
  headName: '负责人甲',
  headPhone: '13800000001',
  contactPerson: '联系人甲',
  contactPhone: '13800000002',
  filledOn: day('2026-12-12'),
  scheme,
  lines: [
    {
      id: 'line-1',
      occupationName: '电工',
      trade: '',
      level: 4,
      targetGroup: '社会人员',
      subjects: ['theory', 'practical'],
      theoryMode: '上机考试',
      practicalMode: '实际操作',
      reviewMode: null,
      remark: '',
    },
  ],
  counts: [{ lineId: 'line-1', count: 47 }],
  rooms: [],
  ...changes,
})

test('SDS-A3-01 the five head fields are filled from the plan', () => {
  const { organisationName, filledOn, head, contact, planName } = schemeForm(contents())
  assert.deepEqual(
    [organisationName, filledOn, head, contact, planName],
    ['澜川技能评价中心', '2026年12月12日', '负责人甲 13800000001', '联系人甲 13800000002', name],
  )
})

test('SDS-A3-02 认定人数 is the number of confirmed candidates', () => {
  assert.deepEqual(schemeForm(contents()).lines, [
    {
      occupation: '电工',
      level: '四级/中级工',
      target: '社会人员',
      count: '47',
      modes: '理论：上机考试、技能：实际操作',
      remark: '无',
    },
  ])
})

test('SDS-A3-06 empty fields print “无”', () => {
  const form = schemeForm(contents({ headName: '', headPhone: '', counts: null }))
  assert.equal(form.head, '无')
  assert.equal(form.lines[0]?.remark, '无')
  assert.equal(form.lines[0]?.count, '无')
  assert.equal(form.other, '无')
})

test('SDS-A3-07 SDS-A3-17 the remark and the attachments of every part stand under 其他', () => {
  const attachments = [{ part: '技能' as const, name: '设备清单.pdf', fileId: 'file-1' }]
  const form = schemeForm(contents({ scheme: { ...scheme, other: '雨天改在室内', attachments } }))
  assert.equal(form.other, '雨天改在室内；附件（技能）：设备清单.pdf')
})

test('SDS-A3-03 SDS-A3-04 rooms stand in the part of their subject with time from start to end', () => {
  const room = {
    subject: 'theory' as const,
    lineId: 'line-1',
    place: '学府路1号',
    time: '2026-12-26 09:00-10:30',
    room: '01考场 2号楼 3层 301室',
    count: 30,
    staff: ['监考甲', '监考乙'],
    supervisors: ['内督甲'],
  }
  const form = schemeForm(contents({ rooms: [room, { ...room, room: '02考场 2号楼 3层 302室' }] }))
  assert.equal(form.theory.length, 2)
  assert.equal(form.theory[0]?.staff, '监考甲、监考乙')
  assert.equal(form.theory[0]?.time, '2026-12-26 09:00-10:30')
  assert.equal(form.theory[0]?.occupation, '电工 四级/中级工')
  assert.deepEqual(form.practical, [])
})

test('SDS-A3-08 a scheme with a differing plan name is refused', () => {
  assert.equal(checkSchemeName(name, scheme).refused, false)
  const verdict = checkSchemeName(name, { ...scheme, planName: '某某计划' })
  assert.ok(verdict.refused)
  assert.deepEqual(verdict.clauses, ['SDS-A3-08'])
})

test('SDS-3.4-02 without a scheme nothing is forwarded', () => {
  const verdict = requireSchemeIn(null)
  assert.equal(verdict.refused && verdict.code, 'SCHEME_MISSING')
})

test('SDE-A2-09 a scheme with an empty chapter 8 and no attachment is refused, with either it is taken', () => {
  const { emergencyChapter } = regime('shandong-enterprise', day('2026-06-01')).plan
  const empty = requireEmergency({ ...scheme, emergency: ' ' }, emergencyChapter)
  assert.ok(empty.refused)
  assert.deepEqual(
    [empty.code, empty.clauses, empty.field],
    ['EMERGENCY_MISSING', ['SDE-A2-09'], 'emergency'],
  )
  assert.match(empty.sentence, /第 8 章/)
  const written = { ...scheme, emergency: '停电时启用备用电源，顺延考试时间' }
  const attached = { ...scheme, attachments: [{ part: '应急预案' as const, name: '预案.pdf', fileId: 'f' }] }
  assert.ok([written, attached].every((one) => !requireEmergency(one, emergencyChapter).refused))
  const social = regime('shandong-social', day('2026-06-01')).plan.emergencyChapter
  assert.equal(requireEmergency(scheme, social).refused, false)
  assert.match(schemeForm(contents({ scheme: written })).other, /应急措施：停电/)
})

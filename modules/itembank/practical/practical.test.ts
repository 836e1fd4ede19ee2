import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { decidePractical, offeredPracticalActions } from './core/practical.machine.ts'
import { practicalProblems } from './core/practical.rule.ts'
import type { PracticalPaper } from './core/practical.ts'
import { practicalWorkbook } from './export/practical-workbook.ts'
import { readPracticalApart, shapedPractical } from './import/practical.parser.ts'

const demo = (name: string) => readFileSync(new URL(`../../../demo/data/${name}`, import.meta.url))
const truth = JSON.parse(demo('practical-electrician-4.json').toString()) as PracticalPaper
const codesOf = (paper: PracticalPaper) => practicalProblems(paper).map(({ code }) => code)
const [first, ...others] = truth.modules

test('HN-1.8.3.7-03 the demo paper is read from JSON and from its workbook as the same paper, nothing lost', async () => {
  for (const name of ['practical-electrician-4.json', 'practical-electrician-4.xlsx']) {
    const read = await readPracticalApart(demo(name))
    assert.ok(!read.refused, name)
    assert.deepEqual(read.value.paper, truth, name)
    assert.deepEqual(read.value.unheld, [], name)
  }
})

test('a workbook written from a paper reads as the same paper, an even panel and formula-like words included', async () => {
  const odd = { ...truth, scoring: { ...truth.scoring, examinersPerCandidate: 2, oddNumber: false } }
  const words = { ...odd, modules: [{ ...first!, task: ['=1+1', '-接线', '第一行\n第二行'] }, ...others] }
  for (const paper of [truth, odd, words]) {
    const read = await readPracticalApart(await practicalWorkbook(paper))
    assert.deepEqual(read.refused ? read : read.value.paper, paper)
  }
})

test('what a file carries beyond a paper is named; what is no paper is refused by its place', async () => {
  const more = shapedPractical({ ...truth, colour: 'red', modules: [{ ...first!, hint: 1 }, ...others] })
  assert.deepEqual(more.refused ? [] : more.value.unheld, ['modules.0.hint', 'colour'])
  const less = shapedPractical({ ...truth, modules: [{ ...first!, minutes: '两小时' }] })
  assert.ok(less.refused && less.sentence.includes('第1个模块的时间'), JSON.stringify(less))
  for (const bytes of [Buffer.from('PK'), Buffer.from('{"a":1}'), demo('items-electrician-4.xlsx')])
    assert.ok((await readPracticalApart(bytes)).refused)
})

test('HN-1.8.3.5-04 marks, weights, times and points add up, or the paper is not sound', () => {
  assert.deepEqual(codesOf(truth), [])
  assert.deepEqual(codesOf({ ...truth, totalScore: 90, passScore: 60 }).slice(0, 1), ['MARKS_SUM'])
  const changed = (changes: Partial<typeof first & object>) => ({
    ...truth,
    modules: [{ ...first!, ...changes }, ...others],
  })
  assert.deepEqual(codesOf(changed({ weightPercent: 30 })), ['WEIGHT_SUM', 'WEIGHT_SHARE'])
  assert.deepEqual(codesOf(changed({ minutes: 100 })), ['TIME_SUM'])
  assert.deepEqual(codesOf(changed({ task: [] })), ['TASK_MISSING'])
  assert.deepEqual(codesOf(changed({ scoringPoints: [] })), ['POINTS_MISSING'])
  assert.deepEqual(codesOf({ ...truth, passScore: 101 }), ['PASS_ABOVE_TOTAL'])
  assert.deepEqual(codesOf({ ...truth, level: '六级' }), ['LEVEL_UNKNOWN'])
})

test('SDS-4.4-39 score points lie within their module, in steps, with safety and named veto items', () => {
  const points = first!.scoringPoints
  const withPoints = (scoringPoints: PracticalPaper['modules'][number]['scoringPoints']) => ({
    ...truth,
    modules: [{ ...first!, scoringPoints }, ...others],
  })
  assert.deepEqual(codesOf(withPoints(points.slice(1))), ['POINTS_SUM'])
  const uneven = points.map((point, at) => ({
    ...point,
    maxScore: point.maxScore + [0.25, -0.25][at]! || point.maxScore,
  }))
  assert.deepEqual(codesOf(withPoints(uneven)), ['POINTS_STEP', 'POINTS_STEP'])
  const dear = points.map((point, at) =>
    at === 0 ? { ...point, deductions: [{ rule: '全错', deduct: 9, per: '次', cap: null }] } : point,
  )
  assert.deepEqual(codesOf(withPoints(dear)), ['DEDUCTION_TOO_LARGE'])
  const unsafe = truth.modules.map((module) => ({
    ...module,
    scoringPoints: module.scoringPoints.map((point) => ({ ...point, item: point.item.replace('安全', '') })),
  }))
  assert.deepEqual(codesOf({ ...truth, modules: unsafe }), ['SAFETY_MISSING'])
  const [veto] = truth.vetoItems
  assert.deepEqual(codesOf({ ...truth, vetoItems: [{ ...veto!, text: '' }, veto!] }), [
    'CODE_REPEATED',
    'VETO_UNNAMED',
  ])
  const even = { ...truth, scoring: { ...truth.scoring, examinersPerCandidate: 2 } }
  assert.deepEqual(codesOf(even), ['EXAMINERS_EVEN'])
})

test('HN-1.8.3.5-03 SDE-4.5-26 only a draft is edited, another person reviews, what was in force gets a successor', () => {
  const sound = { state: 'draft', authors: ['c', 'a'], hasProblems: false } as const
  const codeOf = (standing: Parameters<typeof decidePractical>[0], action: 'edit' | 'review' | 'succeed') => {
    const decided = decidePractical(standing, { action, accountId: 'a' })
    return decided.refused ? decided.code : decided.value
  }
  assert.equal(codeOf(sound, 'review'), 'OWN_REVIEW')
  assert.equal(codeOf({ ...sound, authors: ['b'], hasProblems: true }, 'review'), 'PAPER_UNSOUND')
  assert.equal(codeOf({ ...sound, authors: ['b'] }, 'review'), 'reviewed')
  for (const state of ['reviewed', 'in-force', 'retired'] as const)
    assert.equal(codeOf({ ...sound, state }, 'edit'), 'WRONG_STATE')
  assert.equal(codeOf({ ...sound, state: 'in-force' }, 'succeed'), 'in-force')
  const offered = offeredPracticalActions(sound, 'a')
  assert.deepEqual(
    offered.map(({ title, enabled }) => [title, enabled]),
    [
      ['修改', true],
      ['审核', false],
    ],
  )
})

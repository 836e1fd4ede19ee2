import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { smallTree } from './tree.fixture.ts'
import {
  adviseTree,
  checkTree,
  childrenSum,
  emptyTree,
  type KnowledgePoint,
  type KnowledgeTree,
  levelSum,
  linkablePoints,
} from './tree.ts'

const found = (tree: KnowledgeTree) => checkTree(tree).map(({ code, field }) => `${code} ${field}`)
const withRange = (code: string, changes: Partial<KnowledgeTree['ranges'][number]>): KnowledgeTree => ({
  ...smallTree,
  ranges: smallTree.ranges.map((range) => (range.code === code ? { ...range, ...changes } : range)),
})

test('a sound tree has no problem; decimals sum up', () => {
  assert.deepEqual(found(smallTree), [])
  assert.deepEqual(levelSum(smallTree, 3), { total: 100, expected: 100, fits: true })
  assert.deepEqual(childrenSum(smallTree, 'A-A'), { total: 40, expected: 40, fits: true })
  assert.deepEqual(childrenSum(smallTree, ''), { total: 100, expected: 100, fits: true })
  const thirds = [33.3, 33.3, 33.4].map((weight, at) => ({
    ...smallTree.ranges[0]!,
    code: 'ABC'[at]!,
    weight,
  }))
  assert.deepEqual(levelSum({ ranges: thirds, points: [] }, 1), { total: 100, expected: 100, fits: true })
})

test('HN-1.8.3.5-04 weights sum to 100 in each level and to the weight of their parent', () => {
  assert.deepEqual(found(withRange('A-A-B', { weight: 24 })), [
    'WEIGHTS_NOT_WHOLE level-3',
    'WEIGHT_NOT_SUM_OF_PARTS A-A',
  ])
  assert.deepEqual(found(withRange('A', { weight: 41 })), [
    'WEIGHTS_NOT_WHOLE level-1',
    'WEIGHT_NOT_SUM_OF_PARTS A',
  ])
  assert.deepEqual(childrenSum(withRange('A-A-B', { weight: 24 }), 'A-A'), {
    ...{ total: 39.5, expected: 40, fits: false },
  })
})

test('codes are unique, of the right shape and complete; everything has a name', () => {
  assert.deepEqual(found({ ...smallTree, points: [...smallTree.points, smallTree.points[0]!] }), [
    'CODE_REPEATED A-A-A-001',
  ])
  const stray: KnowledgePoint = { code: 'C-A-A-001', name: '游离', importance: 'X' }
  assert.deepEqual(found({ ...smallTree, points: [...smallTree.points, stray] }), [
    'POINT_WITHOUT_RANGE C-A-A-001',
  ])
  assert.deepEqual(found({ ...smallTree, points: smallTree.points.slice(0, 3) }), [
    'RANGE_WITHOUT_POINTS B-A-A',
  ])
  assert.deepEqual(found(withRange('A-A-A', { name: ' ' })), ['NAME_MISSING A-A-A'])
  const misshapen = smallTree.points.map((point, at) => (at === 0 ? { ...point, code: 'A-A-A-1' } : point))
  assert.deepEqual(found({ ...smallTree, points: misshapen }), ['CODE_MALFORMED A-A-A-1'])
  const orphan = { ...smallTree, ranges: smallTree.ranges.filter(({ code }) => code !== 'A-A') }
  assert.ok(found(orphan).includes('RANGE_WITHOUT_PARENT A-A-A'))
  assert.ok(found(emptyTree).includes('WEIGHTS_NOT_WHOLE level-1'))
})

const law = regime('henan-social', day('2026-11-20')).bank.tree
const treeOf = (x: number, y: number, z: number): KnowledgeTree => ({
  ranges: [],
  points: [...'X'.repeat(x), ...'Y'.repeat(y), ...'Z'.repeat(z)].map((importance, at) => ({
    code: `A-A-A-${String(at + 1).padStart(3, '0')}`,
    name: '点',
    importance: importance as 'X' | 'Y' | 'Z',
  })),
})

test('HN-1.8.3.5-04 shares of importance and number of points are advice with its source, never a refusal', () => {
  assert.equal(law.provenance, 'operator', 'the clause names the procedure, the numbers are not its own')
  assert.deepEqual(law.clauses, ['HN-1.8.3.5-04'])
  assert.match(law.provenance === 'operator' ? law.reason : '', /职业技能鉴定题库开发技术规程/)
  assert.deepEqual(
    adviseTree(treeOf(160, 30, 10), law.value),
    [],
    '80, 15 and 5 % of 200 points are just right',
  )
  assert.deepEqual(adviseTree(treeOf(159, 31, 10), law.value), [
    '核心要素（X）占79.5%，建议不少于80%。',
    '一般要素（Y）占15.5%，建议不多于15%。',
  ])
  assert.deepEqual(adviseTree(treeOf(170, 18, 11), law.value), [
    '鉴定点共199个，建议不少于200个。',
    '辅助要素（Z）占5.5%，建议不多于5%。',
  ])
  assert.deepEqual(adviseTree(emptyTree, law.value), [])
})

test('HN-1.8.3.5-04 items link to the points of the tree; a bank without one takes none', () => {
  const linkable = linkablePoints(smallTree)
  assert.ok(!linkable.refused && linkable.value.has('B-A-A-002') && linkable.value.size === 5)
  for (const tree of [undefined, emptyTree]) {
    const refused = linkablePoints(tree)
    assert.ok(refused.refused)
    assert.deepEqual([refused.code, refused.clauses], ['TREE_MISSING', ['HN-1.8.3.5-04']])
  }
})

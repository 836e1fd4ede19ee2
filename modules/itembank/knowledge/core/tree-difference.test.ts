import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallTree } from './tree.fixture.ts'
import { abandonedPoints, differencesOf, judgeAbandoned } from './tree-difference.ts'
import { addPoint, move, rate, remove, rename, reweigh } from './tree-edit.ts'

test('editions differ by what was added, removed, renamed, reweighted or rated otherwise', () => {
  assert.deepEqual(differencesOf(smallTree, smallTree), [])
  let next = addPoint(smallTree, 'A-A-B', '安全距离')
  next = remove(next, 'B-A-A-002')
  next = rename(next, 'A-A-A', '职业道德守则')
  next = reweigh(reweigh(next, 'A-A-A', 20), 'A-A-B', 20)
  next = rate(next, 'A-A-A-002', 'X')
  assert.deepEqual(
    differencesOf(smallTree, next).map(({ kind, what, code, was, now }) => [kind, what, code, was, now]),
    [
      ['renamed', 'range', 'A-A-A', '职业守则', '职业道德守则'],
      ['reweighted', 'range', 'A-A-A', '15.5%', '20%'],
      ['reweighted', 'range', 'A-A-B', '24.5%', '20%'],
      ['removed', 'point', 'B-A-A-002', '', ''],
      ['importance', 'point', 'A-A-A-002', 'Y', 'X'],
      ['added', 'point', 'A-A-B-002', '', ''],
    ],
  )
})

test('HN-1.8.3.5-04 a point that items stand on goes only when it is said, and the refusal counts the items', () => {
  const counts = new Map([
    ['B-A-A-001', 3],
    ['B-A-A-002', 4],
    ['Z-Z-Z-001', 9],
  ])
  const after = remove(smallTree, 'B-A-A')
  const abandoned = abandonedPoints({ before: smallTree, after }, counts)
  assert.deepEqual(abandoned, [
    { code: 'B-A-A-001', name: '接触器', items: 3 },
    { code: 'B-A-A-002', name: '熔断器', items: 4 },
  ])
  const judge = (said: readonly string[]) => judgeAbandoned(abandoned, { said, clauses: ['HN-1.8.3.5-04'] })
  const refused = judge([])
  assert.equal(refused?.code, 'POINTS_IN_USE')
  assert.match(refused?.sentence ?? '', /2个被移除的鉴定点仍对应7道试题：B-A-A-001 接触器（3题）/)
  assert.match(judge(['B-A-A-001'])?.sentence ?? '', /1个.*4道试题/)
  assert.equal(judge(['B-A-A-001', 'B-A-A-002']), undefined)
  const moved = move(smallTree, 'B-A-A-002', 'A-A-B')
  assert.equal(abandonedPoints({ before: smallTree, after: moved }, counts).length, 1, 'its old code is gone')
  assert.deepEqual(abandonedPoints({ before: smallTree, after: remove(smallTree, 'A-A-A-001') }, counts), [])
})

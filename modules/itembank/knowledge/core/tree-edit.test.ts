import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallTree } from './tree.fixture.ts'
import { checkTree, emptyTree, type KnowledgeTree } from './tree.ts'
import {
  addPoint,
  addRange,
  itemsUnder,
  move,
  possibleParents,
  rate,
  remove,
  rename,
  reweigh,
} from './tree-edit.ts'

const codes = ({ ranges, points }: KnowledgeTree) => [...ranges, ...points].map(({ code }) => code)
const added = (before: KnowledgeTree, after: KnowledgeTree) =>
  codes(after).filter((code) => !codes(before).includes(code))

test('a tree is built from nothing to soundness by edits alone', () => {
  let tree = addRange(emptyTree, '', '基本要求')
  tree = addRange(tree, 'A', '职业道德')
  tree = addRange(tree, 'A-A', '职业守则')
  tree = addPoint(tree, 'A-A-A', '爱岗敬业')
  for (const code of ['A', 'A-A', 'A-A-A']) tree = reweigh(tree, code, 100)
  assert.deepEqual(codes(tree), ['A', 'A-A', 'A-A-A', 'A-A-A-001'])
  assert.deepEqual(checkTree(tree), [])
})

test('what is added gets the next code and stands behind its siblings', () => {
  assert.deepEqual(codes(addRange(smallTree, 'A-A', '新')).slice(0, 6), [
    'A',
    'A-A',
    'A-A-A',
    'A-A-B',
    'A-A-C',
    'B',
  ])
  assert.deepEqual(codes(addRange(smallTree, '', '新')).at(7), 'C')
  const withPoint = addPoint(smallTree, 'A-A-A', '新')
  assert.deepEqual(added(smallTree, withPoint), ['A-A-A-003'])
  assert.equal(withPoint.points[2]?.code, 'A-A-A-003')
  assert.throws(() => addRange(smallTree, 'A-A-A', '第四级'), RangeError)
  let many = smallTree
  for (let at = 0; at < 26; at++) many = addRange(many, '', '多')
  assert.deepEqual(added(smallTree, many).slice(-2), ['AA', 'AB'], 'after Z comes AA')
})

test('the number of a removed point does not come back while a higher one stands', () => {
  const gone = remove(addPoint(smallTree, 'A-A-A', '新'), 'A-A-A-002')
  assert.deepEqual(added(gone, addPoint(gone, 'A-A-A', '又新')), ['A-A-A-004'])
})

test('names, weights and importance change alone', () => {
  assert.equal(rename(smallTree, 'A-A', '道德').ranges[1]?.name, '道德')
  assert.equal(rename(smallTree, 'A-A-A-001', '敬业').points[0]?.name, '敬业')
  assert.equal(reweigh(smallTree, 'A-A-A', 20).ranges[2]?.weight, 20)
  assert.equal(rate(smallTree, 'A-A-A-001', 'Z').points[0]?.importance, 'Z')
  assert.deepEqual(codes(rename(smallTree, 'A-A', '道德')), codes(smallTree))
})

test('removing a range takes everything below it and nothing beside it', () => {
  assert.deepEqual(codes(remove(smallTree, 'A')), ['B', 'B-A', 'B-A-A', 'B-A-A-001', 'B-A-A-002'])
  assert.equal(remove(smallTree, 'A-A-A-001').points.length, 4)
})

test('what moves is coded by where it now belongs, with all below it', () => {
  const point = move(smallTree, 'A-A-B-001', 'B-A-A')
  assert.deepEqual(added(smallTree, point), ['B-A-A-003'])
  assert.equal(point.points.at(-1)?.name, '停电验电')
  const range = move(smallTree, 'A-A-B', 'B-A')
  assert.deepEqual(added(smallTree, range), ['B-A-B', 'B-A-B-001'])
  assert.equal(range.ranges.at(-1)?.name, '安全文明生产')
  const whole = move(smallTree, 'A-A', 'B')
  assert.deepEqual(codes(whole), [
    ...['A', 'B', 'B-A', 'B-A-A', 'B-B', 'B-B-A', 'B-B-B'],
    ...['B-A-A-001', 'B-A-A-002', 'B-B-A-001', 'B-B-A-002', 'B-B-B-001'],
  ])
  assert.deepEqual(move(smallTree, 'A-A-B', 'A-A'), smallTree)
  assert.deepEqual(
    possibleParents(smallTree, 'A-A-B').map(({ code }) => code),
    ['B-A'],
  )
  assert.deepEqual(
    possibleParents(smallTree, 'A-A-A-001').map(({ code }) => code),
    ['A-A-B', 'B-A-A'],
  )
})

test('items are counted for a point and for a range with all below it', () => {
  const counts = new Map([
    ['A-A-A-001', 3],
    ['A-A-B-001', 2],
    ['B-A-A-001', 1],
  ])
  assert.deepEqual(
    ['A', 'A-A', 'A-A-A', 'A-A-A-001', 'A-A-A-002', 'B'].map((code) => itemsUnder(code, counts)),
    [5, 5, 3, 3, 0, 1],
  )
})

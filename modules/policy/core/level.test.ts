import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isHigherLevel, isLevel, levelName, levelNumeral, levels, levelTitle, parseLevel } from './level.ts'

test('SDS-6.2-04 the level stands on a certificate as numeral, 级, slash and title', () => {
  assert.deepEqual(levels.map(levelName), [
    '五级/初级工',
    '四级/中级工',
    '三级/高级工',
    '二级/技师',
    '一级/高级技师',
  ])
  assert.equal(levelNumeral(4), '四级')
  assert.equal(levelTitle(1), '高级技师')
})

test('every spelling in use is read', () => {
  for (const text of [
    '四级/中级工',
    '四级／中级工',
    ' 四级 / 中级工\u3000',
    '四级',
    '中级工',
    '4级',
    '4',
    '４',
    '四级（中级工）',
  ])
    assert.equal(parseLevel(text), 4, text)
  assert.equal(parseLevel('高级技师'), 1)
  assert.equal(parseLevel('技师'), 2)
})

test('what is no level of the five is not read as one', () => {
  for (const text of ['', '6', '0', '特级技师', '四级/高级工', '44'])
    assert.equal(parseLevel(text), null, text)
})

test('the smaller figure is the higher level', () => {
  assert.ok(isHigherLevel(3, 4))
  assert.ok(!isHigherLevel(4, 4))
  assert.ok(!isHigherLevel(5, 4))
})

test('only the numbers 1 to 5 are levels', () => {
  for (const value of [1, 2, 3, 4, 5]) assert.ok(isLevel(value))
  for (const value of [0, 6, 1.5, '4', null, undefined]) assert.ok(!isLevel(value))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  foldSpaces,
  looksLikeFormula,
  normaliseCell,
  normaliseCode,
  normaliseHeader,
  toHalfWidth,
} from './text.ts'

test('full-width digits, letters and signs become half-width', () => {
  assert.equal(toHalfWidth('３７１１０２２００８０６１６９６０６'), '371102200806169606')
  assert.equal(toHalfWidth('ＡＢｘ（）！～'), 'ABx()!~')
  assert.equal(toHalfWidth('甲\u3000乙'), '甲 乙')
})

test('Chinese text and punctuation outside the full-width block stay as they are', () => {
  assert.equal(toHalfWidth('电工·四级／中级工。'), '电工·四级/中级工。')
})

test('spaces of every kind are trimmed and folded, U+00A0 and U+3000 included', () => {
  assert.equal(foldSpaces('\u00a0 贺升\u3000\u3000'), '贺升')
  assert.equal(foldSpaces('a \t\u2003\n b'), 'a b')
  assert.equal(foldSpaces('\u3000\u00a0'), '')
})

test('invisible characters vanish without joining into a space', () => {
  assert.equal(foldSpaces('37\u200b0105\ufeff'), '370105')
})

test('a cell is half-width with single spaces; compatibility ideographs survive', () => {
  assert.equal(normaliseCell('\u3000ＤＡＮＩＥＬ\u00a0 OKORO '), 'DANIEL OKORO')
  assert.equal(normaliseCell('\uf9dc'), '\uf9dc')
})

test('a code has no space at all and upper case', () => {
  assert.equal(normaliseCode(' 37010519890119980x '), '37010519890119980X')
  assert.equal(normaliseCode('ｓ000037 000012'), 'S000037000012')
})

test('headers compare without spaces and with one kind of bracket', () => {
  assert.equal(normaliseHeader('所在省（市） 区'), '所在省(市)区')
  assert.equal(normaliseHeader('【图】及位置'), normaliseHeader('[图]及位置').replaceAll('[', '('))
})

test('text that a spreadsheet would evaluate is recognised in any width', () => {
  for (const text of ['=1+1', ' =HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '＝1+1', '\t=1'])
    assert.ok(looksLikeFormula(text), text)
  for (const text of ['', '张三', 'A=B', '6-31-01-03']) assert.ok(!looksLikeFormula(text), text)
})

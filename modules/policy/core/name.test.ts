import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPersonName, lengthOfName, longestName, normalisePersonName } from './name.ts'

test('spaces beside Han characters vanish, those between Latin words stay single', () => {
  assert.equal(normalisePersonName(' 张\u3000 三 '), '张三')
  assert.equal(normalisePersonName('贺升\u00a0\u00a0'), '贺升')
  assert.equal(normalisePersonName('ＤＡＮＩＥＬ  OKORO   TEST'), 'DANIEL OKORO TEST')
})

test('every kind of dot becomes the middle dot', () => {
  for (const dot of ['·', '•', '‧', '・', '･', '∙'])
    assert.equal(normalisePersonName(`热孜万 ${dot} 玉素甫`), '热孜万·玉素甫', dot)
})

test('rare characters outside the basic plane are kept and counted once', () => {
  const verdict = checkPersonName('李𫖮')
  assert.ok(!verdict.refused)
  assert.equal(verdict.value, '李𫖮')
  assert.equal(lengthOfName('李𫖮'), 2)
})

test('names of foreigners and of the minorities are accepted', () => {
  for (const name of [
    'MARIA SAMPLE LOPEZ',
    "O'NEIL DEMO",
    'JEAN-PAUL TEST',
    '安娜·伊里奇娜',
    '木拉提·达吾列提',
    'Zoë Demo',
  ])
    assert.ok(!checkPersonName(name).refused, name)
})

test('up to fifty characters are a name, one more is not', () => {
  assert.ok(!checkPersonName('甲'.repeat(longestName)).refused)
  assert.ok(checkPersonName('甲'.repeat(longestName + 1)).refused)
})

test('empty text, figures, formulas and dangling dots are refused with a sentence', () => {
  for (const text of [
    '',
    ' \u3000',
    '张3',
    '=HYPERLINK("http://example.invalid/a","点我")',
    '@SUM',
    '·张三',
    '张三·',
    '张<三',
  ]) {
    const verdict = checkPersonName(text)
    assert.ok(verdict.refused, text)
    assert.equal(verdict.code, 'NAME_MALFORMED')
    assert.match(verdict.sentence, /^姓名.*。$/u)
    assert.equal(verdict.field, 'name')
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlain, picturesOf, plain, type Rich, textOf, tidy } from './rich.ts'

const digest = 'a'.repeat(64)

test('plain text becomes a paragraph a line and comes back', () => {
  assert.deepEqual(plain(' 甲\r\n乙 '), [
    { kind: 'paragraph', content: [{ kind: 'text', text: '甲' }] },
    { kind: 'paragraph', content: [{ kind: 'text', text: '乙' }] },
  ])
  assert.deepEqual(plain(' \n '), [])
  assert.equal(textOf(plain('甲\n\n乙')), '甲\n\n乙')
  assert.ok(isPlain(plain('甲\n乙')))
})

test('equal contents are tidied to one form', () => {
  const untidy: Rich = [
    { kind: 'paragraph', content: [{ kind: 'text', text: '' }] },
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: 'I', marks: ['italic', 'bold'] },
        { kind: 'text', text: '²', marks: ['bold', 'italic'] },
        { kind: 'text', text: 'R', marks: [] },
      ],
    },
    { kind: 'paragraph', content: [] },
  ]
  assert.deepEqual(tidy(untidy), [
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: 'I²', marks: ['bold', 'italic'] },
        { kind: 'text', text: 'R' },
      ],
    },
  ])
  assert.deepEqual(tidy(tidy(untidy)), tidy(untidy))
})

test('words and pictures are found in tables and lists', () => {
  const rich: Rich = [
    { kind: 'table', rows: [[{ content: [{ kind: 'picture', digest, alt: '接线图' }] }]] },
    { kind: 'list', ordered: true, items: [[{ kind: 'formula', latex: 'U=IR' }], [{ kind: 'blank' }]] },
    { kind: 'paragraph', content: [{ kind: 'picture', digest, alt: '' }, { kind: 'break' }] },
  ]
  assert.deepEqual(picturesOf(rich), [digest])
  assert.equal(textOf(rich), '【图：接线图】\n$U=IR$\n____\n【图：aaaaaaaa】\n')
  assert.ok(!isPlain(rich))
})

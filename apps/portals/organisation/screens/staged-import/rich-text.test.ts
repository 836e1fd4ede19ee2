import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rich } from '#modules/itembank/core/rich.ts'
import { losesMarks, richFrom, writtenText } from './rich-text.ts'

const digest = 'a'.repeat(64)
const rich: Rich = [
  {
    kind: 'paragraph',
    content: [
      { kind: 'text', text: '由' },
      { kind: 'formula', latex: 'U=IR' },
      { kind: 'text', text: '得 ' },
      { kind: 'blank' },
      { kind: 'picture', digest, alt: '接线图' },
    ],
  },
]

const rest = rich.flatMap((block) => (block.kind === 'paragraph' ? block.content.slice(1) : []))

test('formulas, blanks and pictures survive being edited as text', () => {
  const text = writtenText(rich)
  assert.equal(text, '由$U=IR$得 ____【图：接线图】')
  assert.equal(richFrom(text ?? '', rich), rich, 'unchanged text is the very same')
  const edited = richFrom('根据$U=IR$得 ____【图：接线图】', rich)
  assert.deepEqual(edited, [
    {
      kind: 'paragraph',
      content: [{ kind: 'text', text: '根据' }, ...rest],
    },
  ])
})

test('a picture that is not there stays words; a table cannot be edited as text; emphasis is said to be lost', () => {
  assert.deepEqual(richFrom('见【图：无】', []), [
    { kind: 'paragraph', content: [{ kind: 'text', text: '见【图：无】' }] },
  ])
  assert.equal(writtenText([{ kind: 'table', rows: [] }]), undefined)
  assert.equal(losesMarks(rich), false)
  assert.equal(
    losesMarks([{ kind: 'paragraph', content: [{ kind: 'text', text: '不', marks: ['bold'] }] }]),
    true,
  )
})

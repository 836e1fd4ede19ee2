import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plain, type Rich } from '../../core/rich.ts'
import { checkItem, type ItemDraft } from './item.rule.ts'

const essay: ItemDraft = {
  ...{ code: 'D-A-B-C-001-002', type: 'D', pointCode: 'A-B-C-001', stem: plain('简述停电步骤。') },
  ...{ options: [], key: plain('先验电。'), difficulty: '3', consistency: '4', figure: '', explanation: [] },
  ...{ source: '', parts: [] },
}
const empty: readonly Rich[] = [
  [],
  [{ kind: 'paragraph', content: [] }],
  [
    { kind: 'paragraph', content: [{ kind: 'text', text: '' }] },
    { kind: 'list', ordered: false, items: [[]] },
  ],
]

test('a key of empty paragraphs alone is a missing key; each draft is an item or has a problem', () => {
  for (const key of empty) {
    const { item, problems } = checkItem({ ...essay, key })
    assert.equal(item, undefined)
    assert.deepEqual(
      problems.map(({ code, field }) => [code, field]),
      [['KEY_UNREADABLE', 'key']],
    )
  }
  const framed: Rich = [{ kind: 'paragraph', content: [] }, ...essay.key, { kind: 'paragraph', content: [] }]
  assert.deepEqual(checkItem({ ...essay, key: framed }).item, checkItem(essay).item)
  assert.ok(checkItem(essay).item)
})

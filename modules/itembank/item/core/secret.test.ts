import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { draftOf } from './item.draft.ts'
import { checkItem, type ItemDraft } from './item.rule.ts'
import { hasFormula, hasPicture, readSecret, secretOf } from './secret.ts'

test('an item stored while items held plain text is read in today’s form', () => {
  const stored = {
    stem: '电流的单位是（ ）。',
    options: [{ label: 'A', text: '安培' }],
    key: { kind: 'choice', labels: ['A'] },
    figure: '',
    explanation: '安培是国际单位。',
  }
  assert.deepEqual(readSecret('B', JSON.stringify(stored)), {
    ...{ stem: plain(stored.stem), options: [{ label: 'A', content: plain('安培') }], key: stored.key },
    ...{ parts: [], figure: '', explanation: plain(stored.explanation), source: '' },
  })
  const text = (type: 'T' | 'D' | 'F') =>
    readSecret(type, JSON.stringify({ ...stored, options: [], key: { kind: 'text', text: '停电；验电' } }))
      .key
  assert.deepEqual(text('T'), { kind: 'blanks', blanks: [['停电'], ['验电']] })
  assert.deepEqual(text('D'), { kind: 'text', content: plain('停电；验电') })
  assert.deepEqual(text('F'), { kind: 'text', content: plain('停电；验电') })
})

const draft: ItemDraft = {
  ...{ code: 'F-A-B-C-001-002', type: 'F', pointCode: 'A-B-C-001', stem: plain('阅读材料。') },
  ...{ options: [], key: [], difficulty: '3', consistency: '4', figure: '', explanation: [], source: '教材' },
  parts: [
    {
      ...{ type: 'B', share: '2', key: plain('B'), options: [plain('甲'), plain('乙')] },
      stem: [{ kind: 'paragraph', content: [{ kind: 'formula', latex: 'U=IR' }] }],
    },
    { type: 'T', share: '1', stem: plain('先____。'), options: [], key: plain('停电|断电') },
    { type: 'D', share: '3', stem: plain('简述。'), options: [], key: plain('要点一。\n要点二。') },
  ],
}

test('what is stored is read as it was, and an item given back as a draft makes the same item', () => {
  const item = checkItem(draft).item as Item
  assert.deepEqual(readSecret('F', JSON.stringify(secretOf(item))), secretOf(item))
  assert.deepEqual(checkItem(draftOf(item)).item, item)
  assert.ok(hasFormula(item))
  assert.ok(!hasPicture(item))
})

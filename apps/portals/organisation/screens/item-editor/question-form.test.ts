import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plain } from '#modules/itembank/core/rich.ts'
import { checkItem, type ItemDraft } from '#modules/itembank/item/core/item.rule.ts'
import { draftFrom, formFrom, type ItemForm, moved } from './question-form.ts'

const question: ItemDraft = {
  ...{ code: 'B-A-B-C-001-001', type: 'B', pointCode: 'A-B-C-001', stem: plain('题干（ ）。') },
  ...{ options: [plain('甲'), plain('乙'), plain('丙')], key: plain('B'), parts: [], difficulty: '3' },
  ...{ consistency: '5', figure: '', explanation: plain('解析'), source: '教材' },
}
const of = (changes: Partial<ItemDraft>): ItemDraft => ({ ...question, ...changes })
const textual = (type: string): ItemDraft =>
  of({ type, code: `${type}-A-B-C-001-001`, options: [], key: plain('要点一\n要点二') })

const drafts: readonly ItemDraft[] = [
  question,
  of({ type: 'G', code: 'G-A-B-C-001-001', key: plain('A、C') }),
  of({ type: 'C', code: 'C-A-B-C-001-001', options: [], key: plain('错误') }),
  of({
    ...{ type: 'T', code: 'T-A-B-C-001-001', options: [], key: plain('停电|断电；验电') },
    stem: [
      { kind: 'paragraph', content: [{ kind: 'blank' }, { kind: 'text', text: '，再' }, { kind: 'blank' }] },
    ],
  }),
  ...['D', 'U', 'W', 'E'].map(textual),
  of({
    ...{ type: 'F', code: 'F-A-B-C-001-001', options: [], key: [] },
    parts: [
      { type: 'B', stem: plain('一'), options: [plain('甲'), plain('乙')], key: plain('A'), share: '2' },
    ],
  }),
]

test('an item of each of the nine types comes out of the form as it went in, and is sound', () => {
  assert.equal(new Set(drafts.map(({ type }) => type)).size, 9)
  for (const draft of drafts) {
    const out = draftFrom(formFrom(draft))
    assert.deepEqual(out, draft)
    assert.deepEqual(checkItem(out).problems, [], draft.type)
  }
})

test('the key goes with its option when options are moved or taken away', () => {
  const form = formFrom(question)
  const up: ItemForm = { ...form, options: moved(form.options, 1, -1) }
  assert.deepEqual(draftFrom(up).key, plain('A'))
  assert.deepEqual(draftFrom(up).options, [plain('乙'), plain('甲'), plain('丙')])
  const without: ItemForm = { ...form, options: form.options.slice(1) }
  assert.deepEqual(draftFrom(without).key, plain('A'))
  assert.deepEqual(moved(form.options, 0, -1), form.options)
})

test('another type loses nothing that was typed', () => {
  const form = formFrom(question)
  const there: ItemForm = { ...form, type: 'C', judgement: 'yes' }
  assert.deepEqual(draftFrom(there).options, [])
  assert.deepEqual(draftFrom({ ...there, type: 'B' }), question)
})

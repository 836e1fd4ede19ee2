import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type ItemType, parseAnswer } from '../../core/item.ts'
import { textOf } from '../../core/rich.ts'
import { readWordItems } from './word-items.ts'
import { demoFile } from './workbook.fixture.ts'

interface Truth {
  readonly count: number
  readonly countByType: Readonly<Record<string, number>>
  readonly items: readonly {
    readonly pointCode: string
    readonly type: ItemType
    readonly difficulty: number
    readonly consistency: number
    readonly stem: string
    readonly options?: Readonly<Record<string, string>>
    readonly answer: readonly string[] | string
  }[]
}

const truth = JSON.parse(
  readFileSync(new URL('../../../../demo/data/items-tea-5.expected.json', import.meta.url), 'utf8'),
) as Truth

/** The truth file's own rule: NFKC without white space; a judgement's empty brackets do not count. */
const compared = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
const stemOf = (type: string, stem: string) =>
  type === 'C' ? compared(stem).replace(/\(\)(?=[。.]?$)/, '') : compared(stem)

test('the national Word file of 120 untidy items is read as its truth says, every one of them', async () => {
  const verdict = await readWordItems(demoFile('items-tea-5.docx'))
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  const { format, items, losses } = verdict.value
  assert.deepEqual([format, items.length, losses], ['word-national', truth.count, []])
  for (const [at, { draft, problems }] of items.entries()) {
    const wanted = truth.items[at]!
    const key = parseAnswer(wanted.type, draft.key)
    const answer =
      key?.kind === 'choice' ? key.labels : key?.kind === 'judgement' ? (key.correct ? '正确' : '错误') : key
    assert.deepEqual(
      {
        ...{
          pointCode: draft.pointCode,
          type: draft.type,
          difficulty: draft.difficulty,
          consistency: draft.consistency,
        },
        stem: stemOf(wanted.type, textOf(draft.stem)),
        options: draft.options.map((option) => compared(textOf(option))),
        answer,
        problems,
      },
      {
        ...{
          pointCode: wanted.pointCode,
          type: wanted.type,
          difficulty: `${wanted.difficulty}`,
          consistency: `${wanted.consistency}`,
        },
        stem: stemOf(wanted.type, wanted.stem),
        options: Object.values(wanted.options ?? {}).map(compared),
        answer: wanted.answer,
        problems: [],
      },
      `item ${at + 1}`,
    )
  }
})

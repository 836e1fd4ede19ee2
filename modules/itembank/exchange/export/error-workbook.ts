import type { WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { RowState, SameAs } from '../core/staged.rule.ts'
import type { StagedRow } from '../store/staged-row.store.ts'

const columns = [
  { title: '位置', width: 14 },
  { title: '情况', width: 10 },
  { title: '原文', width: 70, wrap: true },
  { title: '原因', width: 50, wrap: true },
  { title: '依据', width: 18, wrap: true },
  { title: '如何改正', width: 44, wrap: true },
]

const stateWords: { readonly [S in RowState]: string } = {
  good: '可导入',
  problem: '有误',
  duplicate: '重复',
  'near-duplicate': '相近',
  excluded: '已排除',
}

const sameWords = ({ where, kind, code, place }: SameAs): string =>
  `与${where === 'bank' ? `题库中的${code}` : `文件中的${place}`}${kind === 'same-code' ? '编号' : '题目'}${
    kind === 'near' ? '相近' : '相同'
  }。`

const cellsOf = ({ place, state, content }: StagedRow): readonly WriteCell[] => {
  const { problems, sameAs, source } = content
  const reasons = problems.map(({ sentence }) => sentence)
  if (sameAs && problems.length === 0) reasons.push(sameWords(sameAs))
  return [
    place,
    stateWords[state],
    source,
    reasons.join('\n'),
    [...new Set(problems.flatMap(({ clauses }) => clauses))].join('\n'),
    [...new Set(problems.map(({ remedy }) => remedy))].join('\n'),
  ]
}

/** Every question that was not imported: where it stands, what the file says there, why, and what to do. */
export const errorWorkbook = (rows: readonly StagedRow[]): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({ sheets: [{ name: '未导入的试题', columns, rows: rows.map(cellsOf) }] })

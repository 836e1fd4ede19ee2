import type { Item } from '../../core/item.ts'
import type { ItemImport } from './excel-a.ts'

export interface RowRefused {
  readonly row: number
  readonly code: string
  readonly reasons: readonly { readonly sentence: string; readonly clauses: readonly string[] }[]
}

export interface RowDoubled {
  readonly row: number
  readonly code: string
  /** Where the same item stands, in words. */
  readonly sameAs: string
}

export interface Findings {
  readonly fresh: readonly Item[]
  readonly refused: readonly RowRefused[]
  readonly duplicates: readonly RowDoubled[]
}

interface Known {
  readonly code: string
  readonly contentHash: string
  readonly text: string
}

export interface Compared {
  readonly hashOf: (item: Item) => string
  readonly textOf: (item: Item) => string
}

const changed = (row: number, code: string): RowRefused => ({
  row,
  code,
  reasons: [
    {
      sentence: `试题${code}已在题库中，但内容或答案与题库不同；未经批准不能用导入改动。`,
      clauses: ['SDS-5.1-05'],
    },
  ],
})

const doubled = ({ duplicates }: ItemImport): readonly RowDoubled[] =>
  duplicates.map(({ rowNumber, code, firstRow, same }) => ({
    row: rowNumber,
    code,
    sameAs: `与第${firstRow}行${same === 'code' ? '编号相同' : '题目相同'}`,
  }))

/**
 * Sorts what a workbook holds by what the bank holds: new items, items that are there already (also under another
 * code), and items whose content differs from the bank's, which an import may not change.
 */
export const againstBank = (
  read: ItemImport,
  known: readonly Known[],
  { hashOf, textOf }: Compared,
): Findings => {
  const byCode = new Map(known.map((item) => [item.code, item]))
  const byHash = new Map(known.map((item) => [item.contentHash, item.code]))
  const fresh: Item[] = []
  const refused: RowRefused[] = read.refused.map(({ rowNumber, code, reasons }) => ({
    row: rowNumber,
    code,
    reasons: reasons.map(({ sentence, clauses }) => ({ sentence, clauses })),
  }))
  const duplicates = [...doubled(read)]
  for (const { rowNumber: row, item } of read.items) {
    const { code } = item
    const there = byCode.get(code)
    const other = byHash.get(hashOf(item))
    if (there && there.text !== textOf(item)) refused.push(changed(row, code))
    else if (there) duplicates.push({ row, code, sameAs: '题库中已有' })
    else if (other) duplicates.push({ row, code, sameAs: `与题库中的${other}题目相同` })
    else fresh.push(item)
  }
  return { fresh, refused: refused.sort((a, b) => a.row - b.row), duplicates }
}

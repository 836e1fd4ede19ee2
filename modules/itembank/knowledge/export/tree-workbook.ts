import { isLevel, levelName } from '#modules/policy/core/level.ts'
import {
  columnName,
  type SheetColumn,
  type SheetContent,
  type WriteCell,
} from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { SheetRow } from '../../exchange/import/rows.ts'
import { type Part, partNames } from '../core/tree.machine.ts'
import { childrenOf, type KnowledgeRange, type KnowledgeTree, pointsOf } from '../core/tree.ts'
import { treeSheet } from '../import/tree.ts'
import { aboutSheets, type TreeProblem } from '../import/tree-workbook.ts'

type Cells = readonly WriteCell[]

const groups: readonly SheetColumn[] = [
  { title: '鉴定范围（一级）', width: 6 },
  { title: '', width: 16 },
  { title: '', width: 10 },
  { title: '鉴定范围（二级）', width: 20 },
  { title: '', width: 6 },
  { title: '', width: 10 },
  { title: '鉴定范围（三级）', width: 26 },
  { title: '', width: 6 },
  { title: '', width: 10 },
  { title: '鉴定点', width: 6 },
  { title: '', width: 38 },
  { title: '', width: 10 },
  { title: '备注', width: 16 },
]
const titles: Cells = [
  ...['代码', '名称', '鉴定比重（%）', '名称', '代码', '鉴定比重（%）', '名称', '代码', '鉴定比重（%）'],
  ...['代码', '名称', '重要程度', '认定点全码'],
]

const ownCode = (code: string) => code.split('-').at(-1) ?? ''
const blanks = (count: number): WriteCell[] => Array.from({ length: count }, () => null)

const rangeCells = ({ code, name, level, weight }: KnowledgeRange): Cells =>
  level === 1 ? [ownCode(code), name, weight] : [name, ownCode(code), weight]

interface Layout {
  readonly rows: readonly Cells[]
  readonly merges: readonly string[]
}

/** One below the other, the first at a row as the user counts. */
const stacked = (tree: KnowledgeTree, ranges: readonly KnowledgeRange[], top: number): Layout => {
  const rows: Cells[] = []
  const merges: string[] = []
  for (const range of ranges) {
    const below = layout(tree, range, top + rows.length)
    rows.push(...below.rows)
    merges.push(...below.merges)
  }
  return { rows, merges }
}

/** Rows of a range and all below it; the first of them names the range, whose cells are merged over the others. */
const layout = (tree: KnowledgeTree, range: KnowledgeRange, top: number): Layout => {
  const { code, level } = range
  const points = pointsOf(tree, code).map((point): Cells => {
    const { name, importance } = point
    return [ownCode(point.code), name, importance, point.code]
  })
  const below = level < 3 ? stacked(tree, childrenOf(tree, code), top) : { rows: points, merges: [] }
  const rows = below.rows.length > 0 ? below.rows : [blanks(titles.length - 3 * level)]
  const last = top + rows.length - 1
  const own = [3 * level - 3, 3 * level - 2, 3 * level - 1].map(columnName)
  return {
    rows: rows.map((row, at) => [...(at === 0 ? rangeCells(range) : blanks(3)), ...row]),
    merges: [...(last > top ? own.map((column) => `${column}${top}:${column}${last}`) : []), ...below.merges],
  }
}

/** What the workbook says of the bank beside the tree. */
export interface Described {
  readonly bank: string
  readonly occupationCode: string
  readonly trade: string
  readonly level: number
  readonly part: Part
  readonly standardVersion: string
  readonly edition: number
}

const levelWord = (level: number) => (isLevel(level) ? levelName(level) : String(level))

const aboutContent = (about: Described): SheetContent => ({
  name: aboutSheets[0],
  columns: [
    { title: '项目', width: 16 },
    { title: '内容', width: 40 },
  ],
  rows: [
    ['题库名称', about.bank],
    ['职业编码', about.occupationCode],
    ['工种', about.trade],
    ['等级', levelWord(about.level)],
    ['考核部分', partNames[about.part]],
    ['标准版本', about.standardVersion],
    ['版次', `第${about.edition}版`],
  ],
})

export const treeTitle = ({ bank, part }: Pick<Described, 'bank' | 'part'>): string =>
  `${bank} ${partNames[part]}鉴定要素细目表`

const groupMerges = ['A2:C2', 'D2:F2', 'G2:I2', 'J2:L2']

/** A workbook that `readTreeWorkbook` reads again as the same tree. */
export const treeWorkbook = (tree: KnowledgeTree, about: Described): Promise<Uint8Array<ArrayBuffer>> => {
  // Below the title, the groups and the names of the columns.
  const { rows, merges } = stacked(tree, childrenOf(tree, ''), 4)
  return writeWorkbook({
    sheets: [
      {
        ...{ name: treeSheet, title: treeTitle(about), columns: groups },
        rows: [titles, ...rows],
        merges: [...groupMerges, ...merges],
      },
      aboutContent(about),
    ],
  })
}

const numberIn = (problem: TreeProblem, name: 'rowNumber' | 'column'): number | undefined => {
  const value = problem.details?.[name]
  return typeof value === 'number' ? value : undefined
}

const reasonTitle = '错误原因'

/** The sheet as it was, row for row, with the reasons at its right: mended in place it can be brought in again. */
const returned = (rows: readonly SheetRow[], problems: readonly TreeProblem[]): SheetContent => {
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length))
  const byNumber = new Map(rows.map((row) => [row.rowNumber, row]))
  const last = Math.max(1, ...byNumber.keys())
  const cellsAt = (rowNumber: number): Cells => {
    const here = problems.filter((problem) => numberIn(problem, 'rowNumber') === rowNumber)
    const wrong = new Set(here.map((problem) => numberIn(problem, 'column')))
    const cells = Array.from({ length: width }, (_, at): WriteCell => {
      const cell = byNumber.get(rowNumber)?.cells[at] ?? null
      return wrong.has(at) ? { error: cell ?? '' } : cell
    })
    return here.length === 0 ? cells : [...cells, here.map(({ sentence }) => sentence).join('\n')]
  }
  return {
    name: treeSheet,
    columns: [
      ...Array.from({ length: width }, (_, at) => ({
        title: String(byNumber.get(1)?.cells[at] ?? ''),
        width: at === width - 3 ? 34 : 12,
      })),
      { title: reasonTitle, width: 60, wrap: true },
    ],
    rows: Array.from({ length: last - 1 }, (_, at) => cellsAt(at + 2)),
  }
}

/** Everything wrong with a tree workbook, in the workbook itself and as a list. */
export const treeErrorWorkbook = (
  rows: readonly SheetRow[],
  problems: readonly TreeProblem[],
): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      returned(rows, problems),
      {
        name: '问题清单',
        columns: [
          { title: '行', width: 8 },
          { title: '问题', width: 70, wrap: true },
          { title: '处理', width: 40, wrap: true },
        ],
        rows: problems.map((problem) => [
          numberIn(problem, 'rowNumber') ?? null,
          problem.sentence,
          problem.remedy,
        ]),
      },
    ],
  })

import { parseLevel } from '#modules/policy/core/level.ts'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import { type SpreadsheetCode, SpreadsheetRefused } from '#platform/spreadsheet/refusal.ts'
import { type SheetRow, textOf } from '../../exchange/import/rows.ts'
import type { Part } from '../core/tree.machine.ts'
import { checkTree, type KnowledgeTree, type TreeRefusal } from '../core/tree.ts'
import type { SheetProblem } from './sheet-problem.ts'
import { readTree, treeSheet } from './tree.ts'

/** Sheets of a name and a value in each row; the first one there is read. */
export const aboutSheets = ['题库信息', '组卷参数'] as const

/** What the workbook says of the bank; empty or null where it says nothing. */
export interface TreeAbout {
  readonly bank: string
  readonly occupationCode: string
  readonly level: number | null
  readonly trade: string
  readonly part: Part
  readonly standardVersion: string
}

export type TreeProblem = Refusal<SheetProblem | TreeRefusal>

export interface TreeReading {
  readonly tree: KnowledgeTree
  readonly about: TreeAbout
  readonly problems: readonly TreeProblem[]
  /** The sheet as it was, for giving it back with the reasons. */
  readonly rows: readonly SheetRow[]
}

/** A formula counts as its last value. */
const rowsOf = async (workbook: Workbook, sheet: string): Promise<readonly SheetRow[]> => {
  const rows: SheetRow[] = []
  for await (const { rowNumber, cells } of workbook.rows(sheet))
    rows.push({ rowNumber, cells: cells.map((cell) => (cell === null ? null : shownText(cell))) })
  return rows
}

const aboutOf = (rows: readonly SheetRow[], title: string): TreeAbout => {
  const named = (name: string) => {
    const row = rows.find((each) => textOf(each, 0) === name)
    return row ? textOf(row, 1) : ''
  }
  return {
    bank: named('题库名称'),
    occupationCode: named('职业编码'),
    level: parseLevel(named('等级')),
    trade: named('工种'),
    part: `${title}${named('考核部分')}`.includes('操作技能') ? 'skill' : 'theory',
    standardVersion: named('标准版本'),
  }
}

/** What a rule finds wrong is told with its row, as what could not be read is. */
const placed = (problem: Refusal<TreeRefusal>, places: ReadonlyMap<string, number>): TreeProblem => {
  const rowNumber = places.get(problem.field ?? '')
  return rowNumber === undefined ? problem : { ...problem, details: { rowNumber } }
}

const read = async (workbook: Workbook): Promise<TreeReading> => {
  const names = workbook.sheets.map(({ name }) => name)
  if (!names.includes(treeSheet))
    throw new SpreadsheetRefused('spreadsheet-no-such-sheet', { sheet: treeSheet, sheets: names })
  const rows = await rowsOf(workbook, treeSheet)
  const about = aboutSheets.find((name) => names.includes(name))
  const { value: tree, problems, places } = readTree(rows)
  return {
    tree,
    about: aboutOf(about ? await rowsOf(workbook, about) : [], rows[0] ? textOf(rows[0], 0) : ''),
    // What could not be read would only be reported a second time as a sum that does not fit.
    problems: problems.length > 0 ? problems : checkTree(tree).map((one) => placed(one, places)),
    rows,
  }
}

/** Reads the sheet 鉴定要素细目表 of a workbook, and what it says of the bank. */
export const readTreeWorkbook = async (bytes: Uint8Array): Promise<Verdict<TreeReading, SpreadsheetCode>> => {
  const opened = await openWorkbook(bytes)
  if (opened.refused) return opened
  try {
    return await asVerdict(() => read(opened.value))
  } finally {
    opened.value.close()
  }
}

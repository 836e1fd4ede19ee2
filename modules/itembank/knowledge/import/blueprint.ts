import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { checkBlueprint, type RuleRefusal } from '../../assembly/core/rule-check.ts'
import type { Blueprint } from '../../assembly/core/rules.ts'
import { readParameters, readRanges, readTypes } from '../../assembly/import/rule-sheets.ts'
import { collect, isBlank, numberOf, type Rows, type SheetRow, textOf } from '../../exchange/import/rows.ts'
import { bareCode } from '../../item/core/item.rule.ts'
import {
  checkTree,
  type Importance,
  importances,
  type KnowledgePoint,
  type KnowledgeRange,
  type KnowledgeTree,
  type TreeRefusal,
} from '../core/blueprint.ts'

export type SheetRefusal = 'SHEET_UNREADABLE' | 'ROW_UNREADABLE' | TreeRefusal | RuleRefusal

export interface BlueprintSheets {
  /** 鉴定要素细目表: data from row 4, parent cells merged. */
  readonly tree: Rows
  /** 题型分布 */
  readonly types: Rows
  /** 知识点分布 */
  readonly ranges: Rows
  /** 组卷参数: a name and a value in each row. */
  readonly parameters: Rows
}

export interface ReadBlueprint {
  readonly tree: KnowledgeTree
  readonly blueprint: Blueprint
}

/** Columns of the 鉴定要素细目表, which has no single header row: A code, B name, C weight; E D F; H G I; L M N. */
const treeColumns = [
  { code: 0, name: 1, weight: 2 },
  { code: 4, name: 3, weight: 5 },
  { code: 7, name: 6, weight: 8 },
] as const
const pointColumns = { code: 11, name: 12, importance: 13 } as const
const firstTreeRow = 4

const badRow = (sheet: string, { rowNumber }: SheetRow, what: string): Refusal<SheetRefusal> =>
  refuse('ROW_UNREADABLE', {
    field: sheet,
    sentence: `“${sheet}”第${rowNumber}行：${what}。`,
    remedy: '请改正该行后重新导入。',
    clauses: [],
    details: { rowNumber },
  })

interface Read<T> {
  readonly value: T
  readonly problems: readonly Refusal<SheetRefusal>[]
}

const importanceOf = (cell: string): Importance | undefined =>
  importances.find((importance) => importance === bareCode(cell))

const treeSheet = '鉴定要素细目表'

interface TreeSoFar {
  /** Own codes of the ranges above the current row, level 1 first. */
  readonly parents: string[]
  readonly ranges: KnowledgeRange[]
  readonly points: KnowledgePoint[]
  readonly problems: Refusal<SheetRefusal>[]
}

const readRange = (row: SheetRow, level: 1 | 2 | 3, { parents, ranges, problems }: TreeSoFar): void => {
  const columns = treeColumns[level - 1]!
  const own = textOf(row, columns.code)
  if (own === '') return
  // A new range ends those below it: its first row names them again.
  parents.splice(level - 1, parents.length, own)
  const code = parents.join('-')
  const weight = numberOf(row, columns.weight)
  if (weight >= 0) ranges.push({ code, name: textOf(row, columns.name), level, weight })
  else problems.push(badRow(treeSheet, row, `鉴定范围${code}没有比重`))
}

const readPoint = (row: SheetRow, { parents, points, problems }: TreeSoFar): void => {
  const own = textOf(row, pointColumns.code)
  if (own === '') return
  const importance = importanceOf(textOf(row, pointColumns.importance))
  if (parents.length < treeColumns.length) problems.push(badRow(treeSheet, row, '鉴定点上方没有三级鉴定范围'))
  else if (!importance) problems.push(badRow(treeSheet, row, '重要程度不是X、Y、Z之一'))
  else {
    const code = `${parents.join('-')}-${own.padStart(3, '0')}`
    points.push({ code, name: textOf(row, pointColumns.name), importance })
  }
}

const readTree = (rows: readonly SheetRow[]): Read<KnowledgeTree> => {
  const into: TreeSoFar = { parents: [], ranges: [], points: [], problems: [] }
  for (const row of rows) {
    if (row.rowNumber < firstTreeRow || isBlank(row)) continue
    for (const level of [1, 2, 3] as const) readRange(row, level, into)
    readPoint(row, into)
  }
  return { value: { ranges: into.ranges, points: into.points }, problems: into.problems }
}

export type BlueprintReading =
  | { readonly value: ReadBlueprint; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Refusal<SheetRefusal>[] }

/** Reads a blueprint workbook: either it is consistent in itself, or everything wrong with it is listed. */
export const readBlueprint = async (sheets: BlueprintSheets): Promise<BlueprintReading> => {
  const tree = readTree(await collect(sheets.tree))
  const types = readTypes(await collect(sheets.types))
  const ranges = readRanges(await collect(sheets.ranges))
  const parameters = readParameters(await collect(sheets.parameters))
  const blueprint: Blueprint = { ...types.value, ranges: ranges.value, ...parameters.value }
  const unread = [tree, types, ranges, parameters].flatMap(({ problems }) => problems)
  // What could not be read would only be reported a second time as a sum that does not fit.
  const problems =
    unread.length > 0 ? unread : [...checkTree(tree.value), ...checkBlueprint(blueprint, tree.value)]
  return problems.length === 0
    ? { value: { tree: tree.value, blueprint }, problems: [] }
    : { value: undefined, problems }
}

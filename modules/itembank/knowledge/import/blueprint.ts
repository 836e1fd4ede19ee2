import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type ItemType, isItemType } from '../../core/item.ts'
import {
  collect,
  findColumns,
  isBlank,
  numberOf,
  plainHeader,
  type Rows,
  type SheetRow,
  textOf,
} from '../../exchange/import/rows.ts'
import { bareCode } from '../../item/core/item.rule.ts'
import {
  type Blueprint,
  type BlueprintRefusal,
  checkBlueprint,
  checkTree,
  type Importance,
  importances,
  type KnowledgePoint,
  type KnowledgeRange,
  type KnowledgeTree,
  type RangeQuota,
  type TypeQuota,
} from '../core/blueprint.ts'

export type SheetRefusal = 'SHEET_UNREADABLE' | 'ROW_UNREADABLE' | BlueprintRefusal

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

const unreadable = (sheet: string, sentence: string): Refusal<SheetRefusal> =>
  refuse('SHEET_UNREADABLE', {
    field: sheet,
    sentence,
    remedy: '请使用组卷蓝图模板，不要改动表头。',
    clauses: [],
  })

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

const typeHeaders = { bank: '题库名称', type: '题型', count: '题量', points: '每题分数' } as const

const readTypes = ([header, ...rows]: readonly SheetRow[]): Read<{
  bank: string
  types: readonly TypeQuota[]
}> => {
  const sheet = '题型分布'
  const { columns, missing } = header ? findColumns(header, typeHeaders) : { columns: {}, missing: ['表头'] }
  if (missing.length > 0) {
    return {
      value: { bank: '', types: [] },
      problems: [unreadable(sheet, `“${sheet}”缺少列：${missing.join('、')}。`)],
    }
  }
  const types: TypeQuota[] = []
  const problems: Refusal<SheetRefusal>[] = []
  for (const row of rows.filter((each) => !isBlank(each))) {
    const type = bareCode(textOf(row, columns.type))
    const [count, points] = [numberOf(row, columns.count), numberOf(row, columns.points)]
    if (!isItemType(type)) problems.push(badRow(sheet, row, `题型“${type}”不在题型之列`))
    else if (!Number.isInteger(count) || count < 0 || !(points > 0))
      problems.push(badRow(sheet, row, '题量或每题分数不是有效数字'))
    else types.push({ type, count, points })
  }
  return { value: { bank: rows[0] ? textOf(rows[0], columns.bank) : '', types }, problems }
}

const rangeHeaders = { code: '3级代码', weight: '3级比重(%)' } as const

/** Columns headed by a type, `B(单选题)`, hold how many items of it are drawn. */
const typeColumns = (header: SheetRow): readonly (readonly [ItemType, number])[] =>
  header.cells.flatMap((cell, column) => {
    const type = bareCode(String(cell ?? ''))
    return isItemType(type) && /^[A-Z]\(/.test(String(cell).normalize('NFKC').trim())
      ? [[type, column] as const]
      : []
  })

const readRanges = ([header, ...rows]: readonly SheetRow[]): Read<readonly RangeQuota[]> => {
  const sheet = '知识点分布'
  const { columns, missing } = header ? findColumns(header, rangeHeaders) : { columns: {}, missing: ['表头'] }
  const byType = header ? typeColumns(header) : []
  if (missing.length > 0 || byType.length === 0) {
    const lacking = [...missing, ...(byType.length === 0 ? ['各题型抽题数'] : [])].join('、')
    return { value: [], problems: [unreadable(sheet, `“${sheet}”缺少列：${lacking}。`)] }
  }
  const ranges: RangeQuota[] = []
  const problems: Refusal<SheetRefusal>[] = []
  for (const row of rows.filter((each) => !isBlank(each))) {
    const code = textOf(row, columns.code)
    const weight = numberOf(row, columns.weight)
    const counts = byType.map(
      ([type, column]) => [type, textOf(row, column) === '' ? 0 : numberOf(row, column)] as const,
    )
    const valid =
      code !== '' && weight >= 0 && counts.every(([, count]) => Number.isInteger(count) && count >= 0)
    if (valid)
      ranges.push({ code, weight, counts: Object.fromEntries(counts.filter(([, count]) => count > 0)) })
    else problems.push(badRow(sheet, row, '三级代码、比重或抽题数不是有效内容'))
  }
  return { value: ranges, problems }
}

const readParameters = (rows: readonly SheetRow[]): Read<{ minutes: number; totalPoints: number }> => {
  const sheet = '组卷参数'
  const valueNamed = (name: string) => {
    const row = rows.find((each) => plainHeader(textOf(each, 0)) === plainHeader(name))
    return row ? numberOf(row, 1) : Number.NaN
  }
  const value = { minutes: valueNamed('考试时间（分钟）'), totalPoints: valueNamed('总分') }
  const lacking = Object.values(value).some((number) => !(number > 0))
  return { value, problems: lacking ? [unreadable(sheet, `“${sheet}”没有考试时间或总分。`)] : [] }
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

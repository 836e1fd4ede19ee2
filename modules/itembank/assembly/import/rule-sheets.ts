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
import type { Blueprint, RangeQuota, TypeQuota } from '../core/rules.ts'

type SheetRefusal = 'SHEET_UNREADABLE' | 'ROW_UNREADABLE'

/** The sheets of a rules workbook; 题库存量 tells nothing that the bank does not know. */
export interface RuleSheets {
  /** 题型分布 */
  readonly types: Rows
  /** 知识点分布 */
  readonly ranges: Rows
  /** 组卷参数: a name and a value in each row. */
  readonly parameters: Rows
}

interface Read<T> {
  readonly value: T
  readonly problems: readonly Refusal<SheetRefusal>[]
}

const unreadable = (sheet: string, sentence: string): Refusal<SheetRefusal> =>
  refuse('SHEET_UNREADABLE', {
    field: sheet,
    sentence,
    remedy: '请使用组卷规则模板，不要改动表头。',
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

const typeHeaders = { bank: '题库名称', type: '题型', count: '题量', points: '每题分数' } as const

export const readTypes = ([header, ...rows]: readonly SheetRow[]): Read<{
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

export const readRanges = ([header, ...rows]: readonly SheetRow[]): Read<readonly RangeQuota[]> => {
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

export const readParameters = (rows: readonly SheetRow[]): Read<{ minutes: number; totalPoints: number }> => {
  const sheet = '组卷参数'
  const valueNamed = (name: string) => {
    const row = rows.find((each) => plainHeader(textOf(each, 0)) === plainHeader(name))
    return row ? numberOf(row, 1) : Number.NaN
  }
  const value = { minutes: valueNamed('考试时间（分钟）'), totalPoints: valueNamed('总分') }
  const lacking = Object.values(value).some((number) => !(number > 0))
  return { value, problems: lacking ? [unreadable(sheet, `“${sheet}”没有考试时间或总分。`)] : [] }
}

export type RulesReading =
  | { readonly value: Blueprint; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Refusal<SheetRefusal>[] }

/** Reads the sheets as they are written; whether they fit together is another question. */
export const readRuleSheets = async (sheets: RuleSheets): Promise<RulesReading> => {
  const types = readTypes(await collect(sheets.types))
  const ranges = readRanges(await collect(sheets.ranges))
  const parameters = readParameters(await collect(sheets.parameters))
  const problems = [types, ranges, parameters].flatMap((read) => read.problems)
  return problems.length === 0
    ? { value: { ...types.value, ranges: ranges.value, ...parameters.value }, problems: [] }
    : { value: undefined, problems }
}

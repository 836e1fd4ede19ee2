import { identityTypes, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { SheetColumn, SheetContent, WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { type WorkbookContent, writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { CertificateData, DataProblem } from '../core/data.rule.ts'
import { levelWords } from '../core/sheet.ts'

export interface ReportRow extends CertificateData {
  readonly number: string
  readonly employer: string
}

/** The 11 columns of the reporting sheet, in the receiver's order. */
export const reportColumns: readonly SheetColumn[] = [
  { title: '姓名', width: 12 },
  { title: '证件类型', width: 10 },
  { title: '证件号码', width: 22 },
  { title: '所在单位', width: 28 },
  { title: '职业名称', width: 20 },
  { title: '工种名称', width: 20 },
  { title: '职业技能等级', width: 12 },
  { title: '证书编号', width: 26 },
  { title: '发证日期', width: 12 },
  { title: '评价机构', width: 30 },
  { title: '发证机构', width: 30 },
]

const documentTypeCode = (words: string): string => {
  const type = parseIdentityType(words)
  // Where the receiver publishes no code for the type, the name stands for itself.
  return type === null ? words : (identityTypes[type].reportingCode ?? identityTypes[type].name)
}

/** One row of the sheet: level as a digit, an empty employer as 其他, the evaluator as issuer (SDS-1.0-04). */
export const reportCells = (row: ReportRow, noTrade: string): string[] => [
  row.name,
  documentTypeCode(row.documentType),
  row.documentNumber,
  row.employer === '' ? '其他' : row.employer,
  row.occupationName,
  row.trade === '' ? noTrade : row.trade,
  String(row.level),
  row.number,
  row.issuedOn ?? '',
  row.issuerName,
  row.issuerName,
]

export interface CoverData {
  readonly organisationName: string
  readonly batchName: string
  readonly batchNumber: string
  readonly reportedOn: string
}

export interface GroupCount {
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly count: number
}

/** Certificates per occupation, trade and level, in the order of their first appearance. */
export const countGroups = (rows: readonly Omit<GroupCount, 'count'>[]): readonly GroupCount[] => {
  const groups = new Map<string, GroupCount>()
  for (const { occupationName, trade, level } of rows) {
    const key = [occupationName, trade, level].join('|')
    groups.set(key, { occupationName, trade, level, count: (groups.get(key)?.count ?? 0) + 1 })
  }
  return [...groups.values()]
}

const coverSheet = (cover: CoverData, rows: readonly ReportRow[], noTrade: string): SheetContent => {
  const groups = countGroups(rows)
  return {
    name: '封面',
    title: '职业技能等级证书数据报送单',
    columns: [
      { title: '职业名称', width: 28 },
      { title: '工种名称', width: 28 },
      { title: '职业技能等级', width: 18 },
      { title: '人数', width: 12, format: 'general' },
    ],
    rows: [
      ...groups.map(({ occupationName, trade, level, count }) => [
        occupationName,
        trade === '' ? noTrade : trade,
        levelWords(level),
        count,
      ]),
      ['合计', null, null, rows.length],
      [null],
      ['报送机构', cover.organisationName],
      ['认定批次', cover.batchName],
      ['报送批次号', cover.batchNumber],
      ['报送日期', cover.reportedOn],
      ['填报人（签字）', null, '机构负责人（签字、盖章）', null],
    ],
  }
}

/** The workbook that is reported: cover with counts and two signatures, then the sheet of 11 columns. */
export const reportWorkbook = (
  cover: CoverData,
  rows: readonly ReportRow[],
  noTrade: string,
): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      coverSheet(cover, rows, noTrade),
      { name: '证书数据', columns: reportColumns, rows: rows.map((row) => reportCells(row, noTrade)) },
    ],
  })

/** The bad rows as they stand, each with its row number and all its reasons (SDS-7.1-03). */
export const errorWorkbook = (
  rows: readonly ReportRow[],
  problems: readonly DataProblem[],
  noTrade: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reasons = new Map<number, string[]>()
  for (const { row, sentence } of problems) reasons.set(row, [...(reasons.get(row) ?? []), sentence])
  const content: WorkbookContent = {
    sheets: [
      {
        name: '错误清单',
        columns: [
          { title: '行号', width: 8, format: 'general' },
          ...reportColumns,
          { title: '原因', width: 60, wrap: true },
        ],
        rows: [...reasons].map(([row, sentences]): WriteCell[] => [
          row,
          ...reportCells(rows[row - 1]!, noTrade),
          { error: sentences.join('') },
        ]),
      },
    ],
  }
  return writeWorkbook(content)
}

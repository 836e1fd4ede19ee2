import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { levelWords } from '../core/sheet.ts'

export interface RegisterRow {
  readonly name: string
  readonly documentType: string
  readonly documentNumber: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly number: string
  readonly issuedOn: string
}

/** The cells of the issue register (发证名册), one certificate a row; the last column is signed by the holder. */
export const registerCells = (row: RegisterRow, at: number, noTrade: string): string[] => [
  String(at + 1),
  row.name,
  row.documentType,
  row.documentNumber,
  row.occupationName,
  row.trade === '' ? noTrade : row.trade,
  levelWords(row.level),
  row.number,
  row.issuedOn,
  '',
]

export const registerTitles: readonly string[] = [
  '序号',
  '姓名',
  '证件类型',
  '证件号码',
  '职业',
  '工种/职业方向',
  '等级',
  '证书编号',
  '发证日期',
  '领取人签字',
]

const widths = [6, 12, 14, 22, 18, 18, 14, 26, 12, 16]

export const registerWorkbook = (
  title: string,
  rows: readonly RegisterRow[],
  noTrade: string,
): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      {
        name: '发证名册',
        title,
        columns: registerTitles.map((each, at) => ({ title: each, width: widths[at]! })),
        rows: rows.map((row, at) => registerCells(row, at, noTrade)),
      },
    ],
  })

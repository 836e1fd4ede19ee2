import { type Json, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type PackageCode, packageRefusalOf } from '#platform/office/refusal.ts'

export type SpreadsheetCode =
  | 'spreadsheet-empty'
  | 'spreadsheet-legacy-xls'
  | 'spreadsheet-wrong-type'
  | `spreadsheet-${PackageCode}`
  | 'spreadsheet-too-many-rows'
  | 'spreadsheet-too-many-columns'
  | 'spreadsheet-no-such-sheet'

const words: Readonly<Record<SpreadsheetCode, readonly [sentence: string, remedy: string]>> = {
  'spreadsheet-empty': ['文件是空的。', '请重新导出或另存后再上传。'],
  'spreadsheet-legacy-xls': [
    '这是旧版 Excel（.xls）文件。',
    '请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再上传。',
  ],
  'spreadsheet-encrypted': ['文件设有打开密码，无法读取。', '请取消密码后另存，再上传。'],
  'spreadsheet-wrong-type': [
    '文件内容不是 Excel 工作簿（.xlsx）。',
    '请使用下载的模板填写，并保存为 .xlsx 格式；改文件扩展名不能改变文件格式。',
  ],
  'spreadsheet-corrupt': ['文件已损坏，无法完整读取。', '请用 Excel 或 WPS 打开检查，另存后再上传。'],
  'spreadsheet-unsafe-path': ['文件内部含有不安全的路径。', '请用 Excel 或 WPS 打开并另存为新文件后再上传。'],
  'spreadsheet-document-type': [
    '文件内部含有文档类型声明或外部实体，不予读取。',
    '请用 Excel 或 WPS 打开并另存为新文件后再上传。',
  ],
  'spreadsheet-too-large': ['文件解压后过大。', '请删去无关的工作表、格式和图片，或分成几个文件上传。'],
  'spreadsheet-ratio': ['文件的压缩比异常，不予读取。', '请用 Excel 或 WPS 打开并另存为新文件后再上传。'],
  'spreadsheet-too-many-parts': ['文件内部的部件过多。', '请删去无关的工作表、图片和附件后再上传。'],
  'spreadsheet-too-many-rows': ['表格的行数超过上限。', '请分成几个文件上传。'],
  'spreadsheet-too-many-columns': ['表格的列数超过上限。', '请删去模板以外的列后再上传。'],
  'spreadsheet-no-such-sheet': ['工作簿中没有所需的工作表。', '请使用下载的模板，不要改动工作表的名称。'],
}

/** Thrown inside the reader, whose rows come as an iteration; `asVerdict` turns it into the value it stands for. */
export class SpreadsheetRefused extends Error {
  readonly refusal: Refusal<SpreadsheetCode>

  constructor(code: SpreadsheetCode, details: { readonly [key: string]: Json } = {}) {
    const [sentence, remedy] = words[code]
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'SpreadsheetRefused'
    this.refusal = refuse(code, { sentence, remedy, clauses: [], details })
  }
}

/** The refusal that a failure on the way stands for; undefined for other errors, which stay errors. */
export const refusalOf = (error: unknown): Refusal<SpreadsheetCode> | undefined => {
  if (error instanceof SpreadsheetRefused) return error.refusal
  const refused = packageRefusalOf(error)
  return refused && new SpreadsheetRefused(`spreadsheet-${refused.code}`, refused.details).refusal
}

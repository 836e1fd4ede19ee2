import { decodeText } from '#platform/text/decode.ts'
import { sniff } from '#platform/upload/sniff.ts'
import type { Format } from '../core/parsed.ts'
import { sniffFormat } from './sniff-format.ts'

/** Formats that one reader takes: it tells them apart itself. */
export type Family = 'excel' | 'word' | 'gift' | 'aiken' | 'moodle-xml' | 'qti' | 'text'

export const familyOf: { readonly [F in Format]: Family } = {
  'excel-a': 'excel',
  'excel-b': 'excel',
  'excel-c': 'excel',
  'word-national': 'word',
  'word-plain': 'word',
  gift: 'gift',
  aiken: 'aiken',
  'moodle-xml': 'moodle-xml',
  'qti-2.1': 'qti',
  'qti-2.2': 'qti',
  'qti-3.0': 'qti',
}

export type Recognised =
  | { readonly family: Family }
  | { readonly family: null; readonly sentence: string; readonly remedy: string }

const refused: { readonly [type: string]: readonly [sentence: string, remedy: string] } = {
  empty: ['文件是空的。', '请检查文件后重新上传。'],
  xls: ['这是旧版 Excel（.xls）文件。', '请在 Excel 或 WPS 中另存为 .xlsx 后上传。'],
  cfb: ['这是旧版 Office 文件。', '请另存为 .xlsx 或 .docx 后上传。'],
  'encrypted-office': ['文件设有打开密码。', '请去掉密码后上传。'],
  pdf: ['PDF 文件不能可靠地读出试题。', '请上传其来源的 Word 或 Excel 文件。'],
  jpeg: ['这是一张图片。', '请上传含文字的试题文件。'],
  png: ['这是一张图片。', '请上传含文字的试题文件。'],
}

const unknown = {
  family: null,
  sentence: '不能识别这个文件的格式。',
  remedy: '请提供 Excel（.xlsx）、Word（.docx）、GIFT、Aiken、Moodle 或 QTI 格式的试题。',
} as const

/** What a file is by its content; its name is what the sender says and decides nothing that the content tells. */
export const recognise = (bytes: Uint8Array): Recognised => {
  const type = sniff(bytes)
  const words = refused[type]
  if (words) return { family: null, sentence: words[0], remedy: words[1] }
  if (type === 'xlsx') return { family: 'excel' }
  if (type === 'docx') return { family: 'word' }
  const format = sniffFormat(bytes, '')
  if (format) return { family: familyOf[format] }
  const text = type === 'zip' ? undefined : decodeText(bytes)
  // What begins as XML and is none of the known kinds is no text that people typed.
  return text === undefined || /^\s*<[?!\w]/.test(text) ? unknown : { family: 'text' }
}

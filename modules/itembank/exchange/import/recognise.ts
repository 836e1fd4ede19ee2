import { sniff } from '#platform/upload/sniff.ts'
import type { Format } from '../core/parsed.ts'

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

const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A text file in UTF-8, UTF-16 with its mark, or GB 18030; undefined when it is no text. */
export const textOfFile = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  return text === undefined || /[\x00-\x08\x0e-\x1f]/.test(text.slice(0, 4096)) ? undefined : text
}

/** Names of a zip's parts stand in its directory, at the end. */
const namesIn = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(-262_144)).toString('latin1')

const isGift = (text: string) =>
  /\{[^{}]*(?:[=~#]|\bT(?:RUE)?\b|\bF(?:ALSE)?\b)[^{}]*\}/.test(text) && /^\s*::|[=~]/m.test(text)

const familyOfText = (text: string): Family => {
  const head = text.slice(0, 20_000)
  if (/<quiz[\s>]/.test(head)) return 'moodle-xml'
  if (/<(?:\w+:)?(?:assessmentItem|assessmentTest|qti-assessment-item|questestinterop)[\s>]/.test(head))
    return 'qti'
  if (/^\s*ANSWER:\s*[A-Z]\s*$/im.test(text)) return 'aiken'
  return isGift(text) ? 'gift' : 'text'
}

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
  remedy: '请上传列出的格式之一。',
} as const

/** What a file is by its content; its name is what the sender says and decides nothing that the content tells. */
export const recognise = (bytes: Uint8Array): Recognised => {
  const type = sniff(bytes)
  const words = refused[type]
  if (words) return { family: null, sentence: words[0], remedy: words[1] }
  if (type === 'xlsx') return { family: 'excel' }
  if (type === 'docx') return { family: 'word' }
  if (type === 'zip') return /imsmanifest\.xml|\.xml/.test(namesIn(bytes)) ? { family: 'qti' } : unknown
  const text = textOfFile(bytes)
  return text === undefined ? unknown : { family: familyOfText(text) }
}

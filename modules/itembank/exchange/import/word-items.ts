import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { flat, type Line } from '../core/lines.ts'
import type { ParsedFile } from '../core/parsed.ts'
import { headerOf, readNational, stemMark } from '../core/word-national.ts'
import { readPlain } from '../core/word-plain.ts'
import { readDocx } from './docx-document.ts'
import { type DocumentCode, documentRefusalOf } from './docx-refusal.ts'
import { itemWithinBounds } from './draft-bounds.ts'
import { digestsOf } from './picture-shelf.ts'

const missing = (): Refusal<'ITEMS_MISSING'> =>
  refuse('ITEMS_MISSING', {
    sentence: '没有找到试题。',
    remedy:
      '请按国家题库 Word 格式（认定点代码、{A}题干、{B}答案）或普通试卷格式（1. 题干、A. 选项、答案：）书写。',
    clauses: [],
  })

/** The national grammar shows by its headers of codes and its marks {A}. */
const isNational = (lines: readonly Line[]): boolean => {
  const texts = lines.map(({ content }) => flat(content))
  return texts.some((text) => stemMark.test(text)) && texts.some((text) => headerOf(text) !== undefined)
}

const readLines = (lines: readonly Line[], unit: '段' | '行'): Omit<ParsedFile, 'pictures' | 'bank'> => {
  const [format, read] = isNational(lines)
    ? (['word-national', readNational(lines, unit)] as const)
    : (['word-plain', readPlain(lines, unit)] as const)
  return { format, ...read, items: read.items.map(itemWithinBounds) }
}

/** Reads a .docx in the national or the plain grammar, whichever it is written in. */
export const readWordItems = async (
  bytes: Uint8Array,
): Promise<Verdict<ParsedFile, DocumentCode | 'ITEMS_MISSING'>> => {
  try {
    const { lines, shelves } = await readDocx(bytes)
    const read = readLines(lines, '段')
    if (read.items.length === 0) return missing()
    const digests = digestsOf(read.items)
    const pictures = shelves.flatMap((shelf) => shelf.pictures(digests))
    const each = [...new Map(pictures.map((picture) => [picture.digest, picture])).values()]
    return accept({ ...read, bank: '', pictures: each })
  } catch (error) {
    return documentRefusalOf(error)
  }
}

const longestText = 2_000_000

/** Reads text that a person pasted, in either grammar. */
export const readPlainText = (text: string): Verdict<ParsedFile, 'ITEMS_MISSING' | 'TEXT_TOO_LONG'> => {
  if (text.length > longestText)
    return refuse('TEXT_TOO_LONG', {
      sentence: `粘贴的文字超过${longestText / 10_000}万字。`,
      remedy: '请分几次粘贴，或上传文件。',
      clauses: [],
    })
  const lines = text.split(/\r\n|\r|\n/).map(
    (line, at): Line => ({
      number: at + 1,
      content: line === '' ? [] : [{ kind: 'text', text: line }],
      losses: [],
    }),
  )
  const read = readLines(lines, '行')
  return read.items.length === 0 ? missing() : accept({ ...read, bank: '', pictures: [] })
}

import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { decodeText } from '#platform/text/decode.ts'
import { type ItemFileCode, refuseFile } from './file-refusal.ts'

/** Twenty thousand questions with their pictures; a file of text is held whole. */
const mostBytes = 64 * 1024 * 1024

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
const binary = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/

/** The text of a file with one kind of line end; refused when it is none. */
export const fileText = (bytes: Uint8Array): Verdict<string, ItemFileCode> => {
  if (bytes.length === 0) return refuseFile('file-empty')
  if (bytes.length > mostBytes) return refuseFile('file-too-large', { bytes: bytes.length, limit: mostBytes })
  const text = decodeText(bytes)
  if (text === undefined || binary.test(text)) return refuseFile('file-not-text')
  return text.trim() === '' ? refuseFile('file-empty') : accept(text.replace(/\r\n?/g, '\n'))
}

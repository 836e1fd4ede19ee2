import { decodeText } from '#platform/text/decode.ts'
import type { Format } from '../core/parsed.ts'

type TextFormat = Extract<Format, 'gift' | 'aiken' | 'moodle-xml' | `qti-${string}`>

const window = 65_536

const inside = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text)

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 8

/** A zip's names stand in its directory at the end; the versions only in its files, so the newest is said. */
const zipFormat = (bytes: Uint8Array): TextFormat | undefined => {
  const directory = bytes.subarray(-4 * 1024 * 1024)
  if (inside(directory, '[Content_Types].xml')) return undefined
  return inside(directory, 'imsmanifest.xml') ? 'qti-3.0' : undefined
}

/** The start of a text; a character cut by the window's edge is no error. */
const headOf = (bytes: Uint8Array): string | undefined => {
  for (let cut = 0; cut < 4; cut++) {
    const text = decodeText(bytes.length <= window ? bytes : bytes.subarray(0, window - cut))
    if (text !== undefined || bytes.length <= window) return text
  }
  return undefined
}

const xmlFormat = (text: string): TextFormat | undefined => {
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(text)?.[1]
  if (root === 'quiz') return 'moodle-xml'
  if (root === 'qti-assessment-item') return 'qti-3.0'
  if (root !== 'assessmentItem') return undefined
  return /imsqti_v2p2/.test(text.slice(0, 4096)) ? 'qti-2.2' : 'qti-2.1'
}

const isAiken = (text: string): boolean =>
  /^[ \t]*ANSWER:[ \t]*[A-Z]/m.test(text) && /^[ \t]*A[.)][ \t]/m.test(text)

/** A title, a category, or an answer section of any of the kinds. */
const isGift = (text: string): boolean =>
  /^\s*(::|\$CATEGORY:)/m.test(text) || /(?<!\\)\{\s*(\}|[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])/.test(text)

/**
 * Recognises the formats of learning platforms by content; undefined when it is none of them. The version of a
 * package is only known when it is read.
 */
export const sniffFormat = (bytes: Uint8Array, name: string): TextFormat | undefined => {
  if (isZip(bytes)) return zipFormat(bytes)
  const text = headOf(bytes)
  if (text === undefined) return undefined
  if (/^\s*<[?!\w]/.test(text)) return xmlFormat(text)
  if (isAiken(text)) return 'aiken'
  return isGift(text) || /\.gift(\.txt)?$/i.test(name) ? 'gift' : undefined
}

/** What a file is by its content; `cfb` is an OLE container that is neither a known workbook nor encrypted. */
export type SniffedType =
  | 'jpeg'
  | 'png'
  | 'pdf'
  | 'xlsx'
  | 'docx'
  | 'zip'
  | 'xls'
  | 'encrypted-office'
  | 'cfb'
  | 'html'
  | 'csv'
  | 'empty'
  | 'unknown'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  bytes.length >= signature.length && signature.every((byte, at) => bytes[at] === byte)

const holds = (bytes: Uint8Array, text: string, encoding: BufferEncoding): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding))

/** Names in a zip's directory stand at its end, and its first entry's at the start. */
const zipKind = (bytes: Uint8Array): SniffedType => {
  const window = 65_536
  const parts = bytes.length <= 2 * window ? [bytes] : [bytes.subarray(0, window), bytes.subarray(-window)]
  const names = (text: string) => parts.some((part) => holds(part, text, 'latin1'))
  if (!names('[Content_Types].xml')) return 'zip'
  if (names('xl/')) return 'xlsx'
  return names('word/') ? 'docx' : 'zip'
}

const cfbKind = (bytes: Uint8Array): SniffedType => {
  if (holds(bytes, 'EncryptedPackage', 'utf16le')) return 'encrypted-office'
  return holds(bytes, 'Workbook', 'utf16le') || holds(bytes, 'Book\0', 'utf16le') ? 'xls' : 'cfb'
}

const decodes = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    // Streaming, so that a character cut by the window's edge is not an error.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/** Text without control characters is taken for a table when its first line has a separator. */
const textKind = (bytes: Uint8Array): SniffedType => {
  const head = bytes.subarray(0, 4096)
  const text = decodes(head, 'utf-8') ?? decodes(head, 'gb18030')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  if (text === undefined || /[\x00-\x08\x0e-\x1f]/.test(text)) return 'unknown'
  if (/^\s*(<!doctype html|<html|<table|<meta)/i.test(text)) return 'html'
  return /[,\t;，]/.test(text.split(/\r?\n/, 1)[0] ?? '') ? 'csv' : 'unknown'
}

/** Recognises a file by its content alone; names and declared types are what the sender says. */
export const sniff = (bytes: Uint8Array): SniffedType => {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06))
    return zipKind(bytes)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return cfbKind(bytes)
  // BIFF 2 to 5 without a container.
  if (startsWith(bytes, 0x09, 0x00, 0x04, 0x00) || startsWith(bytes, 0x09, 0x08, 0x08, 0x00)) return 'xls'
  return textKind(bytes)
}

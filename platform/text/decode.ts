/** The encodings that text files from this country come in, told by a mark or by what decodes without an error. */
const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Latin letters in UTF-16 leave a zero in every other byte; no other text has any. */
const unmarkedUtf16 = (bytes: Uint8Array): string | undefined => {
  const head = bytes.subarray(0, 1024)
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]! += 1
  const [even, odd] = zeros as [number, number]
  if (Math.max(even, odd) < head.length / 16 || Math.min(even, odd) > 0) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Text of a file, without its byte order mark; undefined when it is none in any of the encodings. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked) return decoded(bytes, marked[0])
  const wide = unmarkedUtf16(bytes)
  if (wide) return decoded(bytes, wide)
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
}

import { endOfJpeg } from './jpeg-end.ts'

/** Start of a frame, tables, restart interval and the JFIF header: what a picture needs. */
const needed = (marker: number): boolean =>
  marker === 0xe0 ||
  marker === 0xdb ||
  marker === 0xc4 ||
  marker === 0xdd ||
  marker === 0xc0 ||
  marker === 0xc2

/** True for a JPEG that carries pixels alone: no metadata, comment, profile or thumbnail, nothing after its end. */
export const isBareJpeg = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || endOfJpeg(bytes) !== bytes.length) return false
  for (let at = 2; at + 4 <= bytes.length; ) {
    const [lead, marker] = [bytes[at]!, bytes[at + 1]!]
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    if (lead !== 0xff) return false
    if (marker === 0xda) return true
    if (!needed(marker) || length < 2 || (marker === 0xe0 && length !== 16)) return false
    at += 2 + length
  }
  return false
}

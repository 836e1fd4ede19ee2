/** Markers that stand alone, without a length: restarts, start and end of image, and the temporary one (ITU-T T.81, B.1.1.3). */
const standsAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd9) || marker === 0x01

/** Position after a scan's entropy-coded data, where the next real marker begins. */
const afterScan = (bytes: Uint8Array, from: number): number => {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at++
  }
  return bytes.length
}

/**
 * Position after a JPEG's end-of-image marker, or undefined when the marker is missing or the segments make no
 * sense. Whatever follows it is no part of the picture; a file may be two things at once that way.
 */
export const endOfJpeg = (bytes: Uint8Array): number | undefined => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    if (marker === 0xd9) return at + 2
    if (marker === 0xff) at += 1
    else if (standsAlone(marker)) at += 2
    else {
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
      if (length < 2) return undefined
      at += 2 + length
      if (marker === 0xda) at = afterScan(bytes, at)
    }
  }
  return undefined
}

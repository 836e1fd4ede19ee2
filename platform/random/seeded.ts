/**
 * A repeatable stream of numbers from a text seed: sfc32 (Doty-Humphrey) seeded by FNV-1a. For choices that must be
 * repeatable, not for secrets.
 */
export type Random = () => number

const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Each call gives a number in [0, 1). */
export const seeded = (seed: string): Random => {
  let [a, b, c] = ['a', 'b', 'c'].map((part) => fnv1a(`${part}:${seed}`)) as [number, number, number]
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // Near seeds begin alike; the first rounds mix them.
  for (let round = 0; round < 15; round++) next()
  return next
}

/** A shuffled copy (Fisher–Yates). */
export const shuffled = <T>(list: readonly T[], random: Random): readonly T[] => {
  const copy = [...list]
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const held = copy[at]!
    copy[at] = copy[other]!
    copy[other] = held
  }
  return copy
}

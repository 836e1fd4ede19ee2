/**
 * A repeatable source of chance for the order in which equals are taken. The seed is hexadecimal and recorded with
 * the arrangement, so that the same input gives the same seats again. Not for draws that people must be able to
 * check by hand: those sort by digest (`draw.ts`).
 */
export interface Chance {
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number
  shuffled<T>(items: readonly T[]): T[]
}

const wordsOf = (seed: string): [number, number, number, number] => {
  if (!/^[0-9a-f]{32,}$/u.test(seed)) throw new RangeError('a seed has at least 32 hexadecimal digits')
  const word = (at: number) => Number.parseInt(seed.slice(at * 8, at * 8 + 8), 16)
  return [word(0), word(1), word(2), word(3)]
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), seeded with 128 bits. */
export const chanceFrom = (seed: string): Chance => {
  let [a, b, c, counter] = wordsOf(seed)
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warming = 0; warming < 12; warming += 1) next()
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit)
  return {
    below,
    shuffled: (items) => {
      const mixed = [...items]
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = below(last + 1)
        ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
      }
      return mixed
    },
  }
}

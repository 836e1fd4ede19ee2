/** A script as it is compared: what was chosen for each item, in one canonical text. */
export interface ComparedScript {
  readonly id: string
  readonly sittingId: string
  readonly row: number
  readonly column: number
  readonly answers: Readonly<Record<string, readonly string[]>>
}

export interface KeyedQuestion {
  readonly id: string
  readonly answer: readonly string[]
}

export interface Threshold {
  readonly minEqualWrong: number
  /** Share of false reports accepted among the pairs reported. */
  readonly falseDiscoveryRate: number
}

export interface LikePair {
  readonly a: string
  readonly b: string
  readonly adjacent: boolean
  readonly equalWrong: number
  readonly bothWrong: number
  readonly items: number
  /** How likely so many equal wrong answers are by chance. */
  readonly chance: number
}

const wordBits = 32

const countBits = (word: number): number => {
  let rest = word - ((word >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

const sharedBits = (a: Uint32Array, b: Uint32Array): number => {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += countBits((a[at]! & b[at]!) >>> 0)
  return sum
}

const choiceText = (choice: readonly string[] | undefined): string => [...(choice ?? [])].sort().join('')

/** One bit for each wrong answer that anybody gave, and for each item answered wrongly. */
interface Bits {
  readonly script: ComparedScript
  readonly wrongAnswers: Uint32Array
  readonly wrongItems: Uint32Array
}

interface Prepared {
  readonly bits: readonly Bits[]
  /** Chance that two who both have an item wrong have the same answer there, averaged over the items. */
  readonly agreement: number
}

const setBit = (words: Uint32Array, bit: number): void => {
  words[Math.floor(bit / wordBits)]! |= 1 << (bit % wordBits)
}

/** The wrong answer of each script to each item; an item left blank is no answer. */
const wrongAnswersOf = (scripts: readonly ComparedScript[], key: readonly KeyedQuestion[]) =>
  scripts.map(({ answers }) =>
    key.map(({ id, answer }) => {
      const text = choiceText(answers[id])
      return text === '' || text === choiceText(answer) ? '' : text
    }),
  )

const agreementOf = (counts: readonly ReadonlyMap<string, number>[]): number => {
  let [agreeing, pairs] = [0, 0]
  for (const ofItem of counts) {
    const total = [...ofItem.values()].reduce((sum, one) => sum + one, 0)
    pairs += total * (total - 1)
    for (const one of ofItem.values()) agreeing += one * (one - 1)
  }
  return pairs === 0 ? 0 : agreeing / pairs
}

const prepare = (scripts: readonly ComparedScript[], key: readonly KeyedQuestion[]): Prepared => {
  const wrong = wrongAnswersOf(scripts, key)
  const counts = key.map(() => new Map<string, number>())
  const numbers = new Map<string, number>()
  for (const line of wrong)
    line.forEach((text, item) => {
      if (text === '') return
      counts[item]!.set(text, (counts[item]!.get(text) ?? 0) + 1)
      const name = `${item}/${text}`
      if (!numbers.has(name)) numbers.set(name, numbers.size)
    })
  const width = (bits: number): number => Math.ceil(bits / wordBits) || 1
  const bits = scripts.map((script, at) => {
    const wrongAnswers = new Uint32Array(width(numbers.size))
    const wrongItems = new Uint32Array(width(key.length))
    wrong[at]!.forEach((text, item) => {
      if (text === '') return
      setBit(wrongAnswers, numbers.get(`${item}/${text}`)!)
      setBit(wrongItems, item)
    })
    return { script, wrongAnswers, wrongItems }
  })
  return { bits, agreement: agreementOf(counts) }
}

/** Chance of at least `hits` agreements in `tries`, each as likely as `chance`; summed from the top, so nothing is lost. */
const tail = (tries: number, hits: number, chance: number): number => {
  if (hits <= 0) return 1
  if (chance <= 0) return 0
  if (chance >= 1) return 1
  let logTerm = tries * Math.log(chance)
  let sum = 0
  const odds = Math.log1p(-chance) - Math.log(chance)
  for (let at = tries; at >= hits; at -= 1) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(at) - Math.log(tries - at + 1) + odds
  }
  return Math.min(1, sum)
}

const standTogether = (a: ComparedScript, b: ComparedScript): boolean =>
  a.sittingId === b.sittingId && Math.abs(a.row - b.row) <= 1 && Math.abs(a.column - b.column) <= 1

/**
 * HN-2.7-07: pairs of scripts of one paper whose equal wrong answers chance does not explain. Every pair is tested;
 * of all pairs those are reported that keep the share of false reports below the threshold (Benjamini–Hochberg).
 * What two have right in common says nothing; neighbours are marked, strangers are reported as well.
 */
export const likePairs = (
  scripts: readonly ComparedScript[],
  key: readonly KeyedQuestion[],
  threshold: Threshold,
): readonly LikePair[] => {
  const { bits, agreement } = prepare(scripts, key)
  const known = new Map<number, number>()
  const chanceOf = (both: number, equal: number): number => {
    const name = both * 4096 + equal
    const before = known.get(name)
    if (before !== undefined) return before
    const chance = tail(both, equal, agreement)
    known.set(name, chance)
    return chance
  }
  const candidates: LikePair[] = []
  for (let i = 0; i < bits.length; i += 1)
    for (let j = i + 1; j < bits.length; j += 1) {
      const [one, other] = [bits[i]!, bits[j]!]
      const equalWrong = sharedBits(one.wrongAnswers, other.wrongAnswers)
      if (equalWrong < threshold.minEqualWrong) continue
      const bothWrong = sharedBits(one.wrongItems, other.wrongItems)
      candidates.push({
        ...{ a: one.script.id, b: other.script.id, equalWrong, bothWrong, items: key.length },
        adjacent: standTogether(one.script, other.script),
        chance: chanceOf(bothWrong, equalWrong),
      })
    }
  const tested = (bits.length * (bits.length - 1)) / 2
  const ordered = candidates.sort((a, b) => a.chance - b.chance || b.equalWrong - a.equalWrong)
  let last = -1
  ordered.forEach(({ chance }, rank) => {
    if (chance <= (threshold.falseDiscoveryRate * (rank + 1)) / tested) last = rank
  })
  return ordered.slice(0, last + 1)
}

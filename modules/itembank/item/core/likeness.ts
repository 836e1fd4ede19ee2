import { type Rich, textOf } from '../../core/rich.ts'

/** A question with its key left out: what is compared. */
interface Asked {
  readonly stem: Rich
  readonly options: readonly (Rich | { readonly content: Rich })[]
}

/** An item or a draft. */
export interface Comparable extends Asked {
  readonly parts: readonly Asked[]
}

/** Letters and digits alone, whatever their width and case. */
const letters = (rich: Rich): string =>
  textOf(rich)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

const askedText = ({ stem, options }: Asked): string =>
  [letters(stem), ...options.map((option) => letters('content' in option ? option.content : option)).sort()]
    .filter((text) => text !== '')
    .join('|')

/** The words of an item as they are compared; the order of options does not matter. */
export const likenessText = (of: Comparable): string => [of, ...of.parts].map(askedText).join('‖')

export interface Text {
  readonly id: string
  /** Made by `likenessText`. */
  readonly text: string
}

export interface LikePair {
  readonly first: string
  readonly second: string
  /** Share of the pairs of neighbouring characters that both have, 0 to 1. */
  readonly similarity: number
}

/** Items at least this alike are shown to people; below it two items of one point are merely about the same thing. */
export const likeFrom = 0.7

/** The pairs of neighbouring characters of a text, each once; packed, since a bank has millions of them. */
const shinglesOf = (text: string): Uint32Array => {
  const found = new Set<number>()
  for (let at = 0; at + 1 < text.length; at += 1)
    found.add(text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1))
  if (text.length === 1) found.add(text.charCodeAt(0))
  return Uint32Array.from(found)
}

/**
 * Shingles numbered from the rarest on, so that a few of them tell a text from nearly all others. The texts' shingles
 * are replaced by these numbers; packed arrays keep a bank's hundreds of thousands of shingles small.
 */
const rankInPlace = (texts: readonly Uint32Array[]): number => {
  const numbers = new Map<number, number>()
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const shingle = text[at]!
      const number = numbers.get(shingle) ?? numbers.size
      if (number === numbers.size) numbers.set(shingle, number)
      text[at] = number
    }
  }
  const counts = new Uint32Array(numbers.size)
  for (const text of texts) for (const number of text) counts[number]! += 1
  const shingles = Uint32Array.from(numbers.keys())
  const order = Uint32Array.from(shingles.keys()).sort(
    (a, b) => counts[a]! - counts[b]! || shingles[a]! - shingles[b]!,
  )
  const ranks = new Uint32Array(order.length)
  for (const [rank, number] of order.entries()) ranks[number] = rank
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) text[at] = ranks[text[at]!]!
    text.sort()
  }
  return order.length
}

interface Ranked {
  readonly id: string
  /** Ranks in ascending order: the rarest first. */
  readonly ranks: Uint32Array
  readonly isNew: boolean
}

const common = (a: Uint32Array, b: Uint32Array, wanted: number): number => {
  let [i, j, count] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    if (count + Math.min(a.length - i, b.length - j) < wanted) return count
    const difference = a[i]! - b[j]!
    if (difference === 0) count += 1
    if (difference <= 0) i += 1
    if (difference >= 0) j += 1
  }
  return count
}

/** Shares sets of at least `from`; undefined below it. */
const similarityOf = (a: Ranked, b: Ranked, from: number): number | undefined => {
  const size = a.ranks.length + b.ranks.length
  const wanted = Math.ceil((from / (1 + from)) * size - 1e-9)
  const both = common(a.ranks, b.ranks, wanted)
  return both < wanted ? undefined : both / (size - both)
}

/** Two sets that share at least this part of their union share one of so many of their rarest members. */
const prefixOf = ({ ranks }: Ranked, from: number): number =>
  ranks.length - Math.ceil(from * ranks.length - 1e-9) + 1

interface AllRanked {
  readonly texts: readonly Ranked[]
  /** How many different shingles they have. */
  readonly shingles: number
}

const rankAll = (texts: readonly Text[], isNew: (at: number) => boolean): AllRanked => {
  const ranks = texts.map(({ text }) => shinglesOf(text))
  const shingles = rankInPlace(ranks)
  const ranked = texts.map(({ id }, at) => ({ id, ranks: ranks[at]!, isNew: isNew(at) }))
  return { shingles, texts: ranked.filter((text) => text.ranks.length > 0) }
}

const shortestFirst = (texts: readonly Ranked[]): Ranked[] =>
  [...texts].sort((a, b) => a.ranks.length - b.ranks.length || (a.id < b.id ? -1 : 1))

/** More pairs than anybody looks through: what is found then is a bank of copies. */
const mostPairs = 20_000

/** Which texts have a shingle among their rarest: chains in packed arrays, the last that came first. */
interface Index {
  readonly last: Int32Array
  readonly before: Int32Array
  readonly texts: Int32Array
  size: number
}

const emptyIndex = ({ texts, shingles }: AllRanked, from: number): Index => {
  const most = texts.reduce((sum, text) => sum + prefixOf(text, from), 0)
  return {
    ...{ last: new Int32Array(shingles).fill(-1), size: 0 },
    ...{ before: new Int32Array(most), texts: new Int32Array(most) },
  }
}

function* textsWith({ last, before, texts }: Index, rank: number): Iterable<number> {
  for (let at = last[rank]!; at >= 0; at = before[at]!) yield texts[at]!
}

/** Earlier texts, none of them longer, that share one of this text's rarest shingles and are long enough. */
const candidatesOf = (
  text: Ranked,
  all: readonly Ranked[],
  { index, from }: { index: Index; from: number },
) => {
  const least = from * text.ranks.length - 1e-9
  const found = new Set<number>()
  for (const rank of text.ranks.subarray(0, prefixOf(text, from)))
    for (const other of textsWith(index, rank)) found.add(other)
  return [...found]
    .map((at) => all[at]!)
    .filter((other) => other.ranks.length >= least && (text.isNew || other.isNew))
}

const remember = (index: Index, prefix: Uint32Array, text: number): void => {
  for (const rank of prefix) {
    index.texts[index.size] = text
    index.before[index.size] = index.last[rank]!
    index.last[rank] = index.size
    index.size += 1
  }
}

/**
 * Every pair of texts that is at least `from` alike, exactly and always the same. Only texts that share one of their
 * rarest shingles are compared at all (prefix filtering), which leaves a few of the hundreds of millions of pairs.
 */
const pairsAmong = (ranked: AllRanked, from: number): LikePair[] => {
  const all = shortestFirst(ranked.texts)
  const index = emptyIndex(ranked, from)
  const found: LikePair[] = []
  for (const [at, text] of all.entries()) {
    for (const other of candidatesOf(text, all, { index, from })) {
      const similarity = similarityOf(text, other, from)
      if (similarity === undefined) continue
      const [first, second] = [text.id, other.id].sort()
      found.push({ first: first!, second: second!, similarity })
    }
    if (found.length >= mostPairs) return found
    remember(index, text.ranks.subarray(0, prefixOf(text, from)), at)
  }
  return found
}

const byLikeness = (a: LikePair, b: LikePair) =>
  b.similarity - a.similarity || (a.first + a.second < b.first + b.second ? -1 : 1)

/** Every pair of a bank's texts that is at least `from` alike, the most alike first. */
export const likePairs = (texts: readonly Text[], from = likeFrom): readonly LikePair[] =>
  pairsAmong(
    rankAll(texts, () => true),
    from,
  ).sort(byLikeness)

export interface Doubles {
  /** Of the new item. */
  readonly id: string
  /** Items that ask the same in the same words, whatever the punctuation: of the bank, or new themselves. */
  readonly exact: readonly string[]
  /** Others that are at least `from` alike, the most alike first. */
  readonly near: readonly { readonly id: string; readonly similarity: number }[]
}

/**
 * For an import: what of new items stands in the bank already, or twice among themselves. Ids are the caller's and
 * distinct over both lists; new items without a double are left out.
 */
export const doublesOf = (
  fresh: readonly Text[],
  bank: readonly Text[],
  from = likeFrom,
): readonly Doubles[] => {
  const texts = new Map([...fresh, ...bank].map(({ id, text }) => [id, text]))
  const isFresh = new Set(fresh.map(({ id }) => id))
  const pairs = pairsAmong(
    rankAll([...fresh, ...bank], (at) => at < fresh.length),
    from,
  ).sort(byLikeness)
  const both = pairs.flatMap(({ first, second, similarity }) => [
    { id: first, other: second, similarity },
    { id: second, other: first, similarity },
  ])
  const byId = Map.groupBy(
    both.filter(({ id }) => isFresh.has(id)),
    ({ id }) => id,
  )
  return [...byId].map(([id, found]) => ({
    id,
    exact: found.flatMap(({ other }) => (texts.get(other) === texts.get(id) ? [other] : [])),
    near: found.flatMap(({ other, similarity }) =>
      texts.get(other) === texts.get(id) ? [] : [{ id: other, similarity }],
    ),
  }))
}

/** The text that another one is most like. */
export interface NearTwin {
  readonly id: string
  readonly other: string
  readonly similarity: number
}

/** Enough of those that are alike to choose the most alike among; a bank of copies has thousands. */
const twinsCompared = 16

/** Texts that share one of this text's rarest shingles, each once. */
function* sharingWith(text: Ranked, { index, from }: { index: Index; from: number }): Iterable<number> {
  const seen = new Set<number>()
  for (const rank of text.ranks.subarray(0, prefixOf(text, from))) {
    for (const at of textsWith(index, rank)) {
      if (!seen.has(at)) yield at
      seen.add(at)
    }
  }
}

const nearestOf = (
  text: Ranked,
  all: readonly Ranked[],
  asked: { index: Index; from: number },
): NearTwin | undefined => {
  const { length } = text.ranks
  const [least, most] = [asked.from * length - 1e-9, length / asked.from + 1e-9]
  let best: NearTwin | undefined
  let found = 0
  for (const at of sharingWith(text, asked)) {
    const other = all[at]!
    if (other.ranks.length < least || other.ranks.length > most) continue
    const similarity = similarityOf(text, other, asked.from)
    if (similarity === undefined) continue
    if (similarity > (best?.similarity ?? 0)) best = { id: text.id, other: other.id, similarity }
    found += 1
    if (found >= twinsCompared) break
  }
  return best
}

/**
 * For each new text that is at least `from` like one of the bank or like an earlier new one, the one it is most like;
 * where many are alike, the most alike of the last ones. None is missed. The order of new texts is theirs.
 */
export const nearTwins = (
  fresh: readonly Text[],
  bank: readonly Text[],
  from = likeFrom,
): readonly NearTwin[] => {
  const ranked = rankAll([...bank, ...fresh], (at) => at >= bank.length)
  const all = ranked.texts
  const index = emptyIndex(ranked, from)
  return all.flatMap((text, at) => {
    const twin = text.isNew ? nearestOf(text, all, { index, from }) : undefined
    remember(index, text.ranks.subarray(0, prefixOf(text, from)), at)
    return twin ?? []
  })
}

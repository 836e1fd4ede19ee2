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

/** Shingles numbered from the rarest on, so that a few of them tell a text from nearly all others. */
const rankedBy = (texts: readonly Uint32Array[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  for (const shingles of texts)
    for (const shingle of shingles) counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  const order = [...counts].sort(([a, often], [b, rare]) => often - rare || a - b)
  return new Map(order.map(([shingle], rank) => [shingle, rank]))
}

interface Ranked {
  readonly id: string
  /** Ranks in ascending order: the rarest first. */
  readonly ranks: Int32Array
  readonly isNew: boolean
}

const common = (a: Int32Array, b: Int32Array, wanted: number): number => {
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

const rankAll = (texts: readonly Text[], isNew: (at: number) => boolean): Ranked[] => {
  const shingles = texts.map(({ text }) => shinglesOf(text))
  const rank = rankedBy(shingles)
  return texts
    .map(({ id }, at) => ({
      id,
      ranks: Int32Array.from(shingles[at]!, (shingle) => rank.get(shingle)!).sort(),
      isNew: isNew(at),
    }))
    .filter(({ ranks }) => ranks.length > 0)
}

const shortestFirst = (texts: readonly Ranked[]): Ranked[] =>
  [...texts].sort((a, b) => a.ranks.length - b.ranks.length || (a.id < b.id ? -1 : 1))

/** More pairs than anybody looks through: what is found then is a bank of copies. */
const mostPairs = 20_000

type Index = Map<number, number[]>

/** Earlier texts, none of them longer, that share one of this text's rarest shingles and are long enough. */
const candidatesOf = (
  text: Ranked,
  all: readonly Ranked[],
  { index, from }: { index: Index; from: number },
) => {
  const least = from * text.ranks.length - 1e-9
  const found = new Set<number>()
  for (const rank of text.ranks.subarray(0, prefixOf(text, from)))
    for (const other of index.get(rank) ?? []) found.add(other)
  return [...found]
    .map((at) => all[at]!)
    .filter((other) => other.ranks.length >= least && (text.isNew || other.isNew))
}

const remember = (index: Index, prefix: Int32Array, at: number): void => {
  for (const rank of prefix) {
    const known = index.get(rank)
    if (known) known.push(at)
    else index.set(rank, [at])
  }
}

/**
 * Every pair of texts that is at least `from` alike, exactly and always the same. Only texts that share one of their
 * rarest shingles are compared at all (prefix filtering), which leaves a few of the hundreds of millions of pairs.
 */
const pairsAmong = (texts: readonly Ranked[], from: number): LikePair[] => {
  const all = shortestFirst(texts)
  const index: Index = new Map()
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

const nearestOf = (
  text: Ranked,
  all: readonly Ranked[],
  { index, from }: { index: Index; from: number },
): NearTwin | undefined => {
  const [least, most] = [from * text.ranks.length - 1e-9, text.ranks.length / from + 1e-9]
  const seen = new Set<number>()
  let best: NearTwin | undefined
  let found = 0
  for (const rank of text.ranks.subarray(0, prefixOf(text, from))) {
    for (const at of index.get(rank) ?? []) {
      if (seen.has(at)) continue
      seen.add(at)
      const other = all[at]!
      if (other.ranks.length < least || other.ranks.length > most) continue
      const similarity = similarityOf(text, other, from)
      if (similarity === undefined) continue
      found += 1
      if (similarity > (best?.similarity ?? 0)) best = { id: text.id, other: other.id, similarity }
      if (found >= twinsCompared) return best
    }
  }
  return best
}

/**
 * For each new text that is at least `from` like one of the bank or like an earlier new one, the one it is most like;
 * where many are alike, the most alike of the first ones. None is missed. The order of new texts is theirs.
 */
export const nearTwins = (
  fresh: readonly Text[],
  bank: readonly Text[],
  from = likeFrom,
): readonly NearTwin[] => {
  const all = rankAll([...bank, ...fresh], (at) => at >= bank.length)
  const index: Index = new Map()
  return all.flatMap((text, at) => {
    const twin = text.isNew ? nearestOf(text, all, { index, from }) : undefined
    remember(index, text.ranks.subarray(0, prefixOf(text, from)), at)
    return twin ?? []
  })
}

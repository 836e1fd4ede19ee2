import { type AuditEntry, entryHash, genesis } from './chain.ts'

/** An entry as stored, with the hash it builds on and its own. */
export interface StoredEntry extends AuditEntry {
  readonly previous: Uint8Array
  readonly hash: Uint8Array
}

/**
 * - `gap`: the sequence does not go on by one, so entries are missing or doubled;
 * - `link`: it does not build on the entry before it;
 * - `content`: its own hash does not fit what it says.
 */
export interface Break {
  readonly seq: number
  readonly reason: 'gap' | 'link' | 'content'
}

/** The last entry found sound; the start of the next stretch of a chain that is read in pieces. */
export interface ChainEnd {
  readonly seq: number
  readonly hash: Uint8Array
}

export const chainStart: ChainEnd = { seq: 0, hash: genesis }

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at])

/** Undefined when `entry` follows `before` soundly. */
export const breakAfter = (before: ChainEnd, entry: StoredEntry): Break | undefined => {
  const { seq } = entry
  if (seq !== before.seq + 1) return { seq: before.seq + 1, reason: 'gap' }
  if (!equal(entry.previous, before.hash)) return { seq, reason: 'link' }
  return equal(entry.hash, entryHash(entry.previous, bare(entry))) ? undefined : { seq, reason: 'content' }
}

/** Only the members that are hashed: a stored row may carry more. */
const bare = (entry: StoredEntry): AuditEntry => ({
  chain: entry.chain,
  seq: entry.seq,
  commandId: entry.commandId,
  name: entry.name,
  actorAccountId: entry.actorAccountId,
  actorName: entry.actorName,
  at: entry.at,
  inputDigest: entry.inputDigest,
  factCount: entry.factCount,
  factDigest: entry.factDigest,
})

/**
 * The first unsound entry of one chain, whose entries come in their order; undefined when all are sound.
 * `head` is what the chain is known to end with (its head row, or a signed checkpoint): without it a chain cut
 * short looks whole.
 */
export const firstBroken = (
  entries: Iterable<StoredEntry>,
  { start = chainStart, head }: { readonly start?: ChainEnd; readonly head?: ChainEnd } = {},
): Break | undefined => {
  let end = start
  for (const entry of entries) {
    const broken = breakAfter(end, entry)
    if (broken) return broken
    end = entry
  }
  if (!head) return undefined
  if (end.seq !== head.seq) return { seq: Math.min(end.seq, head.seq) + 1, reason: 'gap' }
  return equal(end.hash, head.hash) ? undefined : { seq: end.seq, reason: 'link' }
}

import type { Json } from '#platform/contract/verdict.ts'
import type { EventBodies } from './events.ts'
import { canonicalJson } from './paper.ts'

export type EventKind = keyof EventBodies

/** What a decision wants written: no number, no hash yet. `actor` is a duty id, `seat:<seat>` or `room`. */
export type Draft = {
  readonly [K in EventKind]: {
    readonly kind: K
    readonly seat: string | null
    readonly actor: string
    readonly body: EventBodies[K]
  }
}[EventKind]

/** A line of the journal. `at` is the room's time, ISO 8601; `hash` covers all other fields and `prev`. */
export type Entry = Draft & {
  readonly seq: number
  readonly at: string
  readonly prev: string
  readonly hash: string
}

/** A hash over text, hexadecimal. The node passes SM3. */
export type Digest = (text: string) => string

/** What the first entry names as its predecessor. */
export const genesis = ''

type Unhashed = { readonly [K in keyof Entry as K extends 'hash' ? never : K]: Entry[K] }

/**
 * The bytes an entry's hash is taken over: canonical JSON of everything but the hash itself. The members stand here in
 * their canonical order, so that a save need not sort them.
 */
export const entryText = ({ actor, at, body, kind, prev, seat, seq }: Unhashed): string =>
  `{"actor":${JSON.stringify(actor)},"at":${JSON.stringify(at)},"body":${canonicalJson(body as unknown as Json)}` +
  `,"kind":${JSON.stringify(kind)},"prev":${JSON.stringify(prev)},"seat":${JSON.stringify(seat)},"seq":${seq}}`

/** Appends `draft` to the chain that ends at `head`. */
export const chain = (
  head: { readonly seq: number; readonly hash: string },
  draft: Draft & { readonly at: string },
  digest: Digest,
): Entry => {
  const unhashed = { ...draft, seq: head.seq + 1, prev: head.hash }
  return { ...unhashed, hash: digest(entryText(unhashed)) } as Entry
}

/** The number of the first entry that breaks the chain from `head` on, or undefined when it is whole. */
export const firstBrokenLink = (
  entries: Iterable<Entry>,
  digest: Digest,
  head = { seq: 0, hash: genesis },
): number | undefined => {
  let { seq, hash } = head
  for (const entry of entries) {
    seq += 1
    const { hash: written, ...rest } = entry
    if (entry.seq !== seq || entry.prev !== hash || digest(entryText(rest as Unhashed)) !== written)
      return seq
    hash = written
  }
  return undefined
}

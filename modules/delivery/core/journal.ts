import type { Json } from '#platform/contract/verdict.ts'
import { canonicalJson } from './paper.ts'
import type { RoomRules } from './room.rules.ts'

/** Where a candidate's event was made: one browser (`clientId`), numbered from 1 without gaps. */
export interface ClientOrigin {
  readonly clientId: string
  readonly clientSeq: number
  /** The room's time as the seat knew it, ISO 8601; differs from the journal's `at` when it was offline. */
  readonly madeAt: string
}

export type NoteCategory =
  | 'violation'
  | 'decision'
  | 'incident'
  | 'equipment'
  | 'patrol'
  | 'inspection'
  | 'staff-violation'

export type InterruptionCause = 'no-heartbeat' | 'equipment' | 'candidate'

/** Every kind of event of a sitting and the fields it carries. Persons appear by pseudonym only. */
export interface EventBodies {
  'sitting-prepared': {
    readonly sittingId: string
    readonly plannedStart: string
    readonly plannedEnd: string
    readonly preparationHash: string
    readonly seats: readonly { readonly seat: string; readonly candidate: string }[]
    readonly rules: RoomRules
  }
  /** A duty person's sign-in at this node; the hash lets the session outlive a restart. */
  'duty-signed-in': { readonly tokenHash: string }
  'package-received': { readonly packageHash: string; readonly bytes: number }
  'check-in-opened': { readonly checked: readonly string[] }
  'rules-read': { readonly document: string }
  'signed-in': { readonly identity: true; readonly articles: true }
  entered: { readonly tokenHash: string; readonly machine: string }
  confirmed: { readonly guideRead: true }
  'paper-opened': {
    readonly openers: readonly string[]
    readonly reason: string
    readonly packageHash: string
    readonly paperHash: string
    readonly items: readonly string[]
  }
  /** A try to open the paper that was refused; `persons` are duty ids, those not recognised left out. */
  'opening-refused': {
    readonly persons: readonly string[]
    readonly reason: string
    readonly code: string
    readonly sentence: string
  }
  started: { readonly reason: string }
  suspended: { readonly reason: string }
  resumed: { readonly reason: string }
  'paper-shown': { readonly paperHash: string; readonly machine: string }
  viewed: ClientOrigin & { readonly item: string }
  marked: ClientOrigin & { readonly item: string; readonly marked: boolean }
  answered: ClientOrigin & { readonly item: string; readonly choice: readonly string[] }
  /** An answer that came outside the time it may count; kept as evidence, without effect. */
  'answer-late': ClientOrigin & { readonly item: string; readonly choice: readonly string[] }
  interrupted: { readonly cause: InterruptionCause; readonly reason: string }
  reconnected: { readonly machine: string }
  'extension-granted': { readonly seconds: number; readonly reason: string }
  'move-code-issued': { readonly codeHash: string; readonly reason: string }
  'machine-changed': { readonly tokenHash: string; readonly machine: string }
  'handed-in': { readonly unanswered: number }
  collected: { readonly by: 'time' | 'invigilator'; readonly reason: string }
  'marked-absent': { readonly reason: string }
  expelled: { readonly reason: string }
  noted: {
    readonly category: NoteCategory
    readonly text: string
    readonly reportedTo: string
    readonly rule: string
  }
  ended: { readonly reason: string }
  sealed: { readonly reason: string }
  uploaded: { readonly receipt: string }
}

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

/** The bytes an entry's hash is taken over: canonical JSON of everything but the hash itself. */
export const entryText = (entry: Unhashed): string =>
  canonicalJson({
    seq: entry.seq,
    at: entry.at,
    kind: entry.kind,
    seat: entry.seat,
    actor: entry.actor,
    body: entry.body as unknown as Json,
    prev: entry.prev,
  })

/** Appends `draft` to the chain that ends at `head`. */
export const chain = (
  head: { readonly seq: number; readonly hash: string },
  draft: Draft & { readonly at: string },
  digest: Digest,
): Entry => {
  const unhashed = { ...draft, seq: head.seq + 1, prev: head.hash }
  return { ...unhashed, hash: digest(entryText(unhashed)) } as Entry
}

/** The number of the first entry that breaks the chain, or undefined when it is whole. */
export const firstBrokenLink = (entries: Iterable<Entry>, digest: Digest): number | undefined => {
  let seq = 0
  let hash = genesis
  for (const entry of entries) {
    seq += 1
    const { hash: written, ...rest } = entry
    if (entry.seq !== seq || entry.prev !== hash || digest(entryText(rest as Unhashed)) !== written)
      return seq
    hash = written
  }
  return undefined
}

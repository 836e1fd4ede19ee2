import { closeSync, fdatasync, fdatasyncSync } from 'node:fs'
import { type Entry, genesis } from '#modules/delivery/core/journal.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import {
  entriesOf,
  type Head,
  headOf,
  insertAll,
  makeCertain,
  openDatabase,
  proveWritable,
  type Row,
} from './sitting-database.ts'

/**
 * What this node is for a sitting: it serves it, follows the node that does, or did serve it until the other took over.
 * No part of the journal: the same journal lies on both nodes.
 */
export type NodeRole = 'serving' | 'following' | 'superseded'

export interface KeptRole {
  readonly role: NodeRole
  /** The highest epoch mark this node was shown; empty in the first epoch. */
  readonly mark: string
}

export interface SittingFile {
  entries(): Entry[]
  /** The last entry that was written. */
  head(): Head
  /**
   * To be called before anything is written. Throws while the disk refuses; after a refusal nobody can say what the
   * disk has, so the file is opened again, and true is returned when that has just been done: the state may have to be
   * rebuilt. The seats keep their own copies meanwhile.
   */
  ready(): boolean
  /** At most `limit` entries from number `seq` on. */
  entriesFrom(seq: number, limit: number): Entry[]
  /** The hash of entry `seq`, or undefined when there is none. */
  hashAt(seq: number): string | undefined
  role(): KeptRole
  /** On disk when it returns. */
  setRole(role: KeptRole): void
  /** Names a further place that must have the entries of each group before their writers are told. */
  alsoAt(place: ((entries: readonly Entry[]) => Promise<void> | undefined) | undefined): void
  /**
   * Resolves once the entries are synced to disk, together with whatever arrived while the sync before was under way.
   * Entries that do not follow the last one written are refused: the journal never has a gap.
   */
  append(entries: readonly Entry[]): Promise<void>
  /** Resolves when everything appended so far is on disk. */
  settled(): Promise<void>
  /** Writes and syncs what is waiting at once. */
  flush(): void
  /** Stored under its own hash by the caller; the same name twice keeps the first. */
  attach(name: string, bytes: Uint8Array): void
  attachment(name: string): Uint8Array | undefined
  /** In the order in which they were attached. */
  attachments(): readonly string[]
  close(): void
}

/** The disk took no more, or could not say that it had; nothing of what was to be written counts as saved. */
export class DiskFault extends Error {
  override readonly name = 'DiskFault'
}

/** An entry that does not follow the last one written: it was decided on a state that the disk does not have. */
class OutOfStep extends Error {
  override readonly name = 'OutOfStep'
}

/** A disk that refused is asked again after this long, milliseconds, not with every write of every seat. */
const patience = 250

class FileOnDisk implements SittingFile {
  readonly #path: string
  #open: ReturnType<typeof openDatabase>
  #journal: GroupCommit<Entry>
  #head: Head
  #fault: DiskFault | undefined
  #askedAt = 0
  #elsewhere: Parameters<SittingFile['alsoAt']>[0]
  readonly #names: string[]

  constructor(path: string) {
    this.#path = path
    this.#open = openDatabase(path)
    makeCertain(this.#open)
    this.#head = headOf(this.#open)
    this.#journal = this.#begin()
    this.#names = (this.#open.names.all() as { name: string }[]).map(({ name }) => name)
  }

  readonly #refused = (cause: unknown): DiskFault => {
    this.#fault ??= new DiskFault(String(cause), { cause })
    this.#askedAt = performance.now()
    return this.#fault
  }

  readonly #commit = (entries: readonly Entry[]): void => {
    let next = this.#head
    for (const { seq, prev, hash } of entries) {
      if (seq !== next.seq + 1 || prev !== next.hash) throw new OutOfStep(`entry ${seq} after ${next.seq}`)
      next = { seq, hash }
    }
    try {
      insertAll(this.#open, entries)
    } catch (cause) {
      throw this.#refused(cause)
    }
    this.#head = next
  }

  // SQLite commits to its log without waiting for the disk; the log is synced here, off the event loop, before anything
  // is acknowledged. That is what `synchronous = FULL` promises, without holding up every other seat meanwhile.
  readonly #begin = (): GroupCommit<Entry> => {
    const { log } = this.#open
    return groupCommit<Entry>({
      commit: this.#commit,
      sync: (done) => fdatasync(log, (cause) => done(cause && this.#refused(cause))),
      syncNow: () => this.#syncNow(log),
      elsewhere: (entries) => this.#elsewhere?.(entries),
    })
  }

  readonly #syncNow = (log: number): void => {
    try {
      fdatasyncSync(log)
    } catch (cause) {
      throw this.#refused(cause)
    }
  }

  readonly #shut = (): void => {
    const { database, log } = this.#open
    if (!database.isOpen) return
    database.close()
    // A sync still under way ends on its own descriptor.
    void this.#journal.idle().then(() => closeSync(log))
  }

  readonly ready = (): boolean => {
    if (!this.#fault) return false
    if (performance.now() - this.#askedAt < patience) throw this.#fault
    try {
      this.#shut()
      this.#open = openDatabase(this.#path)
      proveWritable(this.#open)
    } catch (cause) {
      throw this.#refused(cause)
    }
    this.#head = headOf(this.#open)
    this.#journal = this.#begin()
    this.#fault = undefined
    return true
  }

  readonly entries = (): Entry[] => entriesOf(this.#open.all.all() as unknown as Row[])
  readonly entriesFrom = (seq: number, limit: number): Entry[] =>
    entriesOf(this.#open.from.all(seq, limit) as unknown as Row[], this.hashAt(seq - 1) ?? genesis)
  readonly head = (): Head => this.#head
  readonly hashAt = (seq: number): string | undefined => {
    const row = this.#open.one.get(seq) as { hash: Uint8Array } | undefined
    return row && Buffer.from(row.hash).toString('hex')
  }
  readonly role = (): KeptRole =>
    (this.#open.readRole.get() as unknown as KeptRole | undefined) ?? { role: 'serving', mark: '' }
  readonly setRole = ({ role, mark }: KeptRole): void => {
    this.#open.writeRole.run(role, mark)
    this.#syncNow(this.#open.log)
  }
  readonly alsoAt: SittingFile['alsoAt'] = (place) => {
    this.#elsewhere = place
  }
  readonly append = (entries: readonly Entry[]): Promise<void> => this.#journal.append(entries)
  readonly settled = (): Promise<void> =>
    this.#fault ? Promise.reject(this.#fault) : this.#journal.settled()
  readonly flush = (): void => this.#journal.flush()
  readonly attach = (name: string, bytes: Uint8Array): void => {
    if (this.#open.attach.run(name, bytes).changes > 0) this.#names.push(name)
  }
  readonly attachment = (name: string): Uint8Array | undefined =>
    (this.#open.read.get(name) as { bytes: Uint8Array } | undefined)?.bytes
  readonly attachments = (): readonly string[] => this.#names
  readonly close = (): void => {
    this.#journal.flush()
    this.#shut()
  }
}

/** Opens or creates the file of one sitting. Throws when another node holds it. */
export const openSittingFile = (path: string): SittingFile => new FileOnDisk(path)

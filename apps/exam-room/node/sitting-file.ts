import { chmodSync, closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Entry, genesis } from '#modules/delivery/core/journal.ts'
import { groupCommit } from './group-commit.ts'

/**
 * A sitting is a file. The journal is append-only, by triggers too; the one connection holds the file
 * exclusively, so two nodes can never write to the same sitting.
 */
const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8192;
  CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, seat TEXT, actor TEXT NOT NULL,
    body TEXT NOT NULL, hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS attachment (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS node_role (
    one INTEGER PRIMARY KEY CHECK (one = 1), role TEXT NOT NULL, mark TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS attachment_no_update BEFORE UPDATE ON attachment
    BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END;
  CREATE TRIGGER IF NOT EXISTS attachment_no_delete BEFORE DELETE ON attachment
    BEGIN SELECT RAISE(ABORT, 'attachments are never removed'); END;
`

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
   * After a sync that failed nobody can say what the disk has: every later write is refused until the file is opened
   * again, and the seats keep their own copies meanwhile.
   */
  append(entries: readonly Entry[]): Promise<void>
  /** Writes and syncs what is waiting at once. */
  flush(): void
  /** Stored under its own hash by the caller; the same name twice keeps the first. */
  attach(name: string, bytes: Uint8Array): void
  attachment(name: string): Uint8Array | undefined
  /** In the order in which they were attached. */
  attachments(): readonly string[]
  close(): void
}

interface Row {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly seat: string | null
  readonly actor: string
  readonly body: string
  readonly hash: Uint8Array
}

/** The rows as entries; each names as its predecessor the hash that stands before it. */
const entriesOf = (rows: readonly Row[], before = genesis): Entry[] => {
  let prev = before
  return rows.map(({ body, hash, ...row }) => {
    const entry = { ...row, body: JSON.parse(body), prev, hash: Buffer.from(hash).toString('hex') } as Entry
    prev = entry.hash
    return entry
  })
}

/** Opens or creates the file of one sitting, readable by its owner only. Throws when another node holds it. */
export const openSittingFile = (path: string): SittingFile => {
  const database = new DatabaseSync(path)
  database.exec(schema)
  chmodSync(path, 0o600)
  const insert = database.prepare(
    'INSERT INTO journal (seq, at, kind, seat, actor, body, hash) VALUES (?,?,?,?,?,?,?)',
  )
  const attach = database.prepare('INSERT OR IGNORE INTO attachment (name, bytes) VALUES (?, ?)')
  const read = database.prepare('SELECT bytes FROM attachment WHERE name = ?')
  const all = database.prepare('SELECT seq, at, kind, seat, actor, body, hash FROM journal ORDER BY seq')
  const from = database.prepare(
    'SELECT seq, at, kind, seat, actor, body, hash FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?',
  )
  const one = database.prepare('SELECT hash FROM journal WHERE seq = ?')
  const readRole = database.prepare('SELECT role, mark FROM node_role')
  const writeRole = database.prepare('INSERT OR REPLACE INTO node_role (one, role, mark) VALUES (1, ?, ?)')
  const write = ({ seq, at, kind, seat, actor, body, hash }: Entry): void => {
    insert.run(seq, at, kind, seat, actor, JSON.stringify(body), Buffer.from(hash, 'hex'))
  }
  const commit = (entries: readonly Entry[]): void => {
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const entry of entries) write(entry)
      database.exec('COMMIT')
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw cause
    }
  }
  // SQLite commits to its log without waiting for the disk; the log is synced here, off the event loop, before anything
  // is acknowledged. That is what `synchronous = FULL` promises, without holding up every other seat meanwhile.
  let elsewhere: Parameters<SittingFile['alsoAt']>[0]
  const names = (
    database.prepare('SELECT name FROM attachment ORDER BY rowid').all() as { name: string }[]
  ).map(({ name }) => name)
  const log = openSync(`${path}-wal`, 'r')
  const journal = groupCommit<Entry>({
    commit,
    sync: (done) => fdatasync(log, done),
    syncNow: () => fdatasyncSync(log),
    elsewhere: (entries) => elsewhere?.(entries),
  })
  const hashAt = (seq: number): string | undefined => {
    const row = one.get(seq) as { hash: Uint8Array } | undefined
    return row && Buffer.from(row.hash).toString('hex')
  }

  return {
    entries: () => entriesOf(all.all() as unknown as Row[]),
    entriesFrom: (seq, limit) =>
      entriesOf(from.all(seq, limit) as unknown as Row[], hashAt(seq - 1) ?? genesis),
    hashAt,
    role: () => (readRole.get() as unknown as KeptRole | undefined) ?? { role: 'serving', mark: '' },
    setRole: ({ role, mark }) => {
      writeRole.run(role, mark)
      fdatasyncSync(log)
    },
    alsoAt: (place) => {
      elsewhere = place
    },
    append: journal.append,
    flush: journal.flush,
    attach: (name, bytes) => {
      if (attach.run(name, bytes).changes > 0) names.push(name)
    },
    attachment: (name) => (read.get(name) as { bytes: Uint8Array } | undefined)?.bytes,
    attachments: () => names,
    close: () => {
      journal.flush()
      database.close()
      // A sync still under way ends on its own descriptor.
      void journal.idle().then(() => closeSync(log))
    },
  }
}

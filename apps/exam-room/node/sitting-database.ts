import { chmodSync, fdatasyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Entry, genesis } from '#modules/delivery/core/journal.ts'

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

export interface Row {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly seat: string | null
  readonly actor: string
  readonly body: string
  readonly hash: Uint8Array
}

/** The rows as entries; each names as its predecessor the hash that stands before it. */
export const entriesOf = (rows: readonly Row[], before = genesis): Entry[] => {
  let prev = before
  return rows.map(({ body, hash, ...row }) => {
    const entry = { ...row, body: JSON.parse(body), prev, hash: Buffer.from(hash).toString('hex') } as Entry
    prev = entry.hash
    return entry
  })
}

/** The number and hash of an entry. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** A file of a sitting that this program cannot read as it is meant: written by another version of it. */
export class OtherFormat extends Error {
  override readonly name = 'OtherFormat'
}

const columns = 'seq, at, kind, seat, actor, body, hash'
const newest = 1
/** SQLite's own word for a file that is none of its own. */
const notDatabase = 26

/** Before anything is created in it: a file of another version stays as it was. */
const checkFormat = (database: DatabaseSync): void => {
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const there = database.prepare("SELECT name FROM pragma_table_info('journal')").all()
    const names = there.map(({ name }) => String(name)).join(', ')
    const [version] = Object.values(database.prepare('PRAGMA user_version').get() ?? {})
    if (Number(version) > newest) throw new OtherFormat(`format ${version}`)
    if (names !== '' && names !== columns) throw new OtherFormat(`a journal of ${names}`)
  } catch (cause) {
    database.close()
    const isForeign = (cause as { readonly errcode?: number }).errcode === notDatabase
    throw isForeign ? new OtherFormat('no database', { cause }) : cause
  }
}

/** Opens or creates the database of one sitting, readable by its owner only. Throws when another node holds it, and OtherFormat. */
export const openDatabase = (path: string) => {
  const database = new DatabaseSync(path)
  checkFormat(database)
  database.exec(schema)
  chmodSync(path, 0o600)
  return {
    database,
    log: openSync(`${path}-wal`, 'r'),
    insert: database.prepare(`INSERT INTO journal (${columns}) VALUES (?,?,?,?,?,?,?)`),
    attach: database.prepare('INSERT OR IGNORE INTO attachment (name, bytes) VALUES (?, ?)'),
    read: database.prepare('SELECT bytes FROM attachment WHERE name = ?'),
    names: database.prepare('SELECT name FROM attachment ORDER BY rowid'),
    all: database.prepare(`SELECT ${columns} FROM journal ORDER BY seq`),
    from: database.prepare(`SELECT ${columns} FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?`),
    one: database.prepare('SELECT hash FROM journal WHERE seq = ?'),
    last: database.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1'),
    readRole: database.prepare('SELECT role, mark FROM node_role'),
    writeRole: database.prepare('INSERT OR REPLACE INTO node_role (one, role, mark) VALUES (1, ?, ?)'),
  }
}

export type SittingDatabase = ReturnType<typeof openDatabase>

/**
 * What a process before left in the log may never have been synced, and after a sync that failed the system takes pages
 * for written that are not. Before anybody is told that it is there, it is written once more, into the file itself.
 */
export const makeCertain = ({ database, log }: SittingDatabase): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // No room to copy it: the log as it is must do.
    fdatasyncSync(log)
  }
}

/** Proves that the disk takes a page again, and that what is in the log lies in the file. */
export const proveWritable = ({ database }: SittingDatabase): void => {
  database.exec('PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)')
}

export const headOf = ({ last }: SittingDatabase): Head => {
  const row = last.get() as { seq: number; hash: Uint8Array } | undefined
  return row ? { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') } : { seq: 0, hash: genesis }
}

/** All of them or none. */
export const insertAll = ({ database, insert }: SittingDatabase, entries: readonly Entry[]): void => {
  try {
    database.exec('BEGIN IMMEDIATE')
    for (const { seq, at, kind, seat, actor, body, hash } of entries)
      insert.run(seq, at, kind, seat, actor, JSON.stringify(body), Buffer.from(hash, 'hex'))
    database.exec('COMMIT')
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw cause
  }
}

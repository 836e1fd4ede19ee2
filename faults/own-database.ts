import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#platform/db/launcher.ts'
import { Cable } from './room/cable.ts'

/** A PostgreSQL that belongs to one test, which kills it; its address stays the same. */
export interface OwnDatabase {
  readonly url: string
  /**
   * Stops whoever writes to `table`, `once` nobody can any more, where he stands within his transaction; then every
   * process of PostgreSQL ends by kill -9. Resolves when they are gone.
   */
  killAtWrite(table: string, once: () => void): Promise<void>
  restart(): Promise<void>
  close(): Promise<void>
}

/** The processes that a process has begun, by the parent that each names. */
const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [Number(name)] : []
      } catch {
        return []
      }
    })

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended with the others.
  }
}

/** Tenths of a second. */
const patience = 600

const waitFor = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < patience; tries += 1) {
    if (await holds()) return
    await pause(100)
  }
  throw new Error(`not within a minute: ${what}`)
}

const clientAt = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}

const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass'

export const openOwnDatabase = async (): Promise<OwnDatabase> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'own-database-'))
  let server = await startEmbedded(folder)
  const cable = new Cable()
  const url = new URL(server.url)
  url.port = new URL(await cable.layTo(server.url)).port
  const postmaster = () =>
    Number(readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
  const killAll = async (): Promise<void> => {
    const pids = [postmaster(), ...childrenOf(postmaster())]
    for (const pid of pids) end(pid)
    await waitFor('PostgreSQL is gone', async () => !pids.some(isThere))
  }
  return {
    url: url.href,
    killAtWrite: async (table, once) => {
      const [holder, watcher] = [await clientAt(server.url), await clientAt(server.url)]
      try {
        await holder.query('BEGIN')
        await holder.query(`LOCK TABLE ${table} IN SHARE MODE`)
        once()
        await waitFor(`somebody writes to ${table}`, async () => {
          const { rowCount } = await watcher.query(waiting, [table])
          return (rowCount ?? 0) > 0
        })
        await killAll()
      } finally {
        // Nobody waits for a lock that is not needed any more; after the kill there is nothing left to end.
        for (const client of [holder, watcher]) client.end().catch(() => {})
      }
    },
    restart: async () => {
      server = await startEmbedded(folder)
      cable.leadTo(server.url)
    },
    close: async () => {
      cable.remove()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

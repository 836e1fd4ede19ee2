import { createHash, randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Connection, connect } from './connect.ts'
import { startEmbedded } from './launcher.ts'
import { migrate } from './migrate.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = path.join(root, 'data', 'test')

export interface TestDatabase {
  readonly url: string
  readonly connection: Connection
  /** Drops the database; the server stays for the next test file. */
  close(): Promise<void>
}

const atDatabase = (url: string, name: string) => {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}

/** Test files run in several processes: one of them starts the server and makes the template. */
const alone = async <T>(work: () => Promise<T>): Promise<T> => {
  mkdirSync(folder, { recursive: true })
  const lock = path.join(folder, 'lock')
  for (let waited = 0; ; waited += 1) {
    try {
      closeSync(openSync(lock, 'wx'))
      break
    } catch {
      // A lock left by a killed run is broken after a minute.
      if (waited > 600) rmSync(lock, { force: true })
      await pause(100)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** The template is named after the migrations it was made from, so a changed migration makes a new one. */
const templateName = () => {
  const hash = createHash('sha256')
  const migrations = path.join(root, 'db', 'migrations')
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(path.join(migrations, name)))
  return `template_${hash.digest('hex').slice(0, 12)}`
}

const withAdmin = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const ensureTemplate = async (url: string): Promise<string> => {
  const template = templateName()
  const exists = await withAdmin(url, async (admin) => {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      await admin.query(`DROP DATABASE IF EXISTS ${template}_making WITH (FORCE)`)
      await admin.query(`CREATE DATABASE ${template}_making`)
    }
    return rowCount !== 0
  })
  if (exists) return template
  await migrate(atDatabase(url, `${template}_making`))
  await withAdmin(url, (admin) => admin.query(`ALTER DATABASE ${template}_making RENAME TO ${template}`))
  return template
}

/** A migrated, empty database of its own for one test file. */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = await alone(async () => {
    const started = await startEmbedded(folder)
    const template = await ensureTemplate(started.url)
    await withAdmin(started.url, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
    return started
  })
  const url = atDatabase(server.url, name)
  const connection = connect(url, 8)
  return {
    url,
    connection,
    close: async () => {
      await connection.close()
      await withAdmin(server.url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

/** Stops the test server, at the end of a whole run. */
export const stopTestServer = async (): Promise<void> => {
  const server = await startEmbedded(folder)
  await server.stop()
}

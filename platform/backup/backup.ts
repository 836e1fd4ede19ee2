import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { migrate } from '../db/migrate.ts'

/** What a backup folder says of itself; the hashes are SHA-256 of the files beside it. */
export interface Manifest {
  readonly format: 1
  readonly takenAt: string
  readonly migrations: readonly string[]
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly hash: string }[]
}

const manifestName = 'manifest.json'

/** Tables in an order in which every row's references are there before it. */
const tableNames = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; needs: string[] }>(`
    SELECT c.relname AS name,
      coalesce(array_agg(DISTINCT f.relname::text) FILTER (WHERE f.relname IS NOT NULL AND f.oid <> c.oid), '{}') AS needs
    FROM pg_class c
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
    LEFT JOIN pg_class f ON f.oid = k.confrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
    GROUP BY c.relname ORDER BY c.relname`)
  const ordered: string[] = []
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((need) => ordered.includes(need)),
    )
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    ordered.push(...ready.map(({ name }) => name))
  }
  return ordered
}

const hashFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** Columns a copy may write: identity columns keep their values, generated ones are computed anew. */
const columnsOf = async (client: pg.Client, table: string): Promise<string> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  )
  return rows.map(({ name }) => name).join(', ')
}

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Writes every table into `folder` from one consistent snapshot, while the server goes on working. Works alike for
 * the embedded and for an external database. Blobs are named by hash and never change: copy their folder as it is.
 */
export const backup = (url: string, folder: string, takenAt: Date): Promise<Manifest> =>
  withClient(url, async (client) => {
    await mkdir(folder, { recursive: true })
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables: Manifest['tables'][number][] = []
    for (const name of await tableNames(client)) {
      const file = path.join(folder, `${name}.copy.gz`)
      const source = client.query(copyTo(`COPY ${name} (${await columnsOf(client, name)}) TO STDOUT`))
      await pipeline(source, createGzip(), createWriteStream(file))
      tables.push({ name, rows: source.rowCount, hash: await hashFile(file) })
    }
    const migrations = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id')
    await client.query('COMMIT')
    const manifest: Manifest = {
      format: 1,
      takenAt: takenAt.toISOString(),
      migrations: migrations.rows.map(({ name }) => name),
      tables,
    }
    await writeFile(path.join(folder, manifestName), JSON.stringify(manifest, null, 2))
    return manifest
  })

const isEmpty = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM audit_entry) AS found')
  return !rows[0]!.found
}

/** Identity columns go on after the highest value restored. */
const resumeIdentities = (client: pg.Client) =>
  client.query(
    `SELECT setval(pg_get_serial_sequence('outbox', 'id'), coalesce((SELECT max(id) FROM outbox), 0) + 1, false)`,
  )

/**
 * Reads a backup folder into an empty database. Throws, with nothing changed, when the database holds anything, when
 * a file does not match the manifest, or when the backup was taken by a newer version of the product.
 */
export const restore = async (url: string, folder: string): Promise<Manifest> => {
  const manifest: Manifest = JSON.parse(await readFile(path.join(folder, manifestName), 'utf8'))
  for (const { name, hash } of manifest.tables) {
    if ((await hashFile(path.join(folder, `${name}.copy.gz`))) !== hash)
      throw new Error(`备份文件 ${name}.copy.gz 已损坏`)
  }
  await migrate(url)
  return withClient(url, async (client) => {
    if (!(await isEmpty(client))) throw new Error('目标数据库不是空的，已停止恢复，未作任何改动。')
    const known = await client.query<{ name: string }>('SELECT name FROM migration')
    const unknown = manifest.migrations.filter((name) => !known.rows.some((row) => row.name === name))
    if (unknown.length > 0) throw new Error('备份出自更新的版本，请先升级程序再恢复。')
    await client.query('BEGIN')
    for (const { name } of manifest.tables) {
      const target = client.query(copyFrom(`COPY ${name} (${await columnsOf(client, name)}) FROM STDIN`))
      await pipeline(createReadStream(path.join(folder, `${name}.copy.gz`)), createGunzip(), target)
    }
    await resumeIdentities(client)
    await client.query('COMMIT')
    return manifest
  })
}

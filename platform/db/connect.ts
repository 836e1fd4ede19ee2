import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from '#db/schema/database.ts'

const { builtins } = pg.types

/** Days stay texts, counters and scores become numbers; instants are Dates as the driver gives them. */
const types = new pg.TypeOverrides()
types.setTypeParser(builtins.DATE, (text) => text)
types.setTypeParser(builtins.INT8, Number)
types.setTypeParser(builtins.NUMERIC, Number)

export interface Connection {
  /** Steps down to the application's role: row-level security applies. */
  readonly app: Kysely<Database>
  /** The application role's pool, for drivers that need it raw (jobs, copy, named statements). */
  readonly appPool: pg.Pool
  /** The owner: migrations, verification, backup. Never reachable from a request. */
  readonly owner: Kysely<Database>
  readonly ownerPool: pg.Pool
  close(): Promise<void>
}

const pool = (url: string, max: number, role?: string) => {
  const made = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: `-c timezone=UTC${role ? ` -c role=${role}` : ''}`,
  })
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  made.on('error', () => {})
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

const kysely = (from: pg.Pool) =>
  new Kysely<Database>({
    dialect: new PostgresDialect({ pool: from }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

export const connect = (url: string, connections = 16): Connection => {
  const appPool = pool(url, connections, 'jiangheng_app')
  const ownerPool = pool(url, 4)
  return {
    app: kysely(appPool),
    appPool,
    owner: kysely(ownerPool),
    ownerPool,
    close: async () => {
      await Promise.all([appPool.end(), ownerPool.end()])
    },
  }
}

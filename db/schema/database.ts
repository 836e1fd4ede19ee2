import type { DB } from './tables.ts'

/** The tables of the central database, as generated from the migrated schema. */
export type Database = DB

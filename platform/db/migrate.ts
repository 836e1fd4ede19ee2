import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import { installQueue } from './job-schema.ts'

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../db/migrations')

/** Brings the database at `url` up to date (forward only, under an advisory lock); returns the new files' names. */
export const migrate = async (url: string): Promise<readonly string[]> => {
  const done = await runner({
    databaseUrl: url,
    dir: folder,
    direction: 'up',
    migrationsTable: 'migration',
    checkOrder: true,
    singleTransaction: true,
    log: () => {},
  })
  await installQueue(url)
  return done.map(({ name }) => name)
}

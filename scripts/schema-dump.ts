// `npm run db:dump` writes db/schema/schema.sql and db/schema/tables.ts from a freshly migrated database.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeSchema } from '#platform/db/describe.ts'
import { openTestDatabase, stopTestServer } from '#platform/db/testing.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const tables = path.join(root, 'db/schema/tables.ts')
const database = await openTestDatabase()
writeFileSync(path.join(root, 'db/schema/schema.sql'), await describeSchema(database.connection.ownerPool))
execFileSync(
  path.join(root, 'node_modules/.bin/kysely-codegen'),
  [
    '--dialect=postgres',
    '--camel-case',
    '--date-parser=string',
    '--numeric-parser=number',
    `--out-file=${tables}`,
    '--default-schema=public',
    '--include-pattern=public.*',
    '--exclude-pattern=public.migration',
    `--url=${database.url}`,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
// INT8 columns are read as numbers (platform/db/connect.ts).
writeFileSync(
  tables,
  readFileSync(tables, 'utf8').replace(
    /ColumnType<string, bigint \| number \| string, bigint \| number \| string>/,
    'ColumnType<number, bigint | number | string, bigint | number | string>',
  ),
)
await database.close()
await stopTestServer()

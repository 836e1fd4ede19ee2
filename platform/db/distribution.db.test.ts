import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

/** Small dictionaries, copied to every node when the database is spread: their keys hold for all organisations. */
const referenceKeys = [
  'account.account_login',
  'account.account_person_candidate',
  'calendar_year.calendar_year_once',
  'filing.filing_code',
  'organisation.organisation_name',
  'person.person_document',
  'person.person_pkey',
  // One machine answers for one organisation only; which one is what its key is looked up for.
  'room_node.room_node_by_key',
]

test('every key of a table that belongs to organisations contains the organisation, so it can be spread by it', async () => {
  const { rows } = await database.connection.ownerPool.query<{ key: string }>(`
    SELECT t.relname || '.' || i.relname AS key
    FROM pg_index x
    JOIN pg_class t ON t.oid = x.indrelid AND t.relnamespace = 'public'::regnamespace
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_attribute o ON o.attrelid = t.oid AND o.attname = 'organisation_id' AND NOT o.attisdropped
    WHERE x.indisunique AND NOT o.attnum = ANY (x.indkey::int2[])
    ORDER BY key`)
  assert.deepEqual(
    rows.map(({ key }) => key),
    referenceKeys,
  )
})

test('every table of an organisation’s rows is guarded by row-level security, dictionaries apart', async () => {
  const { rows } = await database.connection.ownerPool.query<{ name: string }>(`
    SELECT t.relname AS name FROM pg_class t
    JOIN pg_attribute o ON o.attrelid = t.oid AND o.attname = 'organisation_id' AND NOT o.attisdropped
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND NOT t.relrowsecurity
    ORDER BY t.relname`)
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['account', 'calendar_year', 'organisation', 'person'],
  )
})

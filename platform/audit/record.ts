import { sql } from 'kysely'
import type { Actor, BulkFact, CommandContext } from '../command/context.ts'
import { platformOrganisation } from '../command/context.ts'
import { type AuditEntry, entryHash, genesis } from './chain.ts'

type Tx = CommandContext['tx']

/** What one command leaves behind, written at its end so that each row is sealed in its final state. */
export interface Trail {
  readonly commandId: string
  readonly name: string
  readonly actor: Actor
  readonly now: Date
  readonly inputDigest: Uint8Array
  readonly facts: readonly BulkFact[]
}

const insertFacts = async (
  tx: Tx,
  trail: Trail,
  { fact, firstOrdinal }: { readonly fact: BulkFact; readonly firstOrdinal: number },
): Promise<void> => {
  // OFFSET 0 keeps the row's JSON from being made anew for each place that reads it.
  const { numAffectedRows } = await sql`
    INSERT INTO fact (organisation_id, id, command_id, ordinal, type, subject_table, subject_id, subject_version,
      person_id, batch_id, data, clauses, row_seal, actor_account_id, actor_name, at)
    SELECT t.organisation_id, gen_random_uuid(), ${trail.commandId}::uuid,
      ${firstOrdinal}::int + listed.place, ${fact.type}, ${fact.table}, t.id, t.version,
      CASE WHEN ${fact.table} = 'person' THEN t.id ELSE (j.row ->> 'person_id')::uuid END,
      CASE WHEN ${fact.table} = 'batch' THEN t.id ELSE (j.row ->> 'batch_id')::uuid END,
      ${JSON.stringify(fact.data ?? {})}::jsonb, ${fact.clauses ?? []}::text[], row_seal(j.row),
      ${trail.actor.accountId}::uuid, ${trail.actor.name}, ${trail.now}::timestamptz
    FROM unnest(${[...new Set(fact.ids)]}::uuid[]) WITH ORDINALITY AS listed (id, place)
    JOIN ${sql.table(snake(fact.table))} t ON t.organisation_id = ${fact.organisationId}::uuid AND t.id = listed.id
    CROSS JOIN LATERAL (SELECT to_jsonb(t) AS row OFFSET 0) j
  `.execute(tx)
  if (Number(numAffectedRows) !== fact.ids.length) {
    throw new Error(`${fact.type}: ${numAffectedRows} of ${fact.ids.length} rows of ${fact.table} found`)
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The digest of a command's facts, in their order; the database computes it the same way at verification. */
export const factDigestOf = sql<Buffer>`sha256(convert_to(coalesce(string_agg(to_jsonb(f)::text, ',' ORDER BY f.ordinal), ''), 'UTF8'))`

const digestFacts = async (tx: Tx, commandId: string) => {
  const { rows } = await sql<{ digest: Buffer; count: number }>`
    SELECT ${factDigestOf} AS digest, count(*)::int AS count FROM fact f WHERE f.command_id = ${commandId}::uuid
  `.execute(tx)
  return rows[0]!
}

/** Takes the chain's lock last, so commands of one organisation wait for each other only while committing. */
const lockHead = async (tx: Tx, chain: string) => {
  await sql`INSERT INTO audit_head (chain, seq, hash) VALUES (${chain}::uuid, 0, ${genesis}) ON CONFLICT DO NOTHING`.execute(
    tx,
  )
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    SELECT seq, hash FROM audit_head WHERE chain = ${chain}::uuid FOR UPDATE
  `.execute(tx)
  return rows[0]!
}

/** Writes the command's facts and its link in the chain of the organisation it concerns. */
export const recordTrail = async (tx: Tx, trail: Trail): Promise<void> => {
  let ordinal = 0
  for (const fact of trail.facts) {
    if (fact.ids.length === 0) continue
    await insertFacts(tx, trail, { fact, firstOrdinal: ordinal })
    ordinal += fact.ids.length
  }
  // The owner's view is needed nowhere: a command sees the facts it has just written, whatever its reach.
  await sql`SELECT set_config('app.reach', 'all', true)`.execute(tx)
  const { digest, count } = await digestFacts(tx, trail.commandId)
  const chain = trail.facts[0]?.organisationId ?? trail.actor.organisationId ?? platformOrganisation
  const head = await lockHead(tx, chain)
  const entry: AuditEntry = {
    chain,
    seq: head.seq + 1,
    commandId: trail.commandId,
    name: trail.name,
    actorAccountId: trail.actor.accountId,
    actorName: trail.actor.name,
    at: trail.now,
    inputDigest: trail.inputDigest,
    factCount: count,
    factDigest: digest,
  }
  const hash = entryHash(head.hash, entry)
  await tx
    .insertInto('auditEntry')
    .values({
      ...entry,
      inputDigest: Buffer.from(entry.inputDigest),
      factDigest: digest,
      previous: head.hash,
      hash,
    })
    .execute()
  await tx.updateTable('auditHead').set({ seq: entry.seq, hash }).where('chain', '=', chain).execute()
}

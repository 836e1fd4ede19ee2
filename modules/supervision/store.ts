import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export interface TracedFact {
  readonly at: Date
  readonly type: string
  readonly actorName: string
  readonly organisationName: string
  readonly batchName: string | null
  readonly clauses: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
  readonly organisationId: string
  readonly chainSeq: number | null
}

/** Evidence on whole batches can be long; a person's chain stays readable. */
const mostFacts = 1000

/** Throws MissingRow when the actor reaches nothing of this person. */
export const tracedPerson = async (tx: Tx, personId: string) => {
  const row = await tx
    .selectFrom('application')
    .select(['name', 'documentMasked'])
    .where('personId', '=', personId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

/** The facts of the person and, within the batches the person took part in, of the batch itself, oldest first. */
export const factsOfPerson = async (tx: Tx, personId: string): Promise<TracedFact[]> => {
  const { rows } = await sql<TracedFact>`
    WITH own AS (SELECT DISTINCT organisation_id, batch_id FROM application WHERE person_id = ${personId}::uuid)
    SELECT f.at, f.type, f.actor_name AS "actorName", coalesce(o.name, '') AS "organisationName", b.name AS "batchName",
      f.clauses, f.data, f.organisation_id AS "organisationId", a.seq AS "chainSeq"
    FROM fact f
    LEFT JOIN organisation o ON o.organisation_id = f.organisation_id
    LEFT JOIN batch b ON b.organisation_id = f.organisation_id AND b.id = f.batch_id
    LEFT JOIN audit_entry a ON a.command_id = f.command_id
    WHERE f.person_id = ${personId}::uuid
       OR (f.person_id IS NULL AND (f.organisation_id, f.batch_id) IN (SELECT organisation_id, batch_id FROM own))
    ORDER BY f.at, f.ordinal LIMIT ${mostFacts}
  `.execute(tx)
  return rows
}

export const peopleNamed = async (tx: Tx, name: string) =>
  tx
    .selectFrom('application')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.organisationId', '=', 'application.organisationId')
        .onRef('batch.id', '=', 'application.batchId'),
    )
    .select([
      'application.personId',
      'application.name',
      'application.documentMasked',
      'batch.name as batchName',
    ])
    .where('application.name', 'like', `${name.replaceAll(/[%_\\]/g, '\\$&')}%`)
    .orderBy('application.nameKey')
    .limit(100)
    .execute()

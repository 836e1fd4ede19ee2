import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import type { PriorCertificate } from './core/applicant.ts'
import type { StoredEvaluation } from './core/evaluation.rule.ts'
import type { ApplicationRow, Materials } from './store.ts'

type Tx = QueryContext['tx']

/** Applications of one organisation by id, locked. */
export const lockApplications = (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<ApplicationRow[]> =>
  tx
    .selectFrom('application')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', sql<string>`ANY (${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .$castTo<ApplicationRow>()
    .execute()

/** Roster applications of a batch still open that lack a kind of material, locked. */
export const lockRosterLacking = (
  tx: Tx,
  scope: { readonly organisationId: string; readonly batchId: string; readonly kind: string },
): Promise<ApplicationRow[]> =>
  tx
    .selectFrom('application')
    .selectAll()
    .where('organisationId', '=', scope.organisationId)
    .where('batchId', '=', scope.batchId)
    .where('source', '=', 'roster')
    .where('state', 'in', ['submitted', 'returned', 'further-check'])
    .where(sql<boolean>`NOT coalesce(materials -> 'files' ? ${scope.kind}, false)`)
    .orderBy('id')
    .forUpdate()
    .$castTo<ApplicationRow>()
    .execute()

export interface MaterialChange {
  readonly id: string
  readonly materials: Materials
  readonly evaluation: StoredEvaluation | Record<string, never>
}

/** Writes materials and the verdict that follows from them, for many applications by one statement. */
export const changeMaterials = async (
  tx: Tx,
  organisationId: string,
  changes: readonly MaterialChange[],
): Promise<void> => {
  await sql`
    UPDATE application a SET materials = c.materials, evaluation = c.evaluation, version = a.version + 1
    FROM json_to_recordset(${JSON.stringify(changes)}::json) AS c (id uuid, materials jsonb, evaluation jsonb)
    WHERE a.organisation_id = ${organisationId}::uuid AND a.id = c.id
  `.execute(tx)
}

/** Applications still open whose earlier certificate waits for its online query (SDS-3.3-06), by name. */
export const awaitingCertificateQuery = (
  tx: Tx,
  scope: { readonly organisationId: string; readonly batchId: string; readonly limit: number },
) =>
  tx
    .selectFrom('application')
    .select(['id', 'name', 'documentMasked', 'priorCertificate'])
    .where('organisationId', '=', scope.organisationId)
    .where('batchId', '=', scope.batchId)
    .where('state', 'in', ['submitted', 'returned', 'further-check'])
    .where('priorCertificate', 'is not', null)
    .where(sql<boolean>`prior_certificate ->> 'type' <> '其他证书'`)
    .where(sql<boolean>`NOT coalesce(materials ? 'certificateCheck', false)`)
    .orderBy('nameKey')
    .limit(scope.limit)
    .$castTo<{ id: string; name: string; documentMasked: string; priorCertificate: PriorCertificate }>()
    .execute()

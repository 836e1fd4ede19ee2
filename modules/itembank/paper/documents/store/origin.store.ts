import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** Somebody of the profession who made a paper. */
export interface Expert {
  readonly name: string
  readonly employer: string
  /** 职称或职业资格. */
  readonly title: string
}

/** By which standard, or specification, and by whom a paper was made. */
export interface Origin {
  readonly standard: string
  readonly standardVersion: string
  readonly experts: readonly Expert[]
}

/** Filing with the provincial centre; `filedOn` is a day. */
export interface Filing {
  readonly filingNumber: string
  readonly filedOn: string
  readonly fileId: string | null
}

export const originOf = async (tx: Tx, organisationId: string, paperId: string): Promise<Origin | null> => {
  const row = await tx
    .selectFrom('paperOrigin')
    .select(['standard', 'standardVersion', 'experts'])
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .executeTakeFirst()
  return row ? { ...row, experts: row.experts as unknown as readonly Expert[] } : null
}

/** Writes the origin of a paper anew or in the place of the earlier one. */
export const saveOrigin = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly paperId: string; readonly recordedBy: string },
  { standard, standardVersion, experts }: Origin,
) => {
  const { organisationId, paperId } = at
  const earlier = await tx
    .selectFrom('paperOrigin')
    .select(['id', 'version'])
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .forUpdate()
    .executeTakeFirst()
  const row = {
    ...{ ...at, standard, standardVersion, experts: JSON.stringify(experts) },
    id: earlier?.id ?? uuid(),
    version: (earlier?.version ?? 0) + 1,
  }
  if (earlier) {
    await tx
      .updateTable('paperOrigin')
      .set(row)
      .where('organisationId', '=', organisationId)
      .where('id', '=', row.id)
      .execute()
  } else await tx.insertInto('paperOrigin').values(row).execute()
  return { organisationId, id: row.id }
}

export const filingOf = async (tx: Tx, organisationId: string, paperId: string): Promise<Filing | null> =>
  (await tx
    .selectFrom('paperFiling')
    .select(['filingNumber', 'filedOn', 'fileId'])
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .executeTakeFirst()) ?? null

export const insertFiling = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly paperId: string; readonly recordedBy: string },
  filing: Filing,
) => {
  const id = uuid()
  await tx
    .insertInto('paperFiling')
    .values({ ...at, ...filing, id, version: 1 })
    .execute()
  return { organisationId: at.organisationId, id }
}

import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

/** What later modules may know of an organisation. */
export interface OrganisationFacts {
  readonly organisationId: string
  readonly name: string
  readonly typeName: string
  readonly cityCode: string | null
  readonly cityName: string | null
  readonly contactPerson: string | null
  readonly contactPhone: string | null
  readonly headName: string | null
  readonly headPhone: string | null
}

/** Throws MissingRow when there is no such organisation. */
export const organisationFacts = async (tx: Tx, organisationId: string): Promise<OrganisationFacts> => {
  const row = await tx
    .selectFrom('organisation')
    .select([
      'organisationId',
      'name',
      'typeName',
      'cityCode',
      'cityName',
      'contactPerson',
      'contactPhone',
      'headName',
      'headPhone',
    ])
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

export interface StaffFacts {
  readonly accountId: string
  readonly name: string
  readonly roles: readonly string[]
}

/** Active accounts of an organisation that hold a role. */
export const staffWithRole = (tx: Tx, organisationId: string, role: string): Promise<StaffFacts[]> =>
  tx
    .selectFrom('account')
    .select(['id as accountId', 'displayName as name', 'roles'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'active')
    .where('roles', '@>', [role])
    .orderBy('login')
    .execute()

/** Names of an organisation's people by account, those who have left included. */
export const staffNames = async (tx: Tx, organisationId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where('organisationId', '=', organisationId)
    .execute()
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}

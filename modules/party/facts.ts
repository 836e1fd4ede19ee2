import { sql } from 'kysely'
import { platformOrganisation, type QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { clearIdentity, openDocument } from './store.ts'

export {
  correctPersonName,
  findPeople,
  type NamedPerson,
  nameKeyOf,
  type RegisteredPerson,
  registerPeople,
} from './registration.ts'

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

const organisationColumns = [
  'organisationId',
  'name',
  'typeName',
  'cityCode',
  'cityName',
  'contactPerson',
  'contactPhone',
  'headName',
  'headPhone',
] as const

/** Throws MissingRow when there is no such organisation. */
export const organisationFacts = async (tx: Tx, organisationId: string): Promise<OrganisationFacts> => {
  const row = await tx
    .selectFrom('organisation')
    .select(organisationColumns)
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
    .where(sql<boolean>`${role} = ANY (roles)`)
    .orderBy('login')
    .execute()

/**
 * Evaluation organisations by name: those of a reach, or all; `name` is a part of it. They are hundreds in a
 * province, so they are given whole.
 */
export const organisationDirectory = async (
  tx: Tx,
  wanted: {
    readonly reach: 'all' | readonly string[]
    readonly cityCode?: string | null
    readonly name?: string
  },
): Promise<OrganisationFacts[]> => {
  if (wanted.reach !== 'all' && wanted.reach.length === 0) return []
  let rows = tx.selectFrom('organisation').select(organisationColumns).where('kind', '=', 'evaluation')
  if (wanted.reach !== 'all') rows = rows.where('organisationId', 'in', [...wanted.reach])
  if (wanted.cityCode) rows = rows.where('cityCode', '=', wanted.cityCode)
  if (wanted.name) rows = rows.where('name', 'like', `%${wanted.name.replaceAll(/[\\%_]/gu, '\\$&')}%`)
  return rows.orderBy('name').execute()
}

export interface City {
  readonly code: string
  readonly name: string
}

/** The cities that have a centre here or an organisation, by code. */
export const knownCities = async (tx: Tx): Promise<City[]> => {
  const rows = await tx
    .selectFrom('organisation')
    .select(['cityCode as code', 'cityName as name'])
    .distinct()
    .where('cityCode', 'is not', null)
    .where('cityName', 'is not', null)
    .orderBy('cityCode')
    .execute()
  return rows.flatMap(({ code, name }) => (code === null || name === null ? [] : [{ code, name }]))
}

export interface ClearIdentity {
  readonly documentType: string
  readonly documentNumber: string
}

/** Document type and number in clear of several persons, by person; the caller answers for recording why. */
export const clearIdentitiesOf = async (
  context: QueryContext,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, ClearIdentity>> => {
  const rows = await context.tx
    .selectFrom('person')
    .select(['id', 'documentType', 'documentNumber'])
    .where('id', 'in', personIds.length === 0 ? [platformOrganisation] : [...personIds])
    .execute()
  return new Map(rows.map((row) => [row.id, openDocument(context, row)]))
}

/** Document type, number and phone of a person in clear; the caller answers for recording why. Throws MissingRow. */
export const clearIdentityOf = clearIdentity

/** The person as registered, without what is encrypted. Throws MissingRow. */
export const personFacts = async (tx: Tx, personId: string) => {
  const row = await tx
    .selectFrom('person')
    .select(['id', 'name', 'nameKey', 'documentType', 'sex', 'birthDate'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

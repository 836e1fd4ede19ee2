import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { hashPassword } from '#platform/session/password.ts'
import { clearIdentities, clearIdentity, documentIndex, insertAccount, insertDisclosures } from './store.ts'

export {
  type BanFact,
  bansInForce,
  type ExclusionFact,
  exclusionOfAccount,
  exclusionsInForce,
} from './ban.store.ts'
export type { ExclusionScope } from './core/exclusion.ts'
export {
  correctPersonName,
  findPeople,
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

/** The names of these accounts of an organisation, with their logins. */
export const accountsNamed = (
  tx: Tx,
  organisationId: string,
  accountIds: readonly string[],
): Promise<{ readonly accountId: string; readonly name: string; readonly login: string }[]> =>
  tx
    .selectFrom('account')
    .select(['id as accountId', 'displayName as name', 'login'])
    .where('organisationId', '=', organisationId)
    .where((where) => where('id', '=', where.fn.any(where.val([...accountIds]))))
    .orderBy('login')
    .execute()

/** A person's document and phone in clear; the caller answers for recording why. Throws MissingRow. */
export const clearIdentityOf = clearIdentity

export interface ClearIdentity {
  readonly documentType: string
  readonly documentNumber: string
}

/** Many persons' document numbers in clear, for work whose disclosure an earlier step has recorded. */
export const readIdentities = clearIdentities

/** Many persons' document numbers in clear, each disclosure on record with its reason. Unknown ids are left out. */
export const clearIdentitiesOf = async (
  context: CommandContext,
  personIds: readonly string[],
  why: { readonly organisationId: string; readonly reason: string },
): Promise<ReadonlyMap<string, ClearIdentity>> => {
  const found = await clearIdentities(context, personIds)
  await insertDisclosures(context, [...found.keys()], { ...why, field: 'documentNumber' })
  return found
}

/** The keyed index under which a document is known, hexadecimal; it tells nothing of the number. */
export const documentIndexOf = (
  context: QueryContext,
  documentType: string,
  documentNumber: string,
): string => documentIndex(context, documentType, documentNumber).toString('hex')

/** The document indexes of persons, to be compared with those of declared relations. */
export const documentIndexesOf = async (
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'documentIndex'])
    .where((where) => where('id', '=', where.fn.any(where.val([...personIds]))))
    .execute()
  return new Map(rows.map((row) => [row.id, row.documentIndex.toString('hex')]))
}

/** Opens an account for a member of the staff; the caller records it. Null when the login is taken. */
export const openStaffAccount = async (
  context: CommandContext,
  account: {
    readonly organisationId: string
    readonly login: string
    readonly name: string
    readonly roles: readonly string[]
    readonly password: string
  },
): Promise<{ readonly id: string; readonly organisationId: string } | null> => {
  const taken = await context.tx
    .selectFrom('account')
    .select('id')
    .where((where) => where(where.fn('lower', ['login']), '=', account.login.toLowerCase()))
    .executeTakeFirst()
  if (taken) return null
  return insertAccount(
    context.tx,
    {
      organisationId: account.organisationId,
      login: account.login,
      displayName: account.name,
      personId: null,
      roles: account.roles,
      passwordHash: await hashPassword(account.password),
      totpSecret: null,
    },
    context.now,
  )
}

/** Adds roles to an account of the organisation; the caller records the change. Roles it has stay. */
export const grantRoles = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly accountId: string },
  roles: readonly string[],
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set((account) => ({
      roles: sql<
        string[]
      >`(SELECT array_agg(DISTINCT role) FROM unnest(${account.ref('roles')} || ${[...roles]}::text[]) AS role)`,
      version: sql<number>`${account.ref('version')} + 1`,
    }))
    .where('organisationId', '=', of.organisationId)
    .where('id', '=', of.accountId)
    .where(sql<boolean>`NOT roles @> ${[...roles]}::text[]`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Names of an organisation's people by account, those who have left included. */
export const staffNames = async (tx: Tx, organisationId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where('organisationId', '=', organisationId)
    .execute()
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}

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

import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { clearIdentity } from './store.ts'

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

import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export const documentPurpose = 'person.document'
export const phonePurpose = 'person.phone'

export interface NewPerson {
  readonly name: string
  readonly nameKey: string
  readonly documentType: string
  readonly documentNumber: string
  readonly phone: string | null
  readonly sex: '男' | '女' | null
  readonly birthDate: Day | null
}

export interface PersonRow {
  readonly id: string
  readonly organisationId: string
  readonly name: string
}

/** The key under which a document is found: its type and normalised number, never the clear text. */
export const documentIndex = (context: QueryContext, documentType: string, documentNumber: string): Buffer =>
  Buffer.from(context.services.keyring.blindIndex(`${documentType}:${documentNumber}`, documentPurpose))

export const findPerson = (
  context: QueryContext,
  documentType: string,
  number: string,
): Promise<PersonRow | undefined> =>
  context.tx
    .selectFrom('person')
    .select(['id', 'organisationId', 'name'])
    .where('documentIndex', '=', documentIndex(context, documentType, number))
    .executeTakeFirst()

export const insertPerson = async (context: CommandContext, person: NewPerson): Promise<PersonRow> => {
  const { keyring } = context.services
  const id = uuid()
  const { documentNumber, phone, ...clear } = person
  await context.tx
    .insertInto('person')
    .values({
      ...clear,
      id,
      version: 1,
      organisationId: platformOrganisation,
      documentNumber: Buffer.from(keyring.encrypt(documentNumber, `${documentPurpose}:${id}`)),
      documentIndex: documentIndex(context, person.documentType, documentNumber),
      phone: phone === null ? null : Buffer.from(keyring.encrypt(phone, `${phonePurpose}:${id}`)),
      createdAt: context.now,
    })
    .execute()
  return { id, organisationId: platformOrganisation, name: person.name }
}

/** The person's document number and phone in clear; the caller answers for recording why. Throws MissingRow. */
export const clearIdentity = async (context: QueryContext, personId: string) => {
  const row = await context.tx
    .selectFrom('person')
    .select(['documentType', 'documentNumber', 'phone'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  const { keyring } = context.services
  return {
    documentType: row.documentType,
    documentNumber: keyring.decrypt(row.documentNumber, `${documentPurpose}:${personId}`),
    phone: row.phone === null ? null : keyring.decrypt(row.phone, `${phonePurpose}:${personId}`),
  }
}

/** Document numbers in clear by person; the caller answers for recording why. */
export const clearIdentities = async (context: QueryContext, personIds: readonly string[]) => {
  if (personIds.length === 0) return new Map<string, { documentType: string; documentNumber: string }>()
  const rows = await context.tx
    .selectFrom('person')
    .select(['id', 'documentType', 'documentNumber'])
    .where((where) => where('id', '=', where.fn.any(where.val([...personIds]))))
    .execute()
  const { keyring } = context.services
  return new Map(
    rows.map((row) => [
      row.id,
      {
        documentType: row.documentType,
        documentNumber: keyring.decrypt(row.documentNumber, `${documentPurpose}:${row.id}`),
      },
    ]),
  )
}

export const hasCandidateAccount = async (tx: Tx, personId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('account')
    .select('id')
    .where('personId', '=', personId)
    .where(sql<boolean>`'candidate' = ANY (roles)`)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewAccount {
  /** Given where the id is needed beforehand, to bind a secret to it. */
  readonly id?: string
  readonly organisationId: string
  readonly login: string
  readonly displayName: string
  readonly personId: string | null
  readonly roles: readonly string[]
  readonly passwordHash: string
  readonly totpSecret: Buffer | null
}

export const insertAccount = async (tx: Tx, account: NewAccount, now: Date) => {
  const { id = uuid() } = account
  const row = { ...account, roles: [...account.roles], id, version: 1, state: 'active', createdAt: now }
  await tx.insertInto('account').values(row).execute()
  return { id: row.id, organisationId: row.organisationId }
}

/** The account, locked, with what its password must not contain left encrypted. Throws MissingRow. */
export const lockAccount = async (tx: Tx, id: string) => {
  const row = await tx
    .selectFrom('account')
    .select(['id', 'organisationId', 'login', 'personId', 'passwordHash', 'version'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

/** Stores the new hash and ends every session of the account. */
export const replacePassword = async (
  tx: Tx,
  account: { readonly id: string; readonly version: number },
  passwordHash: string,
): Promise<void> => {
  await tx
    .updateTable('account')
    .set({ passwordHash, version: account.version + 1 })
    .where('id', '=', account.id)
    .execute()
  await tx.deleteFrom('session').where('accountId', '=', account.id).execute()
}

export const insertDisclosure = (
  context: CommandContext,
  entry: {
    readonly organisationId: string
    readonly personId: string
    readonly field: string
    readonly reason: string
  },
) =>
  context.tx
    .insertInto('disclosure')
    .values({
      ...entry,
      id: uuid(),
      accountId: context.actor.accountId ?? platformOrganisation,
      actorName: context.actor.name,
      at: context.now,
    })
    .execute()

/** The same disclosure of many persons, in one statement. */
export const insertDisclosures = async (
  context: CommandContext,
  personIds: readonly string[],
  entry: { readonly organisationId: string; readonly field: string; readonly reason: string },
): Promise<void> => {
  await sql`
    INSERT INTO disclosure (organisation_id, id, person_id, field, reason, account_id, actor_name, at)
    SELECT ${entry.organisationId}::uuid, gen_random_uuid(), person, ${entry.field}, ${entry.reason},
      ${context.actor.accountId ?? platformOrganisation}::uuid, ${context.actor.name}, ${context.now}::timestamptz
    FROM unnest(${[...personIds]}::uuid[]) AS person
  `.execute(context.tx)
}

/** Whether the actor's reach holds any application or account of this person. */
export const isPersonInReach = async (tx: Tx, personId: string): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM application WHERE person_id = ${personId}::uuid)
        OR EXISTS (SELECT FROM account WHERE person_id = ${personId}::uuid AND within_reach(organisation_id)) AS found
  `.execute(tx)
  return rows[0]?.found ?? false
}

export const listStaff = (tx: Tx, organisationId: string, role: string | undefined) => {
  const all = tx
    .selectFrom('account')
    .select(['id as accountId', 'login', 'displayName as name', 'roles'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'active')
    .orderBy('login')
  return (role === undefined ? all : all.where(sql<boolean>`${role} = ANY (roles)`)).execute()
}

export interface NewOrganisation {
  readonly kind: string
  readonly name: string
  readonly typeName: string
  readonly cityCode: string
  readonly cityName: string
  readonly contactPerson: string
  readonly contactPhone: string
  readonly headName: string
  readonly headPhone: string
}

export const insertOrganisation = async (tx: Tx, organisation: NewOrganisation) => {
  const id = uuid()
  await tx
    .insertInto('organisation')
    .values({ ...organisation, organisationId: id, id, version: 1 })
    .execute()
  return { id, organisationId: id }
}

export const isNameTaken = async (tx: Tx, name: string): Promise<boolean> =>
  (await tx.selectFrom('organisation').select('id').where('name', '=', name).executeTakeFirst()) !== undefined

export const isLoginTaken = async (tx: Tx, login: string): Promise<boolean> =>
  (await tx
    .selectFrom('account')
    .select('id')
    .where((where) => where(where.fn('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst()) !== undefined

/** Organisations within reach: all for the province, those of its city for a city. */
export const listOrganisations = async ({ tx, actor }: QueryContext) => {
  const rows = tx
    .selectFrom('organisation')
    .select(['organisationId', 'name', 'kind', 'typeName', 'cityName', 'contactPerson', 'contactPhone'])
    .where('kind', '=', 'evaluation')
    .orderBy('name')
  const { reach } = actor
  return (reach === 'all' ? rows : rows.where('organisationId', 'in', [...reach])).execute()
}

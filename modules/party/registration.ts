import { sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import { documentIndex, documentPurpose, phonePurpose } from './store.ts'

/** A person as a roster names him. */
export interface NamedPerson {
  readonly name: string
  readonly documentType: string
  readonly documentNumber: string
  readonly phone: string
  readonly sex: '男' | '女'
  readonly birthDate: Day
}

export interface RegisteredPerson {
  readonly id: string
  /** As registered, which may differ from the name given. */
  readonly name: string
  readonly isNew: boolean
}

/** Sort key in pinyin, with surname readings at the head. */
export const nameKeyOf = (name: string): string =>
  pinyin(name, { surname: 'head', toneType: 'none', type: 'array' }).join(' ')

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

const known = async (context: QueryContext, indexes: readonly Buffer[]) => {
  if (indexes.length === 0) return new Map<string, { id: string; name: string }>()
  const rows = await context.tx
    .selectFrom('person')
    .select(['id', 'name', 'documentIndex'])
    .where('documentIndex', '=', sql<Buffer>`ANY (${indexes}::bytea[])`)
    .execute()
  return new Map(rows.map(({ id, name, documentIndex: index }) => [index.toString('hex'), { id, name }]))
}

const insert = async (
  context: CommandContext,
  people: readonly (NamedPerson & { readonly index: Buffer })[],
) => {
  const { keyring } = context.services
  const rows = people.map((person) => {
    const id = uuid()
    return {
      id,
      version: 1,
      organisation_id: platformOrganisation,
      name: person.name,
      name_key: nameKeyOf(person.name),
      document_type: person.documentType,
      document_number: hex(keyring.encrypt(person.documentNumber, `${documentPurpose}:${id}`)),
      document_index: hex(person.index),
      phone: hex(keyring.encrypt(person.phone, `${phonePurpose}:${id}`)),
      sex: person.sex,
      birth_date: person.birthDate,
      created_at: context.now,
    }
  })
  // Another command may have registered one of them meanwhile; its row is then the person's.
  const { rows: inserted } = await sql<{ id: string; documentIndex: Buffer }>`
    INSERT INTO person SELECT * FROM json_populate_recordset(NULL::person, ${Buffer.from(JSON.stringify(rows))}::json)
    ON CONFLICT (document_index) DO NOTHING RETURNING id, document_index
  `.execute(context.tx)
  return new Map(inserted.map(({ id, documentIndex: index }) => [index.toString('hex'), id]))
}

/**
 * Finds people by document, registering those not known yet, in two statements for the whole list. The answer has the
 * list's order. The caller records `person-registered` for the new ones and decides what a differing name means.
 */
export const registerPeople = async (
  context: CommandContext,
  people: readonly NamedPerson[],
): Promise<readonly RegisteredPerson[]> => {
  const indexed = people.map((person) => ({
    ...person,
    index: documentIndex(context, person.documentType, person.documentNumber),
  }))
  const before = await known(
    context,
    indexed.map(({ index }) => index),
  )
  const missing = indexed.filter(({ index }) => !before.has(index.toString('hex')))
  if (missing.length === 0)
    return indexed.map(({ index }) => ({ ...before.get(index.toString('hex'))!, isNew: false }))
  const inserted = await insert(context, missing)
  const others = missing.filter(({ index }) => !inserted.has(index.toString('hex')))
  const meanwhile = await known(
    context,
    others.map(({ index }) => index),
  )
  return indexed.map(({ index, name }) => {
    const key = index.toString('hex')
    const id = inserted.get(key)
    return id ? { id, name, isNew: true } : { ...(before.get(key) ?? meanwhile.get(key)!), isNew: false }
  })
}

/** Finds people by document without registering anybody: null for those not known yet, in the list's order. */
export const findPeople = async (
  context: QueryContext,
  people: readonly Pick<NamedPerson, 'documentType' | 'documentNumber'>[],
): Promise<readonly (RegisteredPerson | null)[]> => {
  const indexes = people.map((person) => documentIndex(context, person.documentType, person.documentNumber))
  const found = await known(context, indexes)
  return indexes.map((index) => {
    const person = found.get(index.toString('hex'))
    return person ? { ...person, isNew: false } : null
  })
}

/** Corrects a person's registered name; the caller has decided that it may be (SDS-3.3-12). */
export const correctPersonName = async (
  context: CommandContext,
  personId: string,
  name: string,
): Promise<void> => {
  const row = await context.tx
    .updateTable('person')
    .set((is) => ({ name, nameKey: nameKeyOf(name), version: is('version', '+', 1) }))
    .where('id', '=', personId)
    .returning(['id', 'organisationId'])
    .executeTakeFirstOrThrow()
  context.record({ type: 'person-name-corrected', table: 'person', row, clauses: ['SDS-3.3-12'] })
}

import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { canonicalJson } from '#platform/audit/chain.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { BankItem } from '../../assembly/core/pool.ts'
import { type Grade, type Item, isItemType } from '../../core/item.ts'
import type { ItemState } from '../core/item.machine.ts'
import { contentKeyOf } from '../core/item.rule.ts'
import type { Origin } from '../core/origin.ts'
import { hasFormula, hasPicture, readSecret, secretOf } from '../core/secret.ts'

type Tx = QueryContext['tx']

const purposeOf = (id: string) => `item.content:${id}`
const rowsPerInsert = 500

/** One text for one content, whatever the order of its members. */
export const contentText = (item: Item): string => canonicalJson(JSON.parse(JSON.stringify(secretOf(item))))

/** Keyed digest of what the item asks; equal for two wordings that differ in punctuation or order of options only. */
export const contentHashOf = (context: QueryContext, item: Item): string =>
  Buffer.from(context.services.keyring.blindIndex(contentKeyOf(item), 'item.content')).toString('hex')

export interface BankPlace {
  readonly organisationId: string
  readonly bank: string
  readonly occupationCode: string
  readonly level: number
}

/** Where items come from. */
export interface Provenance {
  readonly authorId: string | null
  readonly origin: Origin
  /** The expert task that they deliver to. */
  readonly taskId?: string | undefined
}

/** The columns that an item's content fills. */
export const contentColumns = (context: QueryContext, id: string, item: Item) => ({
  code: item.code,
  pointCode: item.pointCode,
  type: item.type,
  difficulty: item.difficulty,
  consistency: item.consistency,
  contentHash: contentHashOf(context, item),
  content: Buffer.from(context.services.keyring.encrypt(contentText(item), purposeOf(id))),
  hasPicture: hasPicture(item),
  hasFormula: hasFormula(item),
  changedAt: context.now,
})

export interface Edition {
  readonly edition: number
  readonly predecessorId: string
}

/** Inserts drafts into one bank; returns their ids. `of` makes the one item the next edition of another. */
export const insertItems = async (
  context: QueryContext,
  place: BankPlace,
  { items, from, of }: { readonly items: readonly Item[]; readonly from: Provenance; readonly of?: Edition },
): Promise<readonly string[]> => {
  const rows = items.map((item) => {
    const id = uuid()
    return {
      ...place,
      id,
      version: 1,
      state: 'draft' satisfies ItemState,
      ...contentColumns(context, id, item),
      // The first edition and an own item are told by nulls.
      origin: from.origin === 'own' ? null : from.origin,
      authorId: from.authorId,
      taskId: from.taskId ?? null,
      edition: of?.edition ?? null,
      predecessorId: of?.predecessorId ?? null,
      createdAt: context.now,
    }
  })
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    await context.tx
      .insertInto('item')
      .values(rows.slice(at, at + rowsPerInsert))
      .execute()
  }
  return rows.map(({ id }) => id)
}

interface ItemRow {
  readonly id: string
  readonly code: string
  readonly type: string
  readonly pointCode: string
  readonly difficulty: number
  readonly consistency: number
  readonly content: Buffer
}

/** A row in clear. */
export const itemOf = (context: QueryContext, row: ItemRow): Item => {
  const { code, type, pointCode } = row
  if (!isItemType(type)) throw new Error(`item ${row.id} has an unknown type`)
  const secret = readSecret(type, context.services.keyring.decrypt(row.content, purposeOf(row.id)))
  const [difficulty, consistency] = [row.difficulty as Grade, row.consistency as Grade]
  return {
    code,
    type,
    pointCode,
    sequence: Number(code.split('-').at(-1)),
    difficulty,
    consistency,
    ...secret,
  }
}

/** What `itemOf` reads. */
export const columns = ['id', 'code', 'type', 'pointCode', 'difficulty', 'consistency', 'content'] as const

type Place = Pick<BankPlace, 'organisationId' | 'bank'>

/** Of each code of a bank the edition in use, otherwise the newest. */
const editionsOf = (tx: Tx, { organisationId, bank }: Place) =>
  tx
    .selectFrom('item')
    .distinctOn('code')
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .orderBy('code')
    .orderBy((e) => e('state', 'in', ['active', 'suspended']), 'desc')
    .orderBy((e) => e.fn.coalesce('edition', sql<number>`1`), 'desc')

/** The items of a bank with these codes, in the edition in use, in clear, by code. */
export const itemsByCode = async (
  context: QueryContext,
  place: Place,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Item & { readonly id: string }>> => {
  const rows = await editionsOf(context.tx, place)
    .select([...columns])
    .where((e) => e('code', '=', e.fn.any(e.val([...codes]))))
    .execute()
  return new Map(rows.map((row) => [row.code, { ...itemOf(context, row), id: row.id }]))
}

/** A bank as assembly needs it: no content is decrypted. */
export const bankItems = async (tx: Tx, organisationId: string, bank: string): Promise<BankItem[]> => {
  const rows = await tx
    .selectFrom('item')
    .select(['organisationId', 'code', 'type', 'pointCode', 'difficulty', 'contentHash'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('state', '=', 'active')
    .execute()
  return rows.flatMap(({ type, difficulty, contentHash, ...row }) =>
    isItemType(type) ? [{ ...row, type, difficulty: difficulty as Grade, contentKey: contentHash }] : [],
  )
}

/** Banks of an organisation with their sizes. */
export const listBanks = async (tx: Tx, organisationId: string) => {
  const rows = await tx
    .selectFrom('item')
    .select((e) => [
      'bank',
      'occupationCode',
      'level',
      e.fn.countAll<number>().as('items'),
      sql<number>`count(DISTINCT point_code)`.as('points'),
    ])
    .where('organisationId', '=', organisationId)
    .groupBy(['bank', 'occupationCode', 'level'])
    .orderBy('bank')
    .execute()
  return rows.map((row) => ({ ...row, items: Number(row.items), points: Number(row.points) }))
}

/** How many items stand behind each point, type and difficulty. */
export const countItems = async (tx: Tx, organisationId: string, bank: string) => {
  const rows = await tx
    .selectFrom('item')
    .select((e) => ['pointCode', 'type', 'difficulty', e.fn.countAll<number>().as('count')])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('state', '=', 'active')
    .groupBy(['pointCode', 'type', 'difficulty'])
    .orderBy('pointCode')
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

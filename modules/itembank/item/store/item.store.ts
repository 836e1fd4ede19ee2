import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { canonicalJson } from '#platform/audit/chain.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { BankItem } from '../../assembly/core/pool.ts'
import type { Blueprint } from '../../assembly/core/rules.ts'
import { type Grade, type Item, isItemType } from '../../core/item.ts'
import type { KnowledgeTree } from '../../knowledge/core/blueprint.ts'
import { contentKeyOf } from '../core/item.rule.ts'

type Tx = QueryContext['tx']

/** What of an item is encrypted: all that tells the question or its answer. */
type Secret = Pick<Item, 'stem' | 'options' | 'key' | 'parts' | 'figure' | 'explanation' | 'source'>

const purposeOf = (id: string) => `item.content:${id}`
const rowsPerInsert = 500

const secretOf = ({ stem, options, key, parts, figure, explanation, source }: Item): Secret => ({
  ...{ stem, options, key, parts, figure, explanation, source },
})

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

/** Inserts items of one bank; returns their ids. */
export const insertItems = async (
  context: QueryContext,
  place: BankPlace,
  items: readonly Item[],
): Promise<readonly string[]> => {
  const rows = items.map((item) => {
    const id = uuid()
    return {
      ...place,
      id,
      version: 1,
      code: item.code,
      pointCode: item.pointCode,
      type: item.type,
      difficulty: item.difficulty,
      consistency: item.consistency,
      state: 'active',
      contentHash: contentHashOf(context, item),
      content: Buffer.from(context.services.keyring.encrypt(contentText(item), purposeOf(id))),
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

export interface KnownItem {
  readonly code: string
  readonly contentHash: string
  /** The content as `contentText` writes it. */
  readonly text: string
}

/** Every item of a bank with its content in clear, for comparing an import; the caller shows none of it. */
export const knownItems = async (
  context: QueryContext,
  organisationId: string,
  bank: string,
): Promise<readonly KnownItem[]> => {
  const rows = await context.tx
    .selectFrom('item')
    .select(['id', 'code', 'contentHash', 'content'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .execute()
  return rows.map(({ id, code, contentHash, content }) => ({
    code,
    contentHash,
    text: context.services.keyring.decrypt(content, purposeOf(id)),
  }))
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

const itemOf = (context: QueryContext, row: ItemRow): Item => {
  const { code, type, pointCode } = row
  if (!isItemType(type)) throw new Error(`item ${row.id} has an unknown type`)
  const secret = JSON.parse(context.services.keyring.decrypt(row.content, purposeOf(row.id))) as Secret
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

const columns = ['id', 'code', 'type', 'pointCode', 'difficulty', 'consistency', 'content'] as const

/** The items of a bank with these codes, in clear, by code. */
export const itemsByCode = async (
  context: QueryContext,
  place: { readonly organisationId: string; readonly bank: string },
  codes: readonly string[],
): Promise<ReadonlyMap<string, Item>> => {
  const rows = await context.tx
    .selectFrom('item')
    .select([...columns])
    .where('organisationId', '=', place.organisationId)
    .where('bank', '=', place.bank)
    .where('code', 'in', [...codes])
    .execute()
  return new Map(rows.map((row) => [row.code, itemOf(context, row)]))
}

/** One item in clear. Throws MissingRow. */
export const itemById = async (context: QueryContext, organisationId: string, id: string): Promise<Item> => {
  const row = await context.tx
    .selectFrom('item')
    .select([...columns])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return itemOf(context, row)
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

export interface ItemFilter {
  readonly organisationId: string
  readonly page: number
  readonly pageSize: number
  readonly bank?: string
  readonly type?: string
  /** A point's code, or the beginning of one for a range. */
  readonly point?: string
  readonly difficulty?: number
}

const filtered = (tx: Tx, { organisationId, bank, type, point, difficulty }: ItemFilter) => {
  let rows = tx.selectFrom('item').where('organisationId', '=', organisationId)
  if (bank) rows = rows.where('bank', '=', bank)
  if (type) rows = rows.where('type', '=', type)
  if (point) rows = rows.where(sql<boolean>`starts_with(point_code, ${point.trim().toUpperCase()})`)
  return difficulty ? rows.where('difficulty', '=', difficulty) : rows
}

export const listItems = async (tx: Tx, filter: ItemFilter) => {
  const { total } = await filtered(tx, filter)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered(tx, filter)
    .select(['id', 'bank', 'code', 'type', 'pointCode', 'difficulty', 'consistency'])
    .orderBy('bank')
    .orderBy('pointCode')
    .orderBy('code')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows }
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

export interface BlueprintContent {
  readonly tree: KnowledgeTree
  readonly blueprint: Blueprint
}

const blueprintOf = (content: unknown) => content as BlueprintContent

export const listBlueprints = async (tx: Tx, organisationId: string) => {
  const rows = await tx
    .selectFrom('blueprint')
    .select(['id', 'version', 'bank', 'occupationCode', 'level', 'content'])
    .where('organisationId', '=', organisationId)
    .orderBy('bank')
    .execute()
  return rows.map(({ content, ...row }) => ({ ...row, content: blueprintOf(content) }))
}

export const findBlueprint = async (tx: Tx, organisationId: string, bank: string) =>
  (await listBlueprints(tx, organisationId)).find((row) => row.bank === bank)

/** Writes a bank's blueprint, its version one up where there was one. */
export const saveBlueprint = async (
  tx: Tx,
  place: BankPlace,
  content: BlueprintContent,
): Promise<{ readonly organisationId: string; readonly id: string }> => {
  const { organisationId, occupationCode, level } = place
  const text = JSON.stringify(content)
  const row = await tx
    .insertInto('blueprint')
    .values({ ...place, id: uuid(), version: 1, content: text })
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'bank']).doUpdateSet((e) => ({
        version: e('blueprint.version', '+', 1),
        occupationCode,
        level,
        content: text,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { organisationId, id: row.id }
}

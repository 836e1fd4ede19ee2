import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { RuleSet } from '../core/rules.ts'

type Tx = QueryContext['tx']

const columns = [
  'organisationId',
  'id',
  'version',
  'bank',
  'name',
  'edition',
  'content',
  'authorId',
  'authorName',
  'madeAt',
  'retiredAt',
] as const

const withRules = <R extends { readonly content: unknown }>({ content, ...row }: R) => ({
  ...row,
  rules: content as RuleSet,
})

const select = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('ruleSet')
    .select([...columns])
    .where('organisationId', '=', organisationId)

export type RuleSetRow = Awaited<ReturnType<typeof getRules>>

/** Throws MissingRow. */
export const getRules = async (tx: Tx, organisationId: string, id: string) => {
  const row = await select(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return withRules(row)
}

/** Every edition of one name, the newest first. */
export const editionsOf = async (
  tx: Tx,
  { organisationId, bank, name }: { organisationId: string; bank: string; name: string },
) => {
  const rows = await select(tx, organisationId)
    .where('bank', '=', bank)
    .where('name', '=', name)
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(withRules)
}

/** The newest edition of every name that is not retired. */
export const rulesInForce = async (tx: Tx, organisationId: string, bank?: string) => {
  let rows = select(tx, organisationId).distinctOn(['bank', 'name'])
  if (bank !== undefined) rows = rows.where('bank', '=', bank)
  const newest = await rows.orderBy('bank').orderBy('name').orderBy('edition', 'desc').execute()
  return newest.filter(({ retiredAt }) => retiredAt === null).map(withRules)
}

/** Throws for a second writer of the same edition. */
export const insertRules = async (
  context: QueryContext,
  row: {
    readonly organisationId: string
    readonly bank: string
    readonly name: string
    readonly edition: number
    readonly rules: RuleSet
    readonly authorId: string
  },
) => {
  const { rules, ...rest } = row
  const id = uuid()
  await context.tx
    .insertInto('ruleSet')
    .values({
      ...rest,
      id,
      version: 1,
      content: JSON.stringify(rules),
      authorName: context.actor.name,
      madeAt: context.now,
    })
    .execute()
  return { organisationId: row.organisationId, id }
}

/** Takes the newest edition out of use. */
export const retireRow = async (context: QueryContext, { organisationId, id, version }: RuleSetRow) => {
  await context.tx
    .updateTable('ruleSet')
    .set({ retiredAt: context.now, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return { organisationId, id }
}

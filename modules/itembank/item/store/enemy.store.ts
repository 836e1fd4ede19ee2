import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface EnemyPair {
  /** Codes; the first is the lesser. */
  readonly first: string
  readonly second: string
}

/** The pairs of a bank's items that may not stand in one paper, by code, whatever their edition. */
export const enemiesOf = async (
  tx: Tx,
  organisationId: string,
  bank: string,
): Promise<readonly EnemyPair[]> => {
  const rows = await tx
    .selectFrom('itemEnemy')
    .select(['firstCode', 'secondCode'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('removedAt', 'is', null)
    .orderBy('firstCode')
    .orderBy('secondCode')
    .execute()
  return rows.map(({ firstCode: first, secondCode: second }) => ({ first, second }))
}

/** Which of these codes the bank has. */
export const knownCodes = async (
  tx: Tx,
  { organisationId, bank }: { readonly organisationId: string; readonly bank: string },
  codes: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('item')
    .select('code')
    .distinct()
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where((e) => e('code', '=', e.fn.any(e.val([...codes]))))
    .execute()
  return new Set(rows.map(({ code }) => code))
}

/** Writes pairs that are not in force; one that was removed comes back. Returns the ids of what was written. */
export const insertEnemies = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly bank: string; readonly accountId: string },
  { pairs, reason }: { readonly pairs: readonly EnemyPair[]; readonly reason: string },
): Promise<readonly string[]> => {
  const { organisationId, bank, accountId } = place
  const rows = pairs.map(({ first, second }) => ({
    ...{ organisationId, id: uuid(), version: 1, bank, firstCode: first, secondCode: second },
    ...{ reason, addedBy: accountId, addedAt: context.now },
  }))
  if (rows.length === 0) return []
  const written = await context.tx
    .insertInto('itemEnemy')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['organisationId', 'bank', 'firstCode', 'secondCode'])
        .doUpdateSet((e) => ({
          version: e('itemEnemy.version', '+', 1),
          reason,
          addedBy: accountId,
          addedAt: context.now,
          removedAt: null,
        }))
        .where('itemEnemy.removedAt', 'is not', null),
    )
    .returning('id')
    .execute()
  return written.map(({ id }) => id)
}

/** Ends a pair; false when it was ended before or is none of the organisation's. */
export const endEnemy = async (
  context: CommandContext,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await context.tx
    .updateTable('itemEnemy')
    .set((e) => ({ removedAt: context.now, version: e('version', '+', 1) }))
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const listEnemies = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly bank?: string
    readonly code?: string
  },
) => {
  let found = tx
    .selectFrom('itemEnemy')
    .where('organisationId', '=', filter.organisationId)
    .where('removedAt', 'is', null)
  if (filter.bank) found = found.where('bank', '=', filter.bank)
  if (filter.code) found = found.where(sql<boolean>`${filter.code} IN (first_code, second_code)`)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['id', 'bank', 'firstCode', 'secondCode', 'reason', 'addedBy', 'addedAt'])
    .orderBy('addedAt', 'desc')
    .orderBy('id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows }
}

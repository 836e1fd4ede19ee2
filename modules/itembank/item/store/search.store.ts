import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import { staffNames } from '#modules/party/facts.ts'
import { addDays, type Day, instantOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { matches, wordsOf } from '../core/words.ts'
import { type Viewer, visibleItems } from './access.store.ts'
import { columns, itemOf } from './item.store.ts'

type Tx = QueryContext['tx']
type Items = ExpressionBuilder<Database, 'item'>

/** By what items are found, as the contract gives it. */
export interface ItemFilter {
  readonly bank?: string
  readonly type?: string
  readonly point?: string
  readonly difficulty?: number
  readonly consistency?: number
  readonly state?: string
  readonly author?: string
  readonly origin?: string
  readonly picture?: boolean
  readonly formula?: boolean
  readonly minUses?: number
  readonly maxUses?: number
  readonly minRight?: number
  readonly maxRight?: number
  readonly minDiscrimination?: number
  readonly maxDiscrimination?: number
  readonly changedFrom?: string
  readonly changedTo?: string
  readonly words?: string
}

/** Papers that are not voided and hold this edition. */
const uses = sql<number>`(SELECT count(*)::int FROM paper_item pi JOIN paper p
  ON p.organisation_id = pi.organisation_id AND p.id = pi.paper_id
  WHERE pi.organisation_id = item.organisation_id AND pi.item_id = item.id AND p.state <> 'voided')`

const statistic = (value: string) =>
  sql<number | null>`(SELECT ${sql.raw(value)}::float8 FROM item_statistic s
    WHERE s.organisation_id = item.organisation_id AND s.item_id = item.id)`
const right = statistic('sum(s.correct)::numeric / nullif(sum(s.answered), 0)')
/** Of several sittings, each by the number of its candidates. */
const discrimination = statistic(
  `sum(s.discrimination * s.answered) / nullif(sum(s.answered) FILTER (WHERE s.discrimination IS NOT NULL), 0)`,
)

const startOf = (day: string) => instantOf(day as Day)
const endOf = (day: string) => instantOf(addDays(day as Day, 1))

/** Conditions that the database judges; what the filter leaves out is no condition. */
const conditions = (e: Items, filter: ItemFilter, authors: readonly string[] | undefined) => {
  const given = <T>(value: T | undefined, condition: (value: T) => unknown) =>
    value === undefined || value === '' ? [] : [condition(value) as ReturnType<typeof e.and>]
  const flag = (column: 'hasPicture' | 'hasFormula') => (wanted: boolean) =>
    e(e.fn.coalesce(column, sql<boolean>`false`), '=', wanted)
  const between = <T>(
    value: ReturnType<typeof sql<T>>,
    [from, to]: readonly [T | undefined, T | undefined],
  ) => [
    ...given(from, (least) => sql<boolean>`${value} >= ${least}`),
    ...given(to, (most) => sql<boolean>`${value} <= ${most}`),
  ]
  return e.and([
    ...given(filter.bank, (bank) => e('bank', '=', bank)),
    ...given(filter.type, (type) => e('type', '=', type)),
    ...given(filter.point, (point) => sql<boolean>`starts_with(point_code, ${point.trim().toUpperCase()})`),
    ...given(filter.difficulty, (grade) => e('difficulty', '=', grade)),
    ...given(filter.consistency, (grade) => e('consistency', '=', grade)),
    ...given(filter.state, (state) => e('state', '=', state)),
    ...given(filter.origin, (origin) => e(e.fn.coalesce('origin', sql<string>`'own'`), '=', origin)),
    ...given(filter.picture, flag('hasPicture')),
    ...given(filter.formula, flag('hasFormula')),
    ...given(authors, (ids) => e('authorId', '=', e.fn.any(e.val([...ids])))),
    ...between(uses, [filter.minUses, filter.maxUses]),
    ...between<number | null>(right, [filter.minRight, filter.maxRight]),
    ...between<number | null>(discrimination, [filter.minDiscrimination, filter.maxDiscrimination]),
    ...given(filter.changedFrom, (day) => e('changedAt', '>=', startOf(day))),
    ...given(filter.changedTo, (day) => e('changedAt', '<', endOf(day))),
  ])
}

const authorsNamed = async (tx: Tx, organisationId: string, part: string | undefined) => {
  if (!part?.trim()) return undefined
  const names = await staffNames(tx, organisationId)
  return [...names].flatMap(([id, name]) => (name.includes(part.trim()) ? [id] : []))
}

const slice = 250

/** Ids of those rows whose content holds every word. It is read a slice at a time, so that the server goes on serving. */
const holdingWords = async (
  context: QueryContext,
  { viewer, ids, words }: { viewer: Viewer; ids: readonly string[]; words: readonly string[] },
): Promise<string[]> => {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += slice) {
    const rows = await visibleItems(context.tx, viewer)
      .select([...columns])
      .where((e) => e('id', '=', e.fn.any(e.val(ids.slice(at, at + slice)))))
      .execute()
    for (const row of rows) if (matches(itemOf(context, row), words)) found.push(row.id)
    await yieldToOthers()
  }
  return found
}

const filtered = async (context: QueryContext, viewer: Viewer, filter: ItemFilter) => {
  const { tx } = context
  const authors = await authorsNamed(tx, viewer.organisationId, filter.author)
  const rows = visibleItems(tx, viewer).where((e) => conditions(e, filter, authors))
  const words = wordsOf(filter.words ?? '')
  if (words.length === 0) return rows
  const ids = (await rows.select('id').execute()).map(({ id }) => id)
  const found = await holdingWords(context, { viewer, ids, words })
  return visibleItems(tx, viewer).where((e) => e('id', '=', e.fn.any(e.val(found))))
}

/** Ids of everything that a filter finds within the viewer's duty. */
export const findItems = async (context: QueryContext, viewer: Viewer, filter: ItemFilter) =>
  (await (await filtered(context, viewer, filter)).select('id').orderBy('id').execute()).map(({ id }) => id)

export const listItems = async (
  context: QueryContext,
  viewer: Viewer,
  { page, pageSize, ...filter }: ItemFilter & { readonly page: number; readonly pageSize: number },
) => {
  const found = await filtered(context, viewer, filter)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['id', 'bank', 'code', 'type', 'pointCode', 'difficulty', 'consistency', 'state'])
    .select(['edition', 'authorId', 'firstReviewerId', 'origin', 'hasPicture', 'hasFormula', 'changedAt'])
    .select([uses.as('uses'), right.as('right'), discrimination.as('discrimination')])
    .orderBy('bank')
    .orderBy('pointCode')
    .orderBy('code')
    .orderBy((e) => e.fn.coalesce('edition', sql<number>`1`))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { total: Number(total), rows }
}

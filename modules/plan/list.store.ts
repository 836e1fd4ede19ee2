import type { Day } from '#platform/clock/day.ts'
import type { Actor, QueryContext } from '#platform/command/context.ts'
import type { NoticeRow } from './notice.store.ts'
import type { BatchRow } from './store.ts'

type Tx = QueryContext['tx']

/** No organisation has this id; it keeps `in ()` valid when an actor reaches none. */
const nobody = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The organisations whose plans an actor works on; published rows of others are public, but not his. */
const reachOf = ({ reach }: Actor): readonly string[] | null =>
  reach === 'all' ? null : reach.length === 0 ? [nobody] : reach

export interface Page {
  readonly page?: number
  readonly pageSize?: number
}

const windowOf = ({ page = 1, pageSize = 20 }: Page) => ({ limit: pageSize, offset: (page - 1) * pageSize })

/** Latest plans first, with the organisation's name, and how many there are in all. */
export const listBatches = async (
  tx: Tx,
  actor: Actor,
  filter: Page & { readonly name?: string; readonly state?: string; readonly states?: readonly string[] },
) => {
  const reach = reachOf(actor)
  let rows = tx
    .selectFrom('batch')
    .innerJoin('organisation', 'organisation.id', 'batch.organisationId')
    .$if(reach !== null, (query) => query.where('batch.organisationId', 'in', [...(reach ?? [])]))
  if (filter.name) rows = rows.where('batch.name', 'like', `%${filter.name.replaceAll(/[%_\\]/g, '\\$&')}%`)
  if (filter.state) rows = rows.where('batch.state', '=', filter.state)
  if (filter.states) rows = rows.where('batch.state', 'in', [...filter.states])
  const { total } = await rows
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const { limit, offset } = windowOf(filter)
  const found = await rows
    .selectAll('batch')
    .select(['organisation.name as organisationName', 'organisation.cityName'])
    .orderBy('batch.createdOn', 'desc')
    .orderBy('batch.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total: Number(total), rows: found as unknown as ListedBatch[] }
}

export type ListedBatch = BatchRow & { readonly organisationName: string; readonly cityName: string | null }

/** Published batches for everyone, those with the nearest enrolment first. */
export const listPublished = async (
  tx: Tx,
  filter: Page & {
    readonly today: Day
    readonly enrolment?: 'future' | 'open' | 'over'
    readonly occupation?: string
    readonly batchId?: string
  },
) => {
  const { today, enrolment, occupation, batchId } = filter
  let rows = tx
    .selectFrom('batch')
    .innerJoin('organisation', 'organisation.id', 'batch.organisationId')
    .where('batch.publishedAt', 'is not', null)
    .where('batch.state', '<>', 'cancelled')
  if (batchId) rows = rows.where('batch.id', '=', batchId)
  if (enrolment === 'future') rows = rows.where('batch.enrolmentFrom', '>', today)
  if (enrolment === 'open')
    rows = rows.where('batch.enrolmentFrom', '<=', today).where('batch.enrolmentTo', '>=', today)
  if (enrolment === 'over') rows = rows.where('batch.enrolmentTo', '<', today)
  if (occupation) {
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('batchLine')
          .select('batchLine.id')
          .whereRef('batchLine.organisationId', '=', 'batch.organisationId')
          .whereRef('batchLine.batchId', '=', 'batch.id')
          .where('batchLine.withdrawn', '=', false)
          .where((where) =>
            where.or([
              where('batchLine.occupationName', 'like', `%${occupation.replaceAll(/[%_\\]/g, '\\$&')}%`),
              where('batchLine.occupationCode', '=', occupation),
            ]),
          ),
      ),
    )
  }
  const { total } = await rows
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const { limit, offset } = windowOf(filter)
  const found = await rows
    .selectAll('batch')
    .select(['organisation.name as organisationName', 'organisation.cityName'])
    .orderBy('batch.enrolmentFrom', 'desc')
    .orderBy('batch.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total: Number(total), rows: found as unknown as ListedBatch[] }
}

export type ListedNotice = NoticeRow & { readonly organisationName: string }

/** Every edition within reach, latest year and edition first. */
export const listNotices = async (
  tx: Tx,
  actor: Actor,
  filter: Page & { readonly year?: number; readonly state?: string; readonly states?: readonly string[] },
) => {
  const reach = reachOf(actor)
  let rows = tx
    .selectFrom('annualNotice')
    .innerJoin('organisation', 'organisation.id', 'annualNotice.organisationId')
    .$if(reach !== null, (query) => query.where('annualNotice.organisationId', 'in', [...(reach ?? [])]))
  if (filter.year) rows = rows.where('annualNotice.year', '=', filter.year)
  if (filter.state) rows = rows.where('annualNotice.state', '=', filter.state)
  if (filter.states) rows = rows.where('annualNotice.state', 'in', [...filter.states])
  const { total } = await rows
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const { limit, offset } = windowOf(filter)
  const found = await rows
    .selectAll('annualNotice')
    .select('organisation.name as organisationName')
    .orderBy('annualNotice.year', 'desc')
    .orderBy('organisation.name')
    .orderBy('annualNotice.edition', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total: Number(total), rows: found as unknown as ListedNotice[] }
}

/** Evaluation organisations within reach that have no published notice of a year and none in hand. */
export const withoutNotice = async (tx: Tx, actor: Actor, year: number) => {
  const reach = reachOf(actor)
  return tx
    .selectFrom('organisation')
    .select(['organisation.id as organisationId', 'organisation.name as organisationName'])
    .where('organisation.kind', '=', 'evaluation')
    .$if(reach !== null, (query) => query.where('organisation.id', 'in', [...(reach ?? [])]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('annualNotice')
            .select('annualNotice.id')
            .whereRef('annualNotice.organisationId', '=', 'organisation.id')
            .where('annualNotice.year', '=', year),
        ),
      ),
    )
    .orderBy('organisation.name')
    .execute()
}

/** The notices in force, of one organisation or all, for everyone. */
export const listInForce = async (
  tx: Tx,
  filter: { readonly year?: number; readonly organisationId?: string },
) => {
  let rows = tx
    .selectFrom('annualNotice')
    .innerJoin('organisation', 'organisation.id', 'annualNotice.organisationId')
    .where('annualNotice.state', '=', 'published')
  if (filter.year) rows = rows.where('annualNotice.year', '=', filter.year)
  if (filter.organisationId) rows = rows.where('annualNotice.organisationId', '=', filter.organisationId)
  const found = await rows
    .selectAll('annualNotice')
    .select(['organisation.name as organisationName', 'organisation.typeName'])
    .orderBy('annualNotice.year', 'desc')
    .orderBy('organisation.name')
    .limit(500)
    .execute()
  return found as unknown as (ListedNotice & { readonly typeName: string })[]
}

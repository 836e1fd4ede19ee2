import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'

type Tx = QueryContext['tx']

/** Someone before the items of his organisation. */
export interface Viewer {
  readonly organisationId: string
  readonly accountId: string
  readonly roles: readonly string[]
}

export const viewerOf = (context: QueryContext): Viewer => ({
  ...ownPlace(context),
  roles: context.actor.roles,
})

/**
 * The items that someone's duty brings him near (HN-3.1.1-14): a keeper of the bank all, an author his own, a
 * reviewer those that wait for his review. Every query and command on items starts here.
 */
export const visibleItems = (tx: Tx, { organisationId, accountId, roles }: Viewer) => {
  const own = tx.selectFrom('item').where('organisationId', '=', organisationId)
  if (roles.includes('org-itembank')) return own
  const [writes, reviews] = [roles.includes('org-item-writer'), roles.includes('org-item-reviewer')]
  const foreign = sql<boolean>`author_id IS DISTINCT FROM ${accountId}::uuid`
  return own.where((e) =>
    e.or([
      ...(writes ? [e('authorId', '=', accountId)] : []),
      ...(reviews ? [e.and([foreign, e('state', '=', 'first-review')])] : []),
      ...(reviews
        ? [e.and([foreign, e('state', '=', 'second-review'), e('firstReviewerId', '<>', accountId)])]
        : []),
    ]),
  )
}

const standing = [
  'organisationId',
  'id',
  'version',
  'bank',
  'occupationCode',
  'level',
  'code',
  'pointCode',
  'type',
  'difficulty',
  'consistency',
  'content',
  'state',
  'stateReason',
  'edition',
  'predecessorId',
  'authorId',
  'firstReviewerId',
  'secondReviewerId',
  'origin',
  'taskId',
  'createdAt',
  'changedAt',
  'activatedAt',
] as const

/** One item within the viewer's duty. Throws MissingRow. */
export const visibleItem = async (tx: Tx, viewer: Viewer, itemId: string) => {
  const row = await visibleItems(tx, viewer).select(standing).where('id', '=', itemId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

export type VisibleItem = Awaited<ReturnType<typeof visibleItem>>

/** Locks items within the viewer's duty, in the order of their ids, so that two bulk steps do not wait for each other. */
export const lockVisible = (tx: Tx, viewer: Viewer, itemIds: readonly string[]) =>
  visibleItems(tx, viewer)
    .select(standing)
    .where((e) => e('id', '=', e.fn.any(e.val([...itemIds]))))
    .orderBy('id')
    .forUpdate()
    .execute()

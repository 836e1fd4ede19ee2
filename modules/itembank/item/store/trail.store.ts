import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

const most = 200

/** What happened to an item, newest first: its steps, and who looked at it. */
export const trailOf = (
  tx: Tx,
  { organisationId, itemId }: { readonly organisationId: string; readonly itemId: string },
  { views }: { readonly views: boolean },
) =>
  tx
    .selectFrom('fact')
    .select(['type', 'actorName', 'at', 'data'])
    .where('organisationId', '=', organisationId)
    .where('subjectId', '=', itemId)
    .where('subjectTable', '=', 'item')
    .where('type', views ? '=' : '<>', 'item-viewed')
    .orderBy('at', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(most)
    .execute()

/** The editions of an item of a bank, oldest first. */
export const editionsWith = (
  tx: Tx,
  place: { readonly organisationId: string; readonly bank: string; readonly code: string },
) =>
  tx
    .selectFrom('item')
    .select(['id', 'edition', 'state'])
    .where('organisationId', '=', place.organisationId)
    .where('bank', '=', place.bank)
    .where('code', '=', place.code)
    .orderBy((e) => e.fn.coalesce('edition', e.lit(1)))
    .execute()

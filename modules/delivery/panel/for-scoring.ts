import type { QueryContext } from '#platform/command/context.ts'
import type { ReviewContent } from './core/scheme.rule.ts'
import { schemesOf } from './store.ts'

/** SDE-4.3-03: what the review of a line evaluates, each with its part of the result; none before it is fixed. */
export const reviewContentsOf = async (
  tx: QueryContext['tx'],
  organisationId: string,
  of: { readonly batchId: string; readonly lineId: string },
): Promise<readonly ReviewContent[]> =>
  (await schemesOf(tx, organisationId, of.batchId)).find(({ lineId }) => lineId === of.lineId)?.contents ?? []

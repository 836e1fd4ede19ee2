import type { QueryContext } from '#platform/command/context.ts'
import { titleOf } from './core/package.machine.ts'
import { latestEvents } from './store/package.store.ts'

interface CustodyRecord {
  /** The link of the chain, sealed by the evidence under this id. */
  readonly id: string
  /** Which package and which step, in words. */
  readonly title: string
  readonly by: string
  readonly at: Date
}

/** HN-3.3.9-03: who had the papers of a batch when, the latest first; places and hands, never a word of the paper. */
export const custodyRecords = async (
  tx: QueryContext['tx'],
  of: { readonly organisationId: string; readonly batchId: string },
): Promise<readonly CustodyRecord[]> =>
  (await latestEvents(tx, of)).map(({ id, label, step, byName, at }) => ({
    ...{ id, at, by: byName, title: `${label} ${titleOf(step)}` },
  }))

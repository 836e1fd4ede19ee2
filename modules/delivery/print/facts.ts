import type { QueryContext } from '#platform/command/context.ts'
import { printRoomsOf } from './store.ts'

/** SDS-4.4-34: who did not come to the paper rooms whose result has been handed over, by session and application. */
export const absentOnPaper = async (
  tx: QueryContext['tx'],
  organisationId: string,
  batchId: string,
): Promise<readonly { readonly sessionId: string; readonly applicationId: string }[]> =>
  (await printRoomsOf(tx, organisationId, batchId))
    .filter(({ state }) => state === 'handed-over')
    .flatMap(({ sessionId, absent }) => absent.map((applicationId) => ({ sessionId, applicationId })))

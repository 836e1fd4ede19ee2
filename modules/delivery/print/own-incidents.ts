import type { QueryContext } from '#platform/command/context.ts'
import { type IncidentFact, incidentsOf } from '../incident/facts.ts'
import type { PrintRoomRow } from './store.ts'

/** The incidents that were entered in this room, the oldest first. */
export const ownIncidents = async (
  { tx }: QueryContext,
  row: PrintRoomRow,
): Promise<readonly IncidentFact[]> =>
  (await incidentsOf(tx, row.organisationId, row.batchId))
    .filter(({ printRoomId }) => printRoomId === row.id)
    .toSorted((one, other) => one.number - other.number)

/** HN-3.1.6-10: what keeps everybody in this room, by its number in the register; null where nothing does. */
export const exitLockOf = async (context: QueryContext, row: PrintRoomRow): Promise<string | null> => {
  const lock = (await ownIncidents(context, row)).find(
    ({ locksExit, state }) => locksExit && state === 'open',
  )
  return lock ? `第 ${lock.number} 号突发事件` : null
}

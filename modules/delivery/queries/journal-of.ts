import type { QueryContext } from '#platform/command/context.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import type { ResultBundle } from '../core/bundle.ts'
import type { Entry } from '../core/journal.ts'
import type { RoomPort } from '../core/room.port.ts'
import type { SittingRow } from '../store.ts'

/** The journal that was taken in with the bundle; undefined before. */
export const takenJournal = async (
  context: QueryContext,
  row: SittingRow,
): Promise<readonly Entry[] | undefined> => {
  if (row.bundleFileId === null) return undefined
  const bytes = await bytesOfFile(context, { organisationId: row.organisationId, fileId: row.bundleFileId })
  return (JSON.parse(Buffer.from(bytes).toString('utf8')) as ResultBundle).events
}

/** The journal as the room has it now; what was taken in, from the bundle that is kept. */
export const journalOf = async (
  context: QueryContext,
  row: SittingRow,
  room: RoomPort,
): Promise<readonly Entry[]> => (await takenJournal(context, row)) ?? room.journal(row.id) ?? []

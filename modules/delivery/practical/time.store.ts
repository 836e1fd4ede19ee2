import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { PlaceOf } from './store.ts'

type Tx = QueryContext['tx']

export type ClockRow = Selectable<Database['practicalClock']>

export const clocksOf = (tx: Tx, at: PlaceOf): Promise<ClockRow[]> =>
  tx
    .selectFrom('practicalClock')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('startedAt')
    .execute()

export const insertClock = async (
  tx: Tx,
  row: Omit<ClockRow, 'id' | 'version' | 'endedAt'>,
): Promise<{ readonly id: string; readonly organisationId: string }> => {
  const id = uuid()
  await tx
    .insertInto('practicalClock')
    .values({ ...row, id, version: 1 })
    .execute()
  return { id, organisationId: row.organisationId }
}

export const endClock = async (tx: Tx, row: ClockRow, endedAt: Date): Promise<void> => {
  await tx
    .updateTable('practicalClock')
    .set({ endedAt, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export type StopRow = Selectable<Database['practicalStop']>

export const stopsOf = (tx: Tx, at: PlaceOf): Promise<StopRow[]> =>
  tx
    .selectFrom('practicalStop')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('stoppedAt')
    .execute()

/** Throws MissingRow, or StaleRow when it is not the one shown. */
export const lockStop = async (
  tx: Tx,
  organisationId: string,
  of: { readonly stopId: string; readonly version: number },
): Promise<StopRow> => {
  const row = await tx
    .selectFrom('practicalStop')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', of.stopId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== of.version) throw new StaleRow()
  return row
}

export const insertStop = async (
  tx: Tx,
  row: PlaceOf & Pick<StopRow, 'batchId' | 'applicationId' | 'kind' | 'reason' | 'stoppedAt' | 'stoppedBy'>,
): Promise<{ readonly id: string; readonly organisationId: string }> => {
  const id = uuid()
  await tx
    .insertInto('practicalStop')
    .values({ ...row, id, version: 1 })
    .execute()
  return { id, organisationId: row.organisationId }
}

export const updateStop = async (
  tx: Tx,
  row: StopRow,
  change: Partial<Pick<StopRow, 'reason' | 'liftedAt' | 'liftedBy' | 'remedy' | 'extraMinutes'>>,
): Promise<void> => {
  await tx
    .updateTable('practicalStop')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export interface ReadingRow {
  readonly accountId: string
  readonly name: string
  readonly confirmedAt: Date
}

export const readingsOf = (tx: Tx, at: PlaceOf): Promise<ReadingRow[]> =>
  tx
    .selectFrom('practicalReading')
    .select(['accountId', 'name', 'confirmedAt'])
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('confirmedAt')
    .execute()

/** Null when the same person has confirmed already. */
export const insertReading = async (
  tx: Tx,
  row: PlaceOf & ReadingRow & { readonly batchId: string; readonly topics: string[] },
): Promise<{ readonly id: string; readonly organisationId: string } | null> => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('practicalReading')
    .values({ ...row, id, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? { id, organisationId: row.organisationId } : null
}

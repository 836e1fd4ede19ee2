import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { PlaceOf } from '../practical/store.ts'
import type { ReviewContent } from './core/scheme.rule.ts'

type Tx = QueryContext['tx']

export interface SchemeRow {
  readonly id: string
  readonly version: number
  readonly lineId: string
  readonly contents: readonly ReviewContent[]
}

export const schemesOf = async (tx: Tx, organisationId: string, batchId: string): Promise<SchemeRow[]> =>
  (await tx
    .selectFrom('reviewScheme')
    .select(['id', 'version', 'lineId', 'contents'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()) as unknown as SchemeRow[]

export const saveScheme = async (
  tx: Tx,
  row: {
    readonly organisationId: string
    readonly batchId: string
    readonly lineId: string
    readonly contents: readonly ReviewContent[]
    readonly savedBy: string
    readonly savedAt: Date
  },
) => {
  const { id } = await tx
    .insertInto('reviewScheme')
    .values({ ...row, id: uuid(), version: 1, contents: JSON.stringify(row.contents) })
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'batchId', 'lineId']).doUpdateSet((eb) => ({
        version: eb('reviewScheme.version', '+', 1),
        contents: eb.ref('excluded.contents'),
        savedBy: eb.ref('excluded.savedBy'),
        savedAt: eb.ref('excluded.savedAt'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, organisationId: row.organisationId }
}

export type TurnRow = Selectable<Database['defenceTurn']>

export const turnsOf = (
  tx: Tx,
  of: {
    readonly organisationId: string
    readonly batchId?: string
    readonly sessionId?: string
    readonly roomId?: string
  },
): Promise<TurnRow[]> => {
  let found = tx.selectFrom('defenceTurn').selectAll().where('organisationId', '=', of.organisationId)
  if (of.batchId !== undefined) found = found.where('batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('roomId', '=', of.roomId)
  return found.orderBy('startsAt').orderBy('position').execute()
}

export type NewTurn = Omit<TurnRow, 'id' | 'version' | 'minutes' | 'minutesBy' | 'minutesAt'>

/** Writes the turns of a room, or moves those there are; who has a turn keeps its row. */
export const saveTurns = async (tx: Tx, turns: readonly NewTurn[]): Promise<string[]> => {
  const rows = await tx
    .insertInto('defenceTurn')
    .values(turns.map((turn) => ({ ...turn, id: uuid(), version: 1 })))
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'sessionId', 'applicationId']).doUpdateSet((eb) => ({
        version: eb('defenceTurn.version', '+', 1),
        startsAt: eb.ref('excluded.startsAt'),
        endsAt: eb.ref('excluded.endsAt'),
        clerk: eb.ref('excluded.clerk'),
        materials: eb.ref('excluded.materials'),
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const writeMinutes = async (
  tx: Tx,
  row: TurnRow,
  change: Pick<TurnRow, 'minutes' | 'minutesBy' | 'minutesAt'>,
): Promise<void> => {
  await tx
    .updateTable('defenceTurn')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export const receiptsOf = (tx: Tx, at: PlaceOf) =>
  tx
    .selectFrom('defenceReceipt')
    .select(['accountId', 'name', 'receivedAt'])
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .execute()

/** Null when the same member has confirmed already. */
export const insertReceipt = async (
  tx: Tx,
  row: PlaceOf & { readonly accountId: string; readonly name: string; readonly receivedAt: Date },
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('defenceReceipt')
    .values({ ...row, id, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? { id, organisationId: row.organisationId } : null
}

export type QuestionRow = Selectable<Database['defenceQuestion']>

export const questionsOf = (tx: Tx, at: PlaceOf): Promise<QuestionRow[]> =>
  tx
    .selectFrom('defenceQuestion')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('askedAt')
    .execute()

export const insertQuestion = async (tx: Tx, row: Omit<QuestionRow, 'id' | 'version'>) => {
  const id = uuid()
  await tx
    .insertInto('defenceQuestion')
    .values({ ...row, id, version: 1 })
    .execute()
  return { id, organisationId: row.organisationId }
}

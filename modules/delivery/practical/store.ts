import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CheckForm, NoticeLine } from './core/check-list.ts'

type Tx = QueryContext['tx']

export interface PlaceOf {
  readonly organisationId: string
  readonly sessionId: string
  readonly roomId: string
}

export interface DayModule {
  readonly code: string
  readonly name: string
  readonly minutes: number
}

type DayColumns = Selectable<Database['practicalDay']>
export interface DayRow extends Omit<DayColumns, 'notice' | 'modules' | 'state'> {
  readonly notice: readonly NoticeLine[]
  readonly modules: readonly DayModule[]
  readonly state: 'prepared' | 'drawn' | 'started'
}

const days = (tx: Tx, organisationId: string) =>
  tx.selectFrom('practicalDay').selectAll().where('organisationId', '=', organisationId)

export const findDay = async (tx: Tx, at: PlaceOf): Promise<DayRow | undefined> =>
  (await days(tx, at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .executeTakeFirst()) as DayRow | undefined

export const daysOfBatch = async (tx: Tx, organisationId: string, batchId: string): Promise<DayRow[]> =>
  (await days(tx, organisationId).where('batchId', '=', batchId).execute()) as unknown as DayRow[]

/** Holds a day for the rest of the command. Throws MissingRow, or StaleRow when it is not the one shown. */
export const lockDay = async (
  tx: Tx,
  organisationId: string,
  of: { readonly dayId: string; readonly version?: number },
): Promise<DayRow> => {
  const row = (await days(tx, organisationId).where('id', '=', of.dayId).forUpdate().executeTakeFirst()) as
    | DayRow
    | undefined
  if (!row) throw new MissingRow()
  if (of.version !== undefined && row.version !== of.version) throw new StaleRow()
  return row
}

export type NewDay = PlaceOf &
  Pick<
    DayRow,
    | 'batchId'
    | 'practicalId'
    | 'title'
    | 'isDangerous'
    | 'notice'
    | 'modules'
    | 'tasks'
    | 'label'
    | 'commitment'
    | 'seedSealed'
    | 'id'
  >

/** Prepares a room, or prepares it anew while nothing has been drawn. */
export const saveDay = async (tx: Tx, day: NewDay, earlier: DayRow | undefined): Promise<void> => {
  const row = { ...day, notice: JSON.stringify(day.notice), modules: JSON.stringify(day.modules) }
  if (!earlier) {
    await tx
      .insertInto('practicalDay')
      .values({ ...row, version: 1, state: 'prepared' })
      .execute()
    return
  }
  await tx
    .updateTable('practicalDay')
    .set({ ...row, version: earlier.version + 1 })
    .where('organisationId', '=', day.organisationId)
    .where('id', '=', earlier.id)
    .execute()
}

export const updateDay = async (
  tx: Tx,
  row: DayRow,
  change: Partial<Pick<DayRow, 'state' | 'seed' | 'drawnAt' | 'drawnBy' | 'startedAt' | 'startedBy'>>,
): Promise<void> => {
  await tx
    .updateTable('practicalDay')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export interface CheckRow {
  readonly id: string
  readonly version: number
  readonly roomId: string
  readonly form: CheckForm
  readonly subjectId: string
  readonly item: string
  readonly inOrder: boolean
  readonly quantity: number | null
  readonly finding: string
  readonly checkedName: string
  readonly checkedAt: Date
}

export const checksOf = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly sessionId: string; readonly roomId?: string },
): Promise<CheckRow[]> => {
  let found = tx
    .selectFrom('practicalCheck')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
  if (at.roomId !== undefined) found = found.where('roomId', '=', at.roomId)
  const rows = await found.orderBy('checkedAt').execute()
  return rows.map((row) => ({
    ...row,
    quantity: row.quantity === null ? null : Number(row.quantity),
  })) as CheckRow[]
}

export interface NewCheck extends PlaceOf {
  readonly batchId: string
  readonly form: CheckForm
  readonly subjectId: string
  readonly item: string
  readonly inOrder: boolean
  readonly quantity: number | null
  readonly finding: string
  readonly checkedBy: string
  readonly checkedName: string
  readonly checkedAt: Date
}

/** Writes what was found; what was found of the same line before is replaced, its fact stays. */
export const saveChecks = async (tx: Tx, checks: readonly NewCheck[]): Promise<string[]> => {
  const rows = await tx
    .insertInto('practicalCheck')
    .values(checks.map((check) => ({ ...check, id: uuid(), version: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['organisationId', 'sessionId', 'roomId', 'form', 'subjectId', 'item'])
        .doUpdateSet((eb) => ({
          version: eb('practicalCheck.version', '+', 1),
          inOrder: eb.ref('excluded.inOrder'),
          quantity: eb.ref('excluded.quantity'),
          finding: eb.ref('excluded.finding'),
          checkedBy: eb.ref('excluded.checkedBy'),
          checkedName: eb.ref('excluded.checkedName'),
          checkedAt: eb.ref('excluded.checkedAt'),
        })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type TurnRow = Selectable<Database['practicalTurn']>

export const turnsOf = (tx: Tx, at: PlaceOf): Promise<TurnRow[]> =>
  tx
    .selectFrom('practicalTurn')
    .selectAll()
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('position')
    .execute()

export const insertTurns = async (
  tx: Tx,
  turns: readonly Omit<TurnRow, 'id' | 'version' | 'calledAt' | 'signature' | 'signedAt'>[],
): Promise<string[]> => {
  const rows = turns.map((turn) => ({ ...turn, id: uuid(), version: 1 }))
  await tx.insertInto('practicalTurn').values(rows).execute()
  return rows.map(({ id }) => id)
}

export const updateTurn = async (
  tx: Tx,
  row: TurnRow,
  change: Partial<Pick<TurnRow, 'calledAt' | 'signature' | 'signedAt'>>,
): Promise<void> => {
  await tx
    .updateTable('practicalTurn')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

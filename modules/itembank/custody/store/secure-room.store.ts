import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export const listSecureRooms = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('secureRoom')
    .select(['id', 'version', 'name', 'place', 'minPersons'])
    .where('organisationId', '=', organisationId)
    .orderBy('name')
    .execute()

/** Throws MissingRow. */
export const getSecureRoom = async (tx: Tx, organisationId: string, id: string) => {
  const row = await tx
    .selectFrom('secureRoom')
    .select(['id', 'version', 'name', 'place', 'minPersons'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

export const insertSecureRoom = async (
  context: CommandContext,
  organisationId: string,
  values: { readonly name: string; readonly place: string; readonly minPersons: number },
): Promise<string> => {
  const row = { organisationId, id: uuid() }
  await context.tx
    .insertInto('secureRoom')
    .values({ ...row, ...values, version: 1 })
    .execute()
  const clauses = ['HN-2.3.3-03']
  context.record({ type: 'secure-room-registered', table: 'secureRoom', row, data: { ...values }, clauses })
  return row.id
}

export interface NewInspection {
  readonly secureRoomId: string
  readonly inspectedOn: Day
  readonly validUntil: Day
  readonly passed: boolean
  readonly measures: readonly string[]
  readonly inspector: string
  readonly note: string
}

export const insertInspection = async (
  context: CommandContext,
  organisationId: string,
  values: NewInspection,
): Promise<void> => {
  const row = { organisationId, id: uuid() }
  await context.tx
    .insertInto('secureRoomInspection')
    .values({
      ...{ ...row, ...values, version: 1, measures: [...values.measures] },
      recordedBy: context.actor.name,
    })
    .execute()
  const { passed, validUntil, inspector } = values
  context.record({
    type: 'secure-room-inspected',
    table: 'secureRoomInspection',
    row,
    data: { passed, validUntil, inspector },
    clauses: ['HN-2.3.3-03'],
  })
}

/** Inspections of a room, the latest first. */
export const inspectionsOf = (tx: Tx, organisationId: string, secureRoomId: string) =>
  tx
    .selectFrom('secureRoomInspection')
    .select(['id', 'inspectedOn', 'validUntil', 'passed', 'measures', 'inspector', 'recordedBy', 'note'])
    .where('organisationId', '=', organisationId)
    .where('secureRoomId', '=', secureRoomId)
    .orderBy('inspectedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** HN-2.3.3-03: the latest inspection was passed and its validity has not ended. */
export const hasValidInspection = async (
  context: QueryContext,
  organisationId: string,
  secureRoomId: string,
): Promise<boolean> => {
  const [latest] = await inspectionsOf(context.tx, organisationId, secureRoomId)
  return latest?.passed === true && latest.validUntil >= context.today
}

const shiftColumns = [
  ...(['id', 'version', 'secureRoomId', 'startsAt', 'endsAt', 'persons', 'situation'] as const),
  ...(['handedOverAt', 'firstSigner', 'firstSignedAt', 'secondSigner', 'secondSignedAt'] as const),
]

/** Shifts of a room that touch a period, earliest first. */
export const shiftsOf = (
  tx: Tx,
  of: { readonly organisationId: string; readonly secureRoomId: string },
  period: { readonly from: Date; readonly to: Date },
) =>
  tx
    .selectFrom('dutyShift')
    .select(shiftColumns)
    .where('organisationId', '=', of.organisationId)
    .where('secureRoomId', '=', of.secureRoomId)
    .where('withdrawn', '=', false)
    .where('endsAt', '>', period.from)
    .where('startsAt', '<', period.to)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()

export type ShiftRow = Awaited<ReturnType<typeof shiftsOf>>[number]

/** Throws MissingRow and StaleRow. */
export const lockShift = async (
  tx: Tx,
  organisationId: string,
  { shiftId, version }: { readonly shiftId: string; readonly version: number },
): Promise<ShiftRow> => {
  const row = await tx
    .selectFrom('dutyShift')
    .select(shiftColumns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', shiftId)
    .where('withdrawn', '=', false)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return row
}

interface PlannedShift {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly persons: readonly string[]
}

/** Puts planned shifts in the place of those of a period that have no log yet. */
export const replaceShifts = async (
  context: CommandContext,
  of: { readonly organisationId: string; readonly secureRoomId: string },
  change: { readonly withdrawn: readonly ShiftRow[]; readonly planned: readonly PlannedShift[] },
): Promise<void> => {
  const clauses = ['HN-2.3.4-05', 'HN-2.3.6-02']
  const { organisationId } = of
  for (const { id, version } of change.withdrawn)
    await context.tx
      .updateTable('dutyShift')
      .set({ withdrawn: true, version: version + 1 })
      .where('organisationId', '=', organisationId)
      .where('id', '=', id)
      .execute()
  const rows = change.planned.map((shift) => ({
    ...{ ...of, ...shift, id: uuid(), version: 1, withdrawn: false },
    persons: [...shift.persons],
  }))
  if (rows.length > 0) await context.tx.insertInto('dutyShift').values(rows).execute()
  const withdrawn = change.withdrawn.map(({ id }) => id)
  const planned = rows.map(({ id }) => id)
  if (withdrawn.length > 0)
    context.recordAll({
      type: 'duty-shift-withdrawn',
      table: 'dutyShift',
      organisationId,
      ids: withdrawn,
      clauses,
    })
  if (planned.length > 0)
    context.recordAll({
      type: 'duty-shift-planned',
      table: 'dutyShift',
      organisationId,
      ids: planned,
      clauses,
    })
}

export interface ShiftLog {
  readonly situation?: string
  readonly handedOverAt?: Date
  readonly firstSigner?: string
  readonly firstSignedAt?: Date
  readonly secondSigner?: string
  readonly secondSignedAt?: Date
}

/** HN-2.3.6-05: a signature under the log of a shift. */
export const writeLog = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly shift: ShiftRow },
  log: ShiftLog,
): Promise<void> => {
  const row = { organisationId: place.organisationId, id: place.shift.id }
  await context.tx
    .updateTable('dutyShift')
    .set({ ...log, version: place.shift.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  context.record({
    type: 'duty-log-signed',
    table: 'dutyShift',
    row,
    data: { signer: context.actor.name },
    clauses: ['HN-2.3.6-05'],
  })
}

import type { Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { PaperCount, SpareUse } from './core/account.rule.ts'
import type { Attended } from './core/attendance.rule.ts'
import type { Extension } from './core/extension.rule.ts'
import type { PaperRoomState } from './core/paper-room.machine.ts'

type Tx = QueryContext['tx']

export interface TwoPeople {
  readonly first: string
  readonly second: string
  readonly at: string
}

/** SDS-4.4-18, HN-2.3.6-03: what went in with the papers, and the bag as custody had it. */
export interface CountedOut extends PaperCount, TwoPeople {
  readonly carried?: readonly string[]
  readonly bag?: {
    readonly packageId: string
    readonly label: string
    readonly sealNumber: string
    readonly quantity: number
  }
}

export interface RecordSignature {
  readonly name: string
  readonly role: string
  readonly at: string
  /** On the printed form; entered by whom. */
  readonly byHand?: string
}

type Columns = Selectable<Database['printRoom']>
type Counts = 'countOut' | 'countIn' | 'spares' | 'scans'
type Json = Counts | 'seal' | 'handOver' | 'attendance' | 'signatures' | 'extensions'
type Told = 'state' | Json
export interface PrintRoomRow extends Omit<Columns, Told> {
  readonly state: PaperRoomState
  readonly countOut: CountedOut | null
  readonly countIn: (PaperCount & TwoPeople) | null
  readonly spares: readonly SpareUse[]
  readonly scans: readonly { readonly fileId: string; readonly sheets: number }[]
  readonly seal: (TwoPeople & { readonly bookNumber: string; readonly sealNumber: string }) | null
  readonly handOver: TwoPeople | null
  readonly attendance: readonly Attended[] | null
  readonly signatures: readonly RecordSignature[] | null
  readonly extensions: readonly Extension[] | null
}

const rooms = (tx: Tx, organisationId: string) =>
  tx.selectFrom('printRoom').selectAll().where('organisationId', '=', organisationId)

export const printRoomsOf = async (tx: Tx, organisationId: string, batchId: string) =>
  (await rooms(tx, organisationId).where('batchId', '=', batchId).execute()) as unknown as PrintRoomRow[]

/** Throws MissingRow. */
export const findPrintRoom = async (tx: Tx, organisationId: string, id: string): Promise<PrintRoomRow> => {
  const row = await rooms(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return row as unknown as PrintRoomRow
}

/** Holds a room for the rest of the command. Throws MissingRow, or StaleRow when it is not the one shown. */
export const lockPrintRoom = async (
  tx: Tx,
  organisationId: string,
  of: { readonly printRoomId: string; readonly version: number },
): Promise<PrintRoomRow> => {
  const row = await rooms(tx, organisationId).where('id', '=', of.printRoomId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== of.version) throw new StaleRow()
  return row as unknown as PrintRoomRow
}

/** Null when the room has its account already. */
export const insertPrintRoom = async (
  tx: Tx,
  of: Pick<PrintRoomRow, 'organisationId' | 'batchId' | 'sessionId' | 'roomId'>,
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('printRoom')
    .values({ ...of, id, version: 1, state: 'prepared' })
    .onConflict((conflict) => conflict.columns(['organisationId', 'sessionId', 'roomId']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? { id, organisationId: of.organisationId } : null
}

export type PrintRoomChange = Partial<Pick<PrintRoomRow, Told | 'absent' | 'absentApart' | 'incidentId'>>

const asText = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))

export const savePrintRoom = async (tx: Tx, row: PrintRoomRow, change: PrintRoomChange): Promise<number> => {
  const { countOut, countIn, spares, scans, seal, handOver, attendance, signatures, extensions, ...plain } =
    change
  const counts = { countOut, countIn, spares, scans }
  const told = Object.entries({ ...counts, seal, handOver, attendance, signatures, extensions })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => [column, asText(value)])
  const version = row.version + 1
  await tx
    .updateTable('printRoom')
    .set({ ...plain, ...Object.fromEntries(told), version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

import type { Insertable, Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Batch, BatchAmendment, BatchLine } from '#db/schema/tables.ts'
import type { Actor, CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { Amendable } from './core/amendment.rule.ts'
import type { BatchState } from './core/batch.machine.ts'
import type { EarlierBatch, PlannedBatch } from './core/batch.rule.ts'
import type { PlannedLine } from './core/line.rule.ts'
import type { Scheme } from './core/scheme.rule.ts'
import type { BatchDates } from './core/timeline.ts'

type Tx = QueryContext['tx']
type Row<T> = Selectable<T>

/** Dates come as text in the form `YYYY-MM-DD`. */
export type BatchRow = Omit<Row<Batch>, keyof BatchDates | 'state' | 'scheme'> &
  BatchDates & { readonly state: BatchState; readonly scheme: Scheme | null }
export type BatchLineRow = Row<BatchLine>

export interface Address {
  readonly organisationId: string
  readonly id: string
}

/** The organisation whose rows are meant: the actor's own, or the one an authority names. Throws MissingRow. */
export const ownerOf = (actor: Actor, named: string | undefined): string => {
  const owner = named ?? actor.organisationId
  if (!owner || (actor.reach !== 'all' && !actor.reach.includes(owner))) throw new MissingRow()
  return owner
}

/** The same where an authority follows a link that names the row alone. Throws MissingRow. */
export const ownerOfRow = async (
  { tx, actor }: QueryContext,
  { table, id, named }: { table: 'batch' | 'annualNotice'; id: string; named: string | undefined },
): Promise<string> => {
  const isStaff = actor.roles.some((role) => role.startsWith('org-'))
  if (named !== undefined || isStaff) return ownerOf(actor, named)
  const row = await tx.selectFrom(table).select('organisationId').where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return ownerOf(actor, row.organisationId)
}

const schemeOf = (stored: unknown): Scheme | null =>
  typeof stored === 'object' && stored !== null && 'planName' in stored ? (stored as Scheme) : null

const batchOf = (row: Row<Batch>): BatchRow =>
  ({ ...row, scheme: schemeOf(row.scheme) }) as unknown as BatchRow

export const findBatch = async (tx: Tx, { organisationId, id }: Address): Promise<BatchRow> => {
  const row = await tx
    .selectFrom('batch')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return batchOf(row)
}

/** Locks the batch; throws MissingRow when there is none, StaleRow when it is not the version shown. */
export const lockBatch = async (
  tx: Tx,
  { organisationId, id }: Address,
  version?: number,
): Promise<BatchRow> => {
  const row = await tx
    .selectFrom('batch')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return batchOf(row)
}

export const linesOf = (
  tx: Tx,
  organisationId: string,
  batchIds: readonly string[],
): Promise<BatchLineRow[]> =>
  batchIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('batchLine')
        .selectAll()
        .where('organisationId', '=', organisationId)
        .where('batchId', 'in', [...batchIds])
        .where('withdrawn', '=', false)
        .orderBy('occupationCode')
        .orderBy('trade')
        .orderBy('level', 'desc')
        .execute()

export const earlierBatches = (tx: Tx, organisationId: string): Promise<EarlierBatch[]> =>
  tx
    .selectFrom('batch')
    .select(['id', 'name', 'state', 'year', 'sequence'])
    .where('organisationId', '=', organisationId)
    .orderBy('createdOn')
    .execute()

const datesOf = ({ createdOn: _made, ...dates }: BatchDates) => dates

export interface NewBatch {
  readonly organisationId: string
  readonly pack: string
  readonly noticeId: string
  readonly planned: PlannedBatch
  readonly siteIds: readonly string[]
  readonly capacity: number
}

export const insertBatch = async (tx: Tx, batch: NewBatch): Promise<Address> => {
  const { organisationId, pack, noticeId, planned, siteIds, capacity } = batch
  const { name, year, sequence, dates } = planned
  const address = { organisationId, id: uuid() }
  await tx
    .insertInto('batch')
    .values({
      ...address,
      ...dates,
      version: 1,
      state: 'draft',
      pack,
      noticeId,
      name,
      year,
      sequence,
      siteIds: [...siteIds],
      capacity,
      scheme: JSON.stringify({}),
    })
    .execute()
  return address
}

type BatchChange = Partial<
  Pick<
    Insertable<Batch>,
    'state' | 'decisionNote' | 'publishedAt' | 'forwardedAt' | 'issueConfirmedAt' | 'capacity' | 'noticeId'
  >
> & {
  readonly scheme?: Scheme
  readonly siteIds?: readonly string[]
  readonly planned?: Omit<PlannedBatch, 'lines'>
}

/** Writes a change of a locked batch as its next version. */
export const updateBatch = async (tx: Tx, batch: BatchRow, change: BatchChange): Promise<number> => {
  const { scheme, siteIds, planned, ...plain } = change
  const version = batch.version + 1
  await tx
    .updateTable('batch')
    .set({
      ...plain,
      version,
      ...(scheme && { scheme: JSON.stringify(scheme) }),
      ...(siteIds && { siteIds: [...siteIds] }),
      ...(planned && {
        ...datesOf(planned.dates),
        name: planned.name,
        year: planned.year,
        sequence: planned.sequence,
      }),
    })
    .where('organisationId', '=', batch.organisationId)
    .where('id', '=', batch.id)
    .execute()
  return version
}

const keyOf = (line: { occupationCode: string; trade: string; level: number }) =>
  `${line.occupationCode}/${line.trade}/${line.level}`

const lineValues = (line: PlannedLine) => ({
  occupationCode: line.occupationCode,
  occupationName: line.occupationName,
  trade: line.trade,
  level: line.level,
  standard: line.standard,
  subjects: [...line.subjects],
  theoryMode: line.theoryMode,
  theoryReason: line.theoryReason,
  practicalMode: line.practicalMode,
  reviewMode: line.reviewMode,
  targetGroup: line.targetGroup,
  remark: line.remark,
  feeCents: line.feeCents,
  withdrawn: false,
})

/** Makes the lines of a batch those given; lines left out are marked withdrawn. Returns the ids written. */
export const saveLines = async (
  tx: Tx,
  { organisationId, id: batchId }: Address,
  lines: readonly PlannedLine[],
): Promise<string[]> => {
  const kept = await tx
    .selectFrom('batchLine')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .forUpdate()
    .execute()
  const written: string[] = []
  const write = async (row: BatchLineRow, values: ReturnType<typeof lineValues> | { withdrawn: true }) => {
    await tx
      .updateTable('batchLine')
      .set({ ...values, version: row.version + 1 })
      .where('organisationId', '=', organisationId)
      .where('id', '=', row.id)
      .execute()
    written.push(row.id)
  }
  for (const line of lines) {
    const row = kept.find((each) => keyOf(each) === keyOf(line))
    if (row) {
      await write(row, lineValues(line))
      continue
    }
    const id = uuid()
    await tx
      .insertInto('batchLine')
      .values({ organisationId, id, version: 1, batchId, ...lineValues(line) })
      .execute()
    written.push(id)
  }
  const wanted = new Set(lines.map(keyOf))
  for (const row of kept) if (!row.withdrawn && !wanted.has(keyOf(row))) await write(row, { withdrawn: true })
  return written
}

export type AmendmentRow = Row<BatchAmendment>

export const insertAmendment = async (
  context: CommandContext,
  batch: Address,
  amendment: { readonly reason: string; readonly changes: Amendable; readonly applied: boolean },
): Promise<Address> => {
  const address = { organisationId: batch.organisationId, id: uuid() }
  await context.tx
    .insertInto('batchAmendment')
    .values({
      ...address,
      version: 1,
      batchId: batch.id,
      state: amendment.applied ? 'applied' : 'submitted',
      reason: amendment.reason,
      changes: JSON.stringify(amendment.changes),
      submittedAt: context.now,
      decidedAt: amendment.applied ? context.now : null,
    })
    .execute()
  return address
}

export const lockAmendment = async (tx: Tx, { organisationId, id }: Address, version: number) => {
  const row = await tx
    .selectFrom('batchAmendment')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return { ...row, changes: row.changes as unknown as Amendable }
}

export const decideAmendmentRow = (
  { tx, now }: CommandContext,
  row: Omit<AmendmentRow, 'changes'>,
  decision: { readonly state: 'applied' | 'refused'; readonly note: string },
) =>
  tx
    .updateTable('batchAmendment')
    .set({ state: decision.state, decisionNote: decision.note, decidedAt: now, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

export const amendmentsOf = (tx: Tx, { organisationId, id }: Address): Promise<AmendmentRow[]> =>
  tx
    .selectFrom('batchAmendment')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', id)
    .orderBy('submittedAt', 'desc')
    .execute()

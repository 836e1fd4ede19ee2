import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { MaterialStep } from '../core/material.rule.ts'

type Tx = QueryContext['tx']

export interface NewMedium {
  /** Empty: the next running number is taken. */
  readonly number?: string
  readonly content: string
  readonly place: string
  readonly keeper: string
  readonly paperId?: string
  readonly fileId?: string
  readonly digest?: string
}

const nextNumber = async (tx: Tx, organisationId: string, year: string): Promise<string> => {
  const { count } = await tx
    .selectFrom('mediaEntry')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  return `ZT-${year}-${String(Number(count) + 1).padStart(4, '0')}`
}

/** SDS-4.2-08, SDE-4.5-30: enters a medium that holds items or papers. Returns its row and number. */
export const insertMedium = async (context: CommandContext, organisationId: string, medium: NewMedium) => {
  const { tx } = context
  const row = { organisationId, id: uuid() }
  const number = medium.number ?? (await nextNumber(tx, organisationId, context.today.slice(0, 4)))
  await tx
    .insertInto('mediaEntry')
    .values({
      ...{ ...row, version: 1, number, content: medium.content, place: medium.place },
      ...{ keeper: medium.keeper, paperId: medium.paperId ?? null, fileId: medium.fileId ?? null },
      ...{ digest: medium.digest ?? null, registeredAt: context.now, registeredBy: context.actor.name },
    })
    .execute()
  context.record({
    type: 'medium-registered',
    table: 'mediaEntry',
    row,
    data: { number, place: medium.place, keeper: medium.keeper },
    clauses: ['SDS-4.2-08', 'SDE-4.5-30'],
  })
  return { id: row.id, number }
}

/** Whether the package of a paper lies on a registered medium. */
export const hasMedium = async (tx: Tx, organisationId: string, paperId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('mediaEntry')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export const isNumberTaken = async (tx: Tx, organisationId: string, number: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('mediaEntry')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

/** Sealed papers whose package lies on no registered medium. */
export const papersWithoutMedium = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('paper')
    .select(['id as paperId', 'title'])
    .where('organisationId', '=', organisationId)
    .where('sealedFileId', 'is not', null)
    .where('state', '<>', 'voided')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('mediaEntry as m')
            .select('m.id')
            .whereRef('m.organisationId', '=', 'paper.organisationId')
            .whereRef('m.paperId', '=', 'paper.id')
            .where('m.removedAt', 'is', null),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .execute()

/** The media, those in use first, the latest first. */
export const mediaOf = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('mediaEntry as m')
    .leftJoin('paper', (join) =>
      join.onRef('paper.organisationId', '=', 'm.organisationId').onRef('paper.id', '=', 'm.paperId'),
    )
    .select([
      ...(['m.id', 'm.version', 'm.number', 'm.content', 'm.place', 'm.keeper', 'm.registeredAt'] as const),
      ...(['m.registeredBy', 'm.removedAt', 'm.removedReason', 'paper.title as paperTitle'] as const),
    ])
    .where('m.organisationId', '=', organisationId)
    .orderBy((e) => e('m.removedAt', 'is', null), 'desc')
    .orderBy('m.id', 'desc')
    .limit(500)
    .execute()

/** Throws MissingRow and StaleRow. */
export const removeMediumRow = async (
  context: CommandContext,
  of: { readonly organisationId: string; readonly mediumId: string; readonly version: number },
  reason: string,
): Promise<void> => {
  const row = { organisationId: of.organisationId, id: of.mediumId }
  const { numUpdatedRows } = await context.tx
    .updateTable('mediaEntry')
    .set({ removedAt: context.now, removedReason: reason, version: of.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .where('version', '=', of.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new StaleRow()
  context.record({
    type: 'medium-removed',
    table: 'mediaEntry',
    row,
    data: { reason },
    clauses: ['SDS-4.2-08'],
  })
}

export interface NewLoan {
  readonly organisationId: string
  readonly batchId: string
  readonly item: string
  readonly quantity: number
  readonly outTo: string
}

export const insertLoan = async (context: CommandContext, loan: NewLoan): Promise<void> => {
  const row = { organisationId: loan.organisationId, id: uuid() }
  await context.tx
    .insertInto('documentLoan')
    .values({ ...loan, ...row, version: 1, outBy: context.actor.name, outAt: context.now })
    .execute()
  const { item, quantity, outTo } = loan
  const clauses = ['SDS-5.1-17']
  context.record({
    type: 'document-handed-out',
    table: 'documentLoan',
    row,
    data: { item, quantity, outTo },
    clauses,
  })
}

const loanColumns = [
  ...(['id', 'version', 'batchId', 'item', 'quantity', 'outBy', 'outTo', 'outAt'] as const),
  ...(['backBy', 'backTo', 'backAt', 'backQuantity'] as const),
]

export const loansOf = (tx: Tx, organisationId: string, batchId: string) =>
  tx
    .selectFrom('documentLoan')
    .select(loanColumns)
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('id')
    .execute()

/** Throws MissingRow and StaleRow. */
export const lockLoan = async (
  tx: Tx,
  organisationId: string,
  { loanId, version }: { readonly loanId: string; readonly version: number },
) => {
  const row = await tx
    .selectFrom('documentLoan')
    .select(loanColumns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', loanId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return row
}

export const returnLoan = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly id: string; readonly version: number },
  back: { readonly backBy: string; readonly backQuantity: number },
): Promise<void> => {
  const row = { organisationId: place.organisationId, id: place.id }
  await context.tx
    .updateTable('documentLoan')
    .set({ ...back, backTo: context.actor.name, backAt: context.now, version: place.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  const clauses = ['SDS-5.1-17']
  context.record({ type: 'document-returned', table: 'documentLoan', row, data: { ...back }, clauses })
}

/** Who did a step of the material, and when. */
export interface MaterialRecord {
  readonly step: MaterialStep
  readonly by: string
  readonly at: string
}

export interface MaterialRow {
  readonly id: string
  readonly version: number
  readonly item: string
  readonly quantity: number
  readonly state: MaterialStep
  readonly steps: readonly MaterialRecord[]
}

export const materialsOf = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<MaterialRow[]> => {
  const rows = await tx
    .selectFrom('sessionMaterial')
    .select(['id', 'version', 'item', 'quantity', 'state', 'steps'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()
  return rows.map((row) => ({
    ...row,
    state: row.state as MaterialStep,
    steps: row.steps as unknown as readonly MaterialRecord[],
  }))
}

/** SDE-4.6-27: the next step of one kind of material of a batch. */
export const writeMaterial = async (
  context: CommandContext,
  of: { readonly organisationId: string; readonly batchId: string; readonly item: string },
  next: { readonly before: MaterialRow | undefined; readonly step: MaterialStep; readonly quantity: number },
): Promise<void> => {
  const { before, step, quantity } = next
  const id = before?.id ?? uuid()
  const record = { step, by: context.actor.name, at: context.now.toISOString() }
  const values = {
    ...{ quantity, state: step, version: (before?.version ?? 0) + 1 },
    steps: JSON.stringify([...(before?.steps ?? []), record]),
  }
  await context.tx
    .insertInto('sessionMaterial')
    .values({ ...of, ...values, id })
    .onConflict((conflict) => conflict.columns(['organisationId', 'id']).doUpdateSet(values))
    .execute()
  context.record({
    type: 'session-material-recorded',
    table: 'sessionMaterial',
    row: { organisationId: of.organisationId, id },
    data: { item: of.item, step, quantity },
    clauses: ['SDE-4.6-27'],
  })
}

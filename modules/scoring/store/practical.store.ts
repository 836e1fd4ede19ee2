import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { NotedDeduction } from '../core/deduction.rule.ts'
import type { PracticalForm, Veto } from '../core/practical.rule.ts'

type Tx = QueryContext['tx']

export interface FormRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly lineId: string
  readonly form: PracticalForm
}

const formPurpose = (id: string) => `practical-form.content:${id}`

/** The score sheets adopted for a batch, decrypted. */
export const formsOf = async (
  { tx, services }: QueryContext,
  organisationId: string,
  batchId: string,
): Promise<readonly FormRow[]> => {
  const rows = await tx
    .selectFrom('practicalForm')
    .select(['organisationId', 'id', 'version', 'lineId', 'content'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()
  return rows.map(({ content, ...row }) => ({
    ...row,
    form: JSON.parse(services.keyring.decrypt(content, formPurpose(row.id))) as PracticalForm,
  }))
}

export interface NewForm {
  readonly organisationId: string
  readonly batchId: string
  readonly lineId: string
  readonly form: PracticalForm
  readonly contentHash: string
  readonly adoptedBy: string
}

/** Adopts the sheet for a line, or puts it in the place of an earlier one. */
export const saveForm = async ({ tx, services, now }: CommandContext, given: NewForm) => {
  const { form, ...at } = given
  const earlier = await tx
    .selectFrom('practicalForm')
    .select(['id', 'version'])
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .where('lineId', '=', at.lineId)
    .forUpdate()
    .executeTakeFirst()
  const id = earlier?.id ?? uuid()
  const row = {
    ...at,
    id,
    version: (earlier?.version ?? 0) + 1,
    paperNo: form.paperNo,
    title: form.title,
    content: Buffer.from(services.keyring.encrypt(JSON.stringify(form), formPurpose(id))),
    adoptedAt: now,
  }
  if (earlier) {
    await tx
      .updateTable('practicalForm')
      .set(row)
      .where('organisationId', '=', at.organisationId)
      .where('id', '=', id)
      .execute()
  } else await tx.insertInto('practicalForm').values(row).execute()
  return { id, organisationId: at.organisationId }
}

export interface SheetRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
  readonly applicationId: string
  readonly personId: string
  readonly examinerAccountId: string
  readonly examinerName: string
  readonly state: 'draft' | 'locked'
  readonly points: Readonly<Record<string, number>>
  readonly vetoes: readonly Veto[]
  readonly deductions: readonly NotedDeduction[] | null
  readonly checks: readonly string[]
  readonly total: number | null
  readonly signature: string | null
  readonly signedAt: Date | null
}

const sheets = (tx: Tx, organisationId: string, batchId: string) =>
  tx
    .selectFrom('practicalSheet')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('id')

/** Every sheet of a batch, or of one of its panels. What of it a reader may see is the caller's business. */
export const sheetsOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<readonly SheetRow[]> => {
  let found = sheets(tx, organisationId, of.batchId)
  if (of.sessionId !== undefined) found = found.where('sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('roomId', '=', of.roomId)
  return (await found.execute()) as unknown as SheetRow[]
}

/** The examiner's own sheet for a candidate, held. */
export const lockOwnSheet = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly applicationId: string; readonly examinerAccountId: string },
): Promise<SheetRow | undefined> =>
  (await sheets(tx, organisationId, of.batchId)
    .where('applicationId', '=', of.applicationId)
    .where('examinerAccountId', '=', of.examinerAccountId)
    .forUpdate()
    .executeTakeFirst()) as unknown as SheetRow | undefined

type SheetContent = Omit<SheetRow, 'id' | 'version'>

const columnsOf = ({ points, vetoes, deductions, checks, ...row }: SheetContent) => ({
  ...row,
  points: JSON.stringify(points),
  vetoes: JSON.stringify(vetoes),
  // Null where nothing was deducted, as on sheets of before.
  deductions: deductions === null || deductions.length === 0 ? null : JSON.stringify(deductions),
  checks: [...checks],
})

/** Writes a sheet anew or over the version last read. Throws StaleRow when that one has gone. */
export const saveSheet = async (
  tx: Tx,
  content: SheetContent,
  earlier: Pick<SheetRow, 'id' | 'version'> | undefined,
): Promise<{ readonly id: string; readonly organisationId: string; readonly version: number }> => {
  const { organisationId } = content
  if (!earlier) {
    const id = uuid()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('practicalSheet')
      .values({ ...columnsOf(content), id, version: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
    return { id, organisationId, version: 1 }
  }
  const version = earlier.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('practicalSheet')
    .set({ ...columnsOf(content), version })
    .where('organisationId', '=', organisationId)
    .where('id', '=', earlier.id)
    .where('version', '=', earlier.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return { id: earlier.id, organisationId, version }
}

export interface PanelRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
  readonly state: 'signed' | 'countersigned'
  readonly candidates: number
  readonly leaderAccountId: string
  readonly leaderName: string
  readonly leaderSignature: string
  readonly leaderSignedAt: Date
  readonly supervisorAccountId: string | null
  readonly supervisorName: string | null
  readonly supervisorSignature: string | null
  readonly countersignedAt: Date | null
}

export const panelsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<PanelRow[]> =>
  (await tx
    .selectFrom('panelRecord')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('leaderSignedAt')
    .execute()) as PanelRow[]

export const panelById = async (tx: Tx, organisationId: string, id: string): Promise<PanelRow | undefined> =>
  (await tx
    .selectFrom('panelRecord')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()) as PanelRow | undefined

/** Throws StaleRow when the panel has been signed already. */
export const insertPanel = async (
  tx: Tx,
  row: Pick<
    PanelRow,
    | 'organisationId'
    | 'batchId'
    | 'sessionId'
    | 'roomId'
    | 'candidates'
    | 'leaderAccountId'
    | 'leaderName'
    | 'leaderSignature'
    | 'leaderSignedAt'
  >,
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('panelRecord')
    .values({ ...row, id, version: 1, state: 'signed' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
  return { id, organisationId: row.organisationId }
}

/** Throws StaleRow when the record has been countersigned already or is not the one shown. */
export const countersignPanel = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly id: string; readonly version: number },
  by: Required<
    Pick<PanelRow, 'supervisorAccountId' | 'supervisorName' | 'supervisorSignature' | 'countersignedAt'>
  >,
) => {
  const { numUpdatedRows } = await tx
    .updateTable('panelRecord')
    .set({ ...by, state: 'countersigned', version: at.version + 1 })
    .where('organisationId', '=', at.organisationId)
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .where('state', '=', 'signed')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
}

/** Marks what these examiners gave these candidates, once a case; returns the sheets marked now. */
export const markSheets = async (
  tx: Tx,
  of: {
    readonly organisationId: string
    readonly batchId: string
    readonly applicationIds: readonly string[]
    readonly accounts: readonly string[]
  },
  why: { readonly caseId: string; readonly reason: string; readonly at: Date },
): Promise<readonly string[]> => {
  if (of.applicationIds.length === 0 || of.accounts.length === 0) return []
  const rows = await tx
    .updateTable('practicalSheet')
    .set((set) => ({
      rescoreCaseId: why.caseId,
      rescoreReason: why.reason,
      rescoreMarkedAt: why.at,
      version: set('version', '+', 1),
    }))
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
    .where('applicationId', 'in', [...of.applicationIds])
    .where('examinerAccountId', 'in', [...of.accounts])
    .where('rescoreCaseId', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Locked sheets that are marked for rescoring, with the candidate and the instant of the mark. */
export const markedSheets = async (tx: Tx, organisationId: string, batchId: string) =>
  (await sheets(tx, organisationId, batchId).where('rescoreMarkedAt', 'is not', null).execute()).flatMap(
    ({ applicationId, rescoreMarkedAt, state }) =>
      rescoreMarkedAt === null || state !== 'locked' ? [] : [{ applicationId, markedAt: rescoreMarkedAt }],
  )

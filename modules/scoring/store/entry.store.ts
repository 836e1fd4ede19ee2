import { v7 as uuid } from 'uuid'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ScoreEntryState } from '../core/score-entry.machine.ts'
import type { KeyRuling } from '../core/theory.rule.ts'

type Tx = QueryContext['tx']
interface At {
  readonly organisationId: string
  readonly batchId: string
}
interface RowAt {
  readonly organisationId: string
  readonly id: string
  readonly version: number
}

export interface ScoreEntryRow extends RowAt {
  readonly batchId: string
  readonly state: Exclude<ScoreEntryState, 'unnamed'>
  readonly responsibleAccountId: string
  readonly responsibleName: string
  readonly enteredBy: string | null
  readonly enteredName: string | null
  readonly enteredAt: Date | null
  readonly checkedBy: string | null
  readonly checkedName: string | null
  readonly checkedAt: Date | null
  readonly checkNote: string | null
}

const entries = (tx: Tx, { organisationId, batchId }: At) =>
  tx
    .selectFrom('scoreEntry')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)

export const scoreEntryOf = async (tx: Tx, at: At): Promise<ScoreEntryRow | undefined> =>
  (await entries(tx, at).executeTakeFirst()) as ScoreEntryRow | undefined

export const lockScoreEntry = async (tx: Tx, at: At): Promise<ScoreEntryRow | undefined> =>
  (await entries(tx, at).forUpdate().executeTakeFirst()) as ScoreEntryRow | undefined

export const insertScoreEntry = async (
  tx: Tx,
  row: At & Pick<ScoreEntryRow, 'responsibleAccountId' | 'responsibleName'>,
): Promise<RowAt> => {
  const made = { organisationId: row.organisationId, id: uuid(), version: 1 }
  await tx
    .insertInto('scoreEntry')
    .values({ ...row, ...made, state: 'named' })
    .execute()
  return made
}

/** Writes a row that the command holds. */
export const updateScoreEntry = async (
  tx: Tx,
  row: RowAt,
  change: Partial<Omit<ScoreEntryRow, keyof RowAt | 'batchId'>>,
): Promise<RowAt> => {
  await tx
    .updateTable('scoreEntry')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return { organisationId: row.organisationId, id: row.id, version: row.version + 1 }
}

export interface MarkingRecord extends At {
  readonly accountId: string
  readonly markerName: string
  readonly content: string
  readonly quantity: number
  readonly anomaly: string
  readonly at: Date
}

/** SDS-5.1-06: what a marker did, when, and over how many scripts. */
export const insertMarkingRecord = async (tx: Tx, record: MarkingRecord) => {
  const row = { organisationId: record.organisationId, id: uuid() }
  await tx
    .insertInto('markingRecord')
    .values({ ...record, ...row, version: 1 })
    .execute()
  return row
}

export const markingRecordsOf = (tx: Tx, { organisationId, batchId }: At) =>
  tx
    .selectFrom('markingRecord')
    .select(['id', 'markerName', 'content', 'quantity', 'anomaly', 'at'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('at', 'desc')
    .execute()

export interface KeyErrorRow extends RowAt {
  readonly batchId: string
  readonly paperId: string
  readonly itemId: string
  readonly reason: string
  readonly ruling: KeyRuling
  readonly state: 'reported' | 'approved' | 'refused'
  readonly reportedBy: string
  readonly reporterName: string
  readonly reportedAt: Date
  readonly deciderName: string | null
  readonly decision: string | null
  readonly answersRescored: number | null
  readonly scoresChanged: number | null
}

const rulingPurpose = (id: string) => `key-error.ruling:${id}`

/** Requests on errors of the key, with the rulings in clear: for scoring, and for those who decide. */
export const keyErrorsOf = async (
  { tx, services }: QueryContext,
  { organisationId, batchId }: At,
): Promise<KeyErrorRow[]> => {
  const rows = await tx
    .selectFrom('keyError')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('reportedAt')
    .execute()
  return rows.map(({ ruling, ...row }) => ({
    ...row,
    state: row.state as KeyErrorRow['state'],
    ruling: JSON.parse(services.keyring.decrypt(ruling, rulingPurpose(row.id))) as KeyRuling,
  }))
}

export const insertKeyError = async (
  { tx, services }: CommandContext,
  given: At &
    Pick<
      KeyErrorRow,
      'paperId' | 'itemId' | 'reason' | 'ruling' | 'reportedBy' | 'reporterName' | 'reportedAt'
    >,
) => {
  const { ruling, ...rest } = given
  const id = uuid()
  const sealed = Buffer.from(services.keyring.encrypt(JSON.stringify(ruling), rulingPurpose(id)))
  await tx
    .insertInto('keyError')
    .values({ ...rest, id, version: 1, ruling: sealed, state: 'reported' })
    .execute()
  return { id, organisationId: given.organisationId }
}

/** Throws StaleRow when the request has been decided already or is not the version shown. */
export const decideKeyError = async (
  tx: Tx,
  { organisationId, id, version }: RowAt,
  decision: {
    readonly state: 'approved' | 'refused'
    readonly decidedBy: string
    readonly deciderName: string
    readonly decision: string
    readonly decidedAt: Date
    readonly answersRescored: number | null
    readonly scoresChanged: number | null
  },
) => {
  const { numUpdatedRows } = await tx
    .updateTable('keyError')
    .set({ ...decision, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'reported')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
}

export interface CorrectionRow extends RowAt {
  readonly batchId: string
  readonly resultId: string
  readonly personId: string
  readonly subject: Subject
  readonly beforeValue: number | null
  readonly afterValue: number | null
  readonly beforePassed: boolean | null
  readonly afterPassed: boolean | null
  readonly reason: string
  readonly state: 'proposed' | 'applied' | 'refused'
  readonly proposedBy: string
  readonly proposerName: string
  readonly proposedAt: Date | null
  readonly decidedBy: string | null
  readonly deciderName: string | null
  readonly decision: string | null
  readonly decidedAt: Date | null
  readonly objectionId: string | null
  readonly keyErrorId: string | null
  /** The decision on a violation that brought it about, and the status it took the place of. */
  readonly caseId?: string | null
  readonly beforeStatus?: string | null
}

export type NewCorrection = Omit<CorrectionRow, 'id' | 'version'>

/** Several corrections at once; returns their ids. */
export const insertCorrections = async (
  tx: Tx,
  corrections: readonly NewCorrection[],
): Promise<readonly string[]> => {
  const rows = corrections.map((each) => ({ ...each, id: uuid(), version: 1 }))
  // The driver takes 65,535 parameters a statement.
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .insertInto('scoreCorrection')
      .values(rows.slice(from, from + 1000))
      .execute()
  return rows.map(({ id }) => id)
}

export const correctionsOf = async (tx: Tx, { organisationId, batchId }: At): Promise<CorrectionRow[]> =>
  (await tx
    .selectFrom('scoreCorrection')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('proposedAt', 'desc')
    .execute()) as CorrectionRow[]

/** Throws MissingRow, and StaleRow when it is not the version shown. */
export const lockCorrection = async (
  tx: Tx,
  { organisationId, id, version }: RowAt,
): Promise<CorrectionRow> => {
  const row = await tx
    .selectFrom('scoreCorrection')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version) throw new StaleRow()
  return row as CorrectionRow
}

export const updateCorrection = (
  tx: Tx,
  { organisationId, id, version }: RowAt,
  change: Partial<CorrectionRow>,
) =>
  tx
    .updateTable('scoreCorrection')
    .set({ ...change, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()

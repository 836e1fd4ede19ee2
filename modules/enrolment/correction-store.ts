import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CorrectableField } from './core/correction.rule.ts'

type Tx = QueryContext['tx']

export interface CorrectionRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly applicationId: string
  readonly personId: string
  readonly field: CorrectableField
  readonly oldValue: string
  readonly newValue: string
  readonly secret: Buffer | null
  readonly reason: string
  readonly state: 'requested' | 'made' | 'declined'
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly decidedBy: string | null
  readonly decisionNote: string | null
  readonly decidedAt: Date | null
}

export const correctionPurpose = (applicationId: string): string => `application.correction:${applicationId}`

export const insertCorrection = async (
  context: CommandContext,
  values: Omit<CorrectionRow, 'id' | 'version'>,
) => {
  const id = uuid()
  await context.tx
    .insertInto('applicationCorrection')
    .values({ ...values, id, version: 1 })
    .execute()
  return { id, organisationId: values.organisationId }
}

/** Reads a request and locks it. Throws MissingRow or StaleRow. */
export const lockCorrection = async (
  tx: Tx,
  key: { readonly id: string; readonly version: number; readonly organisationId: string },
): Promise<CorrectionRow> => {
  const row = await tx
    .selectFrom('applicationCorrection')
    .selectAll()
    .where('organisationId', '=', key.organisationId)
    .where('id', '=', key.id)
    .forUpdate()
    .$castTo<CorrectionRow>()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return row
}

export const decideCorrectionRow = async (
  context: CommandContext,
  row: CorrectionRow,
  decision: { readonly state: 'made' | 'declined'; readonly note: string },
): Promise<void> => {
  await context.tx
    .updateTable('applicationCorrection')
    .set({
      state: decision.state,
      decisionNote: decision.note,
      decidedBy: context.actor.name,
      decidedAt: context.now,
      secret: null,
      version: row.version + 1,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export const correctionsOf = (
  tx: Tx,
  row: { readonly organisationId: string; readonly id: string },
): Promise<CorrectionRow[]> =>
  tx
    .selectFrom('applicationCorrection')
    .selectAll()
    .where('organisationId', '=', row.organisationId)
    .where('applicationId', '=', row.id)
    .orderBy('requestedAt', 'desc')
    .$castTo<CorrectionRow>()
    .execute()

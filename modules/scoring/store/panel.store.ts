import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { Veto } from '../core/practical.rule.ts'
import type { Steps } from '../core/steps.rule.ts'
import type { PanelAt } from '../panel.ts'

type Tx = QueryContext['tx']

interface StepRow {
  readonly id: string
  readonly version: number
  readonly steps: Steps
}

export const stepsOf = async (tx: Tx, at: PanelAt): Promise<StepRow | undefined> =>
  (await tx
    .selectFrom('panelStep')
    .select(['id', 'version', 'steps'])
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .executeTakeFirst()) as StepRow | undefined

export const saveSteps = async (
  tx: Tx,
  at: PanelAt,
  given: { readonly steps: Steps; readonly namedBy: string; readonly namedAt: Date },
) => {
  const { organisationId } = at
  const earlier = await stepsOf(tx, at)
  const row = { ...at, ...given, steps: JSON.stringify(given.steps) }
  const id = earlier?.id ?? uuid()
  if (earlier)
    await tx
      .updateTable('panelStep')
      .set({ ...row, version: earlier.version + 1 })
      .where('organisationId', '=', organisationId)
      .where('id', '=', id)
      .execute()
  else
    await tx
      .insertInto('panelStep')
      .values({ ...row, id, version: 1 })
      .execute()
  return { id, organisationId }
}

export interface RehearsalRow {
  readonly round: number
  readonly examinerAccountId: string
  readonly examinerName: string
  readonly total: number
}

export const rehearsalsOf = (tx: Tx, at: PanelAt): Promise<RehearsalRow[]> =>
  tx
    .selectFrom('rehearsalSheet')
    .select(['round', 'examinerAccountId', 'examinerName', 'total'])
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .orderBy('round')
    .orderBy('writtenAt')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, total: Number(row.total) })))

/** Throws StaleRow when the examiner has scored this round already. */
export const insertRehearsal = async (
  tx: Tx,
  at: PanelAt,
  row: RehearsalRow & {
    readonly points: Readonly<Record<string, number>>
    readonly vetoes: readonly Veto[]
    readonly writtenAt: Date
  },
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('rehearsalSheet')
    .values({
      ...{ ...at, ...row, id, version: 1 },
      points: JSON.stringify(row.points),
      vetoes: JSON.stringify(row.vetoes),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
  return { id, organisationId: at.organisationId }
}

export interface ArbitrationRow {
  readonly applicationId: string
  readonly subject: 'practical' | 'review'
  readonly lowest: number
  readonly highest: number
  readonly score: number
  readonly reason: string
  readonly leaderName: string
}

export const arbitrationsOf = async (tx: Tx, at: PanelAt): Promise<ArbitrationRow[]> => {
  const rows = await tx
    .selectFrom('scoreArbitration')
    .select(['applicationId', 'subject', 'lowest', 'highest', 'score', 'reason', 'leaderName'])
    .where('organisationId', '=', at.organisationId)
    .where('sessionId', '=', at.sessionId)
    .where('roomId', '=', at.roomId)
    .execute()
  return rows.map((row) => ({
    ...row,
    ...{ lowest: Number(row.lowest), highest: Number(row.highest), score: Number(row.score) },
  })) as ArbitrationRow[]
}

/** Throws StaleRow when the leader has decided already. */
export const insertArbitration = async (
  tx: Tx,
  at: PanelAt,
  row: ArbitrationRow & {
    readonly personId: string
    readonly leaderAccountId: string
    readonly decidedAt: Date
  },
) => {
  const id = uuid()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('scoreArbitration')
    .values({ ...at, ...row, id, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
  return { id, organisationId: at.organisationId }
}

import type { QueryContext } from '#platform/command/context.ts'
import type { SittingStatus } from './core/sitting.machine.ts'

export { approvedResits, basisOfCase, heldResults, incidentsOf } from './incident/facts.ts'
export { reviewContentsOf } from './panel/for-scoring.ts'
export { openStations, readersIn } from './practical/for-scoring.ts'
export { absentOnPaper } from './print/facts.ts'

type Tx = QueryContext['tx']

export interface ScriptFact {
  readonly applicationId: string
  readonly personId: string
  readonly sittingId: string
  readonly paperId: string
  readonly outcome: 'handed-in' | 'collected' | 'absent' | 'expelled'
  /** Labels chosen, by item id. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  /** Which form of the paper, from 0. */
  readonly form: number
}

/** The scripts taken in from the sealed bundles of a batch's sittings; for scoring alone. */
export const scriptsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<ScriptFact[]> => {
  const rows = await tx
    .selectFrom('script')
    .innerJoin('sitting', (join) =>
      join
        .onRef('sitting.organisationId', '=', 'script.organisationId')
        .onRef('sitting.id', '=', 'script.sittingId'),
    )
    .select([
      'script.applicationId',
      'script.personId',
      'script.sittingId',
      'sitting.paperId',
      'script.outcome',
      'script.answers',
      'script.form',
    ])
    .where('script.organisationId', '=', organisationId)
    .where('script.batchId', '=', batchId)
    .orderBy('script.applicationId')
    .execute()
  return rows.map((row) => ({ ...row, form: row.form ?? 0 })) as unknown as ScriptFact[]
}

export { type ViolationFact, violationsOf } from './discipline/violations.store.ts'

export interface SittingFact {
  readonly id: string
  readonly sessionId: string
  readonly roomId: string
  readonly paperId: string
  readonly title: string
  readonly siteName: string
  readonly roomName: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly state: SittingStatus
  readonly bundleHash: string | null
  /** Null until its answers have been taken in. */
  readonly takenAt: Date | null
}

/** The theory sittings of a batch in the order of time; results wait until all are taken in. */
export const sittingsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<SittingFact[]> => {
  const rows = await tx
    .selectFrom('sitting')
    .select([
      ...(['id', 'sessionId', 'roomId', 'paperId', 'title', 'siteName', 'roomName'] as const),
      ...(['startsAt', 'endsAt', 'state', 'bundleHash', 'takenAt'] as const),
    ])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('startsAt')
    .orderBy('roomName')
    .execute()
  return rows as SittingFact[]
}

import type { Level } from '#modules/policy/core/level.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { type Day, day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { requireSchemeIn, type Scheme } from './core/scheme.rule.ts'
import { findBatch } from './store.ts'

export { isPracticalOnPaper, theoryMedium } from './core/modes.ts'
export { batchesInHand } from './queries/in-hand.ts'
export { schemeDocument } from './scheme-document.ts'

type Tx = QueryContext['tx']

export interface BatchLineFacts {
  readonly id: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: Level
  readonly standard: string
  readonly subjects: readonly Subject[]
  readonly theoryMode: string | null
  readonly practicalMode: string | null
  readonly reviewMode: string | null
  readonly feeCents: number
  readonly targetGroup: string
}

export interface BatchFacts {
  readonly organisationId: string
  readonly id: string
  readonly pack: PackId
  readonly state: string
  readonly name: string
  readonly year: number
  /** 第 n 期 of the year. */
  readonly sequence: number
  readonly createdOn: Day
  readonly enrolmentFrom: Day
  readonly enrolmentTo: Day
  readonly reviewUntil: Day
  readonly paymentUntil: Day
  readonly ticketFrom: Day
  readonly examFrom: Day
  readonly examTo: Day
  readonly publicityFrom: Day
  readonly publicityTo: Day
  readonly issueOn: Day
  readonly siteIds: readonly string[]
  readonly capacity: number
  readonly publishedAt: Date | null
  readonly lines: readonly BatchLineFacts[]
}

const withLines = async (tx: Tx, batches: readonly Omit<BatchFacts, 'lines'>[]): Promise<BatchFacts[]> => {
  if (batches.length === 0) return []
  const lines = await tx
    .selectFrom('batchLine')
    .selectAll()
    .where(
      'batchId',
      'in',
      batches.map(({ id }) => id),
    )
    .where('withdrawn', '=', false)
    .orderBy('occupationCode')
    .orderBy('level', 'desc')
    .execute()
  return batches.map((batch) => ({
    ...batch,
    lines: lines
      .filter((line) => line.batchId === batch.id)
      .map((line) => ({ ...line, level: line.level as Level, subjects: line.subjects as Subject[] })),
  }))
}

const readBatches = (tx: Tx) =>
  tx
    .selectFrom('batch')
    .select([
      'organisationId',
      'id',
      'pack',
      'state',
      'name',
      'year',
      'sequence',
      'createdOn',
      'enrolmentFrom',
      'enrolmentTo',
      'reviewUntil',
      'paymentUntil',
      'ticketFrom',
      'examFrom',
      'examTo',
      'publicityFrom',
      'publicityTo',
      'issueOn',
      'siteIds',
      'capacity',
      'publishedAt',
    ])
    .$castTo<Omit<BatchFacts, 'lines'>>()

/** One batch with its lines. Throws MissingRow when the actor reaches none. */
export const batchFacts = async (tx: Tx, organisationId: string, batchId: string): Promise<BatchFacts> => {
  const row = await readBatches(tx)
    .where('organisationId', '=', organisationId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return (await withLines(tx, [row]))[0]!
}

/** Batches of an organisation that have been published, latest first. */
export const publishedBatches = async (tx: Tx, organisationId: string): Promise<BatchFacts[]> =>
  withLines(
    tx,
    await readBatches(tx)
      .where('organisationId', '=', organisationId)
      .where('publishedAt', 'is not', null)
      .orderBy('enrolmentFrom', 'desc')
      .execute(),
  )

/** Published batches whose enrolment window holds the day (SDS-3.2-02). */
export const openBatches = async (tx: Tx, today: Day): Promise<BatchFacts[]> =>
  withLines(
    tx,
    await readBatches(tx)
      .where('publishedAt', 'is not', null)
      .where('state', 'in', ['published', 'running'])
      .where('enrolmentFrom', '<=', today)
      .where('enrolmentTo', '>=', today)
      .orderBy('enrolmentTo')
      .execute(),
  )

/** The organisation whose batch it is, as far as the actor sees the batch (published ones are public). */
export const batchOwner = async (
  tx: Tx,
  batchId: string,
): Promise<{ readonly organisationId: string; readonly name: string } | null> => {
  const row = await tx
    .selectFrom('batch')
    .innerJoin('organisation', 'organisation.organisationId', 'batch.organisationId')
    .select(['batch.organisationId', 'organisation.name'])
    .where('batch.id', '=', batchId)
    .executeTakeFirst()
  return row ?? null
}

export interface BatchHead {
  readonly organisationId: string
  readonly organisationName: string
  readonly batchId: string
  readonly batchName: string
  readonly batchState: string
  readonly issueOn: Day
}

/** The published batches of organisations within reach that have come as far as their examination, latest first. */
export const examinedBatches = async (tx: Tx, reach: 'all' | readonly string[]): Promise<BatchHead[]> => {
  const all = tx
    .selectFrom('batch')
    .innerJoin('organisation', 'organisation.organisationId', 'batch.organisationId')
    .select([
      'batch.organisationId',
      'organisation.name as organisationName',
      'batch.id as batchId',
      'batch.name as batchName',
      'batch.state as batchState',
      'batch.issueOn',
    ])
    .where('batch.state', 'in', ['published', 'running', 'closed'])
    .orderBy('batch.issueOn', 'desc')
    .limit(200)
  const rows = await (reach === 'all' ? all : all.where('batch.organisationId', 'in', [...reach])).execute()
  return rows.map((row) => ({ ...row, issueOn: day(row.issueOn) }))
}

/** SDS-3.4-02: the scheme of Annex 3, or the refusal that stops the forwarding of a batch without one. */
export const requireScheme = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<Verdict<Scheme, 'SCHEME_MISSING'>> =>
  requireSchemeIn((await findBatch(tx, { organisationId, id: batchId })).scheme)

/** Batches in enrolment or later and not yet closed: those whose deadlines the schedule watches. */
export const enrolledBatches = async (tx: Tx): Promise<BatchFacts[]> =>
  withLines(tx, await readBatches(tx).where('state', 'in', ['published', 'running']).orderBy('id').execute())

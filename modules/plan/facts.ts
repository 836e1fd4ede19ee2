import { type Day, day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export interface BatchLineFacts {
  readonly id: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly standard: string
  readonly subjects: readonly string[]
  readonly theoryMode: string | null
  readonly practicalMode: string | null
  readonly feeCents: number
  readonly targetGroup: string
}

export interface BatchFacts {
  readonly organisationId: string
  readonly id: string
  readonly pack: string
  readonly state: string
  readonly name: string
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

const batchColumns = [
  'organisationId',
  'id',
  'pack',
  'state',
  'name',
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
] as const
const lineColumns = [
  'id',
  'occupationCode',
  'occupationName',
  'trade',
  'level',
  'standard',
  'subjects',
  'theoryMode',
  'practicalMode',
  'feeCents',
  'targetGroup',
] as const

/** A batch with its lines. Throws MissingRow when the organisation has no such batch. */
export const batchFacts = async (tx: Tx, organisationId: string, batchId: string): Promise<BatchFacts> => {
  const batch = await tx
    .selectFrom('batch')
    .select(batchColumns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!batch) throw new MissingRow()
  const lines = await tx
    .selectFrom('batchLine')
    .select(lineColumns)
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('occupationCode')
    .orderBy('level', 'desc')
    .execute()
  return { ...batch, ...daysOf(batch), lines }
}

type DayColumn = { [K in keyof BatchFacts]: BatchFacts[K] extends Day ? K : never }[keyof BatchFacts]

const daysOf = (row: Readonly<Record<DayColumn, string>>): Record<DayColumn, Day> => {
  const { createdOn, enrolmentFrom, enrolmentTo, reviewUntil, paymentUntil, ticketFrom } = row
  return {
    createdOn: day(createdOn),
    enrolmentFrom: day(enrolmentFrom),
    enrolmentTo: day(enrolmentTo),
    reviewUntil: day(reviewUntil),
    paymentUntil: day(paymentUntil),
    ticketFrom: day(ticketFrom),
    examFrom: day(row.examFrom),
    examTo: day(row.examTo),
    publicityFrom: day(row.publicityFrom),
    publicityTo: day(row.publicityTo),
    issueOn: day(row.issueOn),
  }
}

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

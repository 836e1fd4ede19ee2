import type { Level } from '#modules/policy/core/level.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

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
  readonly feeCents: number
  readonly targetGroup: string
}

export interface BatchFacts {
  readonly organisationId: string
  readonly id: string
  readonly pack: PackId
  readonly state: string
  readonly name: string
  /** Running number of the batch within its year. */
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

/** A batch within reach with its lines. Throws MissingRow. */
export const batchFacts = async (
  tx: QueryContext['tx'],
  organisationId: string,
  batchId: string,
): Promise<BatchFacts> => {
  const batch = await tx
    .selectFrom('batch')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!batch) throw new MissingRow()
  const lines = await tx
    .selectFrom('batchLine')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('occupationCode')
    .orderBy('level', 'desc')
    .execute()
  return { ...batch, lines } as unknown as BatchFacts
}

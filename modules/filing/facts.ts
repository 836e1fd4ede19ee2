import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'

export interface FiledScope {
  readonly filingId: string
  /** The organisation's 13-character code. */
  readonly code: string
  readonly pack: string
  readonly items: readonly {
    readonly occupationCode: string
    readonly occupationName: string
    readonly trade: string
    readonly level: number
    readonly standard: string
  }[]
}

/** What the organisation is filed for on a day; null when no filing is valid then (SDS-1.0-01). */
export const filedScopeOn = async (
  tx: QueryContext['tx'],
  organisationId: string,
  on: Day,
): Promise<FiledScope | null> => {
  const filing = await tx
    .selectFrom('filing')
    .select(['id', 'code', 'pack'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'filed')
    .where('filedOn', '<=', on)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', on)]))
    .orderBy('filedOn', 'desc')
    .executeTakeFirst()
  if (!filing) return null
  const items = await tx
    .selectFrom('scopeItem')
    .select(['occupationCode', 'occupationName', 'trade', 'level', 'standard'])
    .where('organisationId', '=', organisationId)
    .where('filingId', '=', filing.id)
    .where('state', '=', 'active')
    .where('validFrom', '<=', on)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', on)]))
    .orderBy('occupationCode')
    .orderBy('level', 'desc')
    .execute()
  return { filingId: filing.id, code: filing.code, pack: filing.pack, items }
}

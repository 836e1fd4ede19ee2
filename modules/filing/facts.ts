import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface ScopeItemFact {
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly standard: string
}

export interface FiledScope {
  readonly filingId: string
  readonly code: string
  readonly pack: string
  readonly items: readonly ScopeItemFact[]
}

/** The scope an organisation is filed for on a day; null when no filing is valid that day. */
export const filedScopeOn = async (tx: Tx, organisationId: string, day: Day): Promise<FiledScope | null> => {
  const filing = await tx
    .selectFrom('filing')
    .select(['id', 'code', 'pack'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'filed')
    .where('filedOn', '<=', day)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', day)]))
    .executeTakeFirst()
  if (!filing) return null
  const items = await tx
    .selectFrom('scopeItem')
    .select(['occupationCode', 'occupationName', 'trade', 'level', 'standard'])
    .where('organisationId', '=', organisationId)
    .where('filingId', '=', filing.id)
    .where('state', '=', 'active')
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', day)]))
    .execute()
  return { filingId: filing.id, code: filing.code, pack: filing.pack, items }
}

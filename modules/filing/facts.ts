import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

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
    .orderBy('occupationCode')
    .orderBy('trade')
    .orderBy('level', 'desc')
    .execute()
  return { filingId: filing.id, code: filing.code, pack: filing.pack, items }
}

export interface ScopeFact extends ScopeItemFact {
  readonly filingId: string
  readonly code: string
  readonly pack: string
}

export interface ScopeQuestion {
  readonly organisationId: string
  readonly day: Day
  readonly occupationCode: string
  readonly trade: string
  readonly level: number
}

/** The filed scope item for an occupation, trade and level on a day, or why there is none (SDS-1.0-01, SDS-2.1-01). */
export const requireScope = async (
  tx: Tx,
  question: ScopeQuestion,
): Promise<Verdict<ScopeFact, 'FILING_NOT_VALID' | 'OUT_OF_SCOPE'>> => {
  const scope = await filedScopeOn(tx, question.organisationId, question.day)
  if (!scope) {
    return refuse('FILING_NOT_VALID', {
      sentence: '本机构当日没有有效的备案。',
      remedy: '请先完成备案或备案延续。',
      clauses: ['SDS-1.0-01'],
    })
  }
  const { occupationCode, trade, level } = question
  const item = scope.items.find(
    (each) => each.occupationCode === occupationCode && each.trade === trade && each.level === level,
  )
  if (!item) {
    return refuse('OUT_OF_SCOPE', {
      sentence: `职业${occupationCode}${trade ? `（${trade}）` : ''}${level}级不在本机构当日有效的备案范围内。`,
      remedy: '请选择备案范围内的职业、工种和等级，或先办理备案变更。',
      clauses: ['SDS-2.1-01', 'SDS-A1-05'],
    })
  }
  return accept({ ...item, filingId: scope.filingId, code: scope.code, pack: scope.pack })
}

/** The day the province announced the organisation, from which its first duty counts; null when not on record. */
export const announcedOn = async (tx: Tx, organisationId: string): Promise<Day | null> => {
  const row = await tx
    .selectFrom('filing')
    .select('announcedOn')
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'filed')
    .orderBy('filedOn')
    .executeTakeFirst()
  return (row?.announcedOn ?? null) as Day | null
}

import type { Level } from '#modules/policy/core/level.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { type FirstPlanDeadline, firstPlanDeadline } from './core/filing.deadline.ts'
import { findScope, isFilingValid, isItemValid, type ScopeFact } from './core/scope.rule.ts'
import { findFiling, scopeOf } from './store.ts'

export type { ScopeFact } from './core/scope.rule.ts'

type Tx = QueryContext['tx']

export interface FiledItem {
  readonly scopeItemId: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: Level
  readonly standard: string
}

export interface FiledScope {
  readonly filingId: string
  readonly code: string
  readonly pack: PackId
  readonly items: readonly FiledItem[]
}

/** What an organisation may assess on a day; null when it has no valid filing on it (SDS-1.0-01). */
export const filedScopeOn = async (tx: Tx, organisationId: string, on: Day): Promise<FiledScope | null> => {
  const filing = await findFiling(tx, organisationId)
  if (filing === null || !isFilingValid(filing, on)) return null
  const items = await scopeOf(tx, [filing.id])
  return {
    filingId: filing.id,
    code: filing.code,
    pack: filing.pack as PackId,
    items: items
      .filter((item) => isItemValid(item, on))
      .map(({ id, occupationCode, occupationName, trade, level, standard }) => ({
        scopeItemId: id,
        occupationCode,
        occupationName,
        trade,
        level,
        standard,
      })),
  }
}

/** The line under which an organisation may assess on a day, or the refusal (SDS-1.0-01, SDS-2.1-01). */
export const requireScope = async (
  tx: Tx,
  wanted: {
    readonly organisationId: string
    readonly day: Day
    readonly occupationCode: string
    /** Empty: the occupation has no trades. */
    readonly trade: string
    readonly level: Level
  },
): Promise<Verdict<ScopeFact, 'FILING_NOT_VALID' | 'OUT_OF_SCOPE'>> => {
  const filing = await findFiling(tx, wanted.organisationId)
  return findScope(filing, filing === null ? [] : await scopeOf(tx, [filing.id]), wanted)
}

/** When the first annual plan of a newly announced organisation is due (SDS-2.2-06); null where nothing is due. */
export const firstPlanDue = async (
  tx: Tx,
  organisationId: string,
  today: Day,
): Promise<FirstPlanDeadline | null> => {
  const filing = await findFiling(tx, organisationId)
  if (filing === null || filing.announcedOn === null) return null
  return firstPlanDeadline(filing.announcedOn, regime(filing.pack as PackId, today), today)
}

/** The day the province announced the organisation, from which its first duty counts; null when not on record. */
export const announcedOn = async (tx: Tx, organisationId: string): Promise<Day | null> =>
  (await findFiling(tx, organisationId))?.announcedOn ?? null

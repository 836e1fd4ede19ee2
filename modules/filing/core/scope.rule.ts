import { type Level, levelName } from '#modules/policy/core/level.ts'
import { type Day, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { FilingState } from './filing.machine.ts'
import { isWithin } from './filing.rule.ts'
import type { ScopeState } from './scope.machine.ts'

export interface FilingStanding {
  readonly id: string
  readonly code: string
  readonly pack: string
  readonly state: FilingState
  readonly filedOn: Day
  readonly validUntil: Day | null
}

export interface ScopeStanding {
  readonly id: string
  readonly state: ScopeState
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: Level
  readonly standard: string
  readonly validFrom: Day
  readonly validUntil: Day | null
}

/** What the rest of the chain may know of the line it works under. */
export interface ScopeFact {
  readonly filingId: string
  readonly code: string
  readonly pack: string
  readonly scopeItemId: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: Level
  readonly standard: string
}

export const isFilingValid = ({ state, filedOn, validUntil }: FilingStanding, on: Day): boolean =>
  state === 'filed' && isWithin({ from: filedOn, until: validUntil }, on)

export const isItemValid = ({ state, validFrom, validUntil }: ScopeStanding, on: Day): boolean =>
  state === 'active' && isWithin({ from: validFrom, until: validUntil }, on)

const whyInvalid = (filing: FilingStanding | null, on: Day): string => {
  if (filing === null) return '本机构没有备案'
  if (filing.state === 'suspended') return '本机构的备案已被暂停'
  if (filing.state === 'withdrawn') return '本机构的备案已被撤销'
  if (filing.state === 'expired') return '本机构的备案已到期'
  return `本机构的备案在${inWords(on)}不在有效期内`
}

interface Wanted {
  readonly day: Day
  readonly occupationCode: string
  readonly trade: string
  readonly level: Level
}

/** SDS-1.0-01, SDS-2.1-01: nothing happens without a valid filing, nor outside the scope filed on that day. */
export const findScope = (
  filing: FilingStanding | null,
  items: readonly ScopeStanding[],
  wanted: Wanted,
): Verdict<ScopeFact, 'FILING_NOT_VALID' | 'OUT_OF_SCOPE'> => {
  if (filing === null || !isFilingValid(filing, wanted.day))
    return refuse('FILING_NOT_VALID', {
      sentence: `${whyInvalid(filing, wanted.day)}，不能编制计划、组织报名或发放证书。`,
      remedy: '请联系备案机关办理备案、恢复或延续。',
      clauses: ['SDS-1.0-01'],
    })
  const item = items.find(
    (candidate) =>
      candidate.occupationCode === wanted.occupationCode &&
      candidate.trade === wanted.trade &&
      candidate.level === wanted.level &&
      isItemValid(candidate, wanted.day),
  )
  if (!item)
    return refuse('OUT_OF_SCOPE', {
      sentence: `${wanted.occupationCode}${wanted.trade === '' ? '' : `（${wanted.trade}）`}${levelName(wanted.level)}在${inWords(wanted.day)}不在本机构的备案范围内。`,
      remedy: '请只选择已备案的职业、工种和等级，或先申请增加备案范围。',
      clauses: ['SDS-2.1-01', 'SDS-A1-05'],
      field: 'level',
    })
  const { id, occupationCode, occupationName, trade, level, standard } = item
  return accept({
    filingId: filing.id,
    code: filing.code,
    pack: filing.pack,
    scopeItemId: id,
    occupationCode,
    occupationName,
    trade,
    level,
    standard,
  })
}

import type { Day } from '#platform/clock/day.ts'

export type Period = 'month' | 'quarter' | 'year'

/** The period a day falls into, in words: `2026年12月`, `2026年第4季度`, `2026年`. */
export const periodOf = (on: Day, period: Period): string => {
  const [year, month] = on.split('-').map(Number) as [number, number]
  if (period === 'year') return `${year}年`
  return period === 'month' ? `${year}年${month}月` : `${year}年第${Math.ceil(month / 3)}季度`
}

/** Certificates issued on one day of one occupation, trade and level. */
export interface DayCount {
  readonly issuedOn: Day
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly count: number
}

export interface PeriodCount extends Omit<DayCount, 'issuedOn'> {
  readonly period: string
}

/** The regular statistic (SDS-7.1-02): counts by period × occupation × trade × level, earliest first. */
export const countByPeriod = (days: readonly DayCount[], period: Period): readonly PeriodCount[] => {
  const groups = new Map<string, PeriodCount>()
  for (const { issuedOn, ...rest } of [...days].sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1))) {
    const name = periodOf(issuedOn, period)
    const key = [name, rest.occupationCode, rest.trade, rest.level].join('\u0000')
    const known = groups.get(key)
    groups.set(key, { ...rest, period: name, count: rest.count + (known?.count ?? 0) })
  }
  return [...groups.values()]
}

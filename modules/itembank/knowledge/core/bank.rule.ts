import type { Parameter } from '#modules/policy/core/parameter.ts'
import type { BankSource } from '#modules/policy/core/parameters.ts'

/** The four sources that a bank names (HN-3.1.1-13). */
export const sourceNames: Readonly<Record<BankSource, string>> = {
  'development-guide': '国家题库开发指南',
  'occupational-standard': '国家职业技能标准',
  'certification-specification': '职业技能等级认定规范',
  'ministry-requirements': '人社部统一要求和办法',
}
export const sourceKinds = Object.keys(sourceNames) as readonly BankSource[]

export const standardKinds = ['national-standard', 'evaluation-specification'] as const
export type StandardKind = (typeof standardKinds)[number]
export const standardNames: Readonly<Record<StandardKind, string>> = {
  'national-standard': '国家职业技能标准',
  'evaluation-specification': '评价规范',
}

export interface NamedSource {
  readonly kind: BankSource
  readonly title: string
  readonly version: string
}

/** Sources that the pack asks for and the bank does not name with its version. */
export const missingSources = (
  named: readonly NamedSource[],
  asked: readonly BankSource[],
): readonly BankSource[] =>
  asked.filter((kind) =>
    named.every((one) => one.kind !== kind || one.title.trim() === '' || one.version.trim() === ''),
  )

export interface OwnShare {
  readonly own: number
  readonly total: number
  /** Null while there is no item. */
  readonly percent: number | null
  readonly warning: string | null
  readonly clauses: readonly string[]
}

/** HN-1.8.3.5-01: the share of items that the organisation developed itself, and whether it is too small. */
export const ownShare = (
  byOrigin: ReadonlyMap<string, number>,
  asked: Parameter<number> | undefined,
): OwnShare => {
  const own = byOrigin.get('own') ?? 0
  const total = [...byOrigin.values()].reduce((sum, count) => sum + count, 0)
  const rule = asked && asked.provenance !== 'not-stated' ? asked : undefined
  const percent = total === 0 ? null : Math.floor((1000 * own) / total) / 10
  const short = rule !== undefined && total > 0 && own * 100 < rule.value * total
  return {
    own,
    total,
    percent,
    warning: short ? `自主开发的试题占${percent}%，低于${rule.value}%；试题应以自主开发为主。` : null,
    clauses: rule?.clauses ?? [],
  }
}

export interface MonthCount {
  /** `2026-11` */
  readonly month: string
  readonly items: number
  readonly papers: number
}

export interface YearCount {
  readonly year: number
  /** What came in that year. */
  readonly items: number
  readonly papers: number
  /** What there was at its end. */
  readonly totalItems: number
  readonly totalPapers: number
}

/** SDE-4.5-27: growth by year; a year in which nothing came stands between those in which something did. */
export const growthByYear = (months: readonly MonthCount[]): readonly YearCount[] => {
  const years = months.map(({ month }) => Number(month.slice(0, 4)))
  if (years.length === 0) return []
  const first = Math.min(...years)
  const grown: YearCount[] = []
  for (let year = first; year <= Math.max(...years); year++) {
    const within = months.filter(({ month }) => Number(month.slice(0, 4)) === year)
    const items = within.reduce((sum, one) => sum + one.items, 0)
    const papers = within.reduce((sum, one) => sum + one.papers, 0)
    const before = grown.at(-1)
    const [totalItems, totalPapers] = [(before?.totalItems ?? 0) + items, (before?.totalPapers ?? 0) + papers]
    grown.push({ year, items, papers, totalItems, totalPapers })
  }
  return grown
}

import { type Grade, type ItemType, rangeOfPoint } from '../../core/item.ts'
import type { Importance } from '../../knowledge/core/tree.ts'
import type { ExposureRule, RuleSet } from './rules.ts'

/** What assembly needs to know of an item; its text stays encrypted. */
export interface BankItem {
  readonly organisationId: string
  readonly code: string
  readonly type: ItemType
  readonly pointCode: string
  readonly difficulty: Grade
  /** Equal for items that ask the same; a form holds one of them. */
  readonly contentKey: string
}

/** Where an item has been: papers it stands in, days and papers since the last one. */
export interface Usage {
  readonly papers: number
  readonly daysAgo: number
  readonly papersAgo: number
}

/** Two items that must not stand in one form, since one gives the other away. */
export type EnemyPair = readonly [string, string]

/** Everything a draw depends on, besides the rules. */
export interface Pool {
  readonly organisationId: string
  readonly items: readonly BankItem[]
  /** Importance of each point by its code. */
  readonly importance: ReadonlyMap<string, Importance>
  readonly usage: ReadonlyMap<string, Usage>
  readonly enemies: readonly EnemyPair[]
}

/** An item as the rules see it. */
export interface Candidate {
  readonly code: string
  readonly type: ItemType
  readonly pointCode: string
  /** Its level-3 range. */
  readonly range: string
  readonly importance: Importance | null
  readonly difficulty: Grade
  readonly contentKey: string
  readonly papers: number
  readonly exposed: boolean
  readonly excluded: boolean
  readonly forced: boolean
}

const isExposed = ({ mostUses, restDays, restPapers }: ExposureRule, usage: Usage | undefined): boolean =>
  usage !== undefined &&
  ((mostUses !== undefined && usage.papers >= mostUses) ||
    (restDays !== undefined && usage.daysAgo < restDays) ||
    (restPapers !== undefined && usage.papersAgo <= restPapers))

/** Every item of the bank as the rules see it, in the order of the codes, whatever order they came in. */
export const candidatesOf = (pool: Pool, rules: RuleSet): readonly Candidate[] => {
  const [excluded, forced] = [new Set(rules.excluded), new Set(rules.forced)]
  return pool.items
    .map(({ code, type, pointCode, difficulty, contentKey }) => ({
      ...{ code, type, pointCode, difficulty, contentKey },
      range: rangeOfPoint(pointCode),
      importance: pool.importance.get(pointCode) ?? null,
      papers: pool.usage.get(code)?.papers ?? 0,
      exposed: isExposed(rules.exposure, pool.usage.get(code)),
      excluded: excluded.has(code),
      forced: forced.has(code),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** Those that a form could hold at all: of a type and a range that is asked for. */
export const eligible = (candidates: readonly Candidate[], rules: RuleSet): readonly Candidate[] => {
  const types = new Set(rules.types.filter(({ count }) => count > 0).map(({ type }) => type))
  const ranges = new Set(rules.ranges.map(({ code }) => code))
  return candidates.filter(({ type, range }) => types.has(type) && (ranges.size === 0 || ranges.has(range)))
}

/** What one form draws from a level-3 range of one type, and what the bank has of it. */
export interface Supply {
  readonly rangeCode: string
  readonly rangeName: string
  readonly typeName: string
  readonly asked: number
  readonly available: number
}

export interface Weakness extends Supply {
  /** Items that have to be written for so many forms without a common item. */
  readonly missing: number
}

/** Ranges and types that do not suffice for so many forms without a common item, the worst first. */
export const weakFor = (forms: number, supplies: readonly Supply[]): readonly Weakness[] =>
  supplies
    .map((supply) => ({ ...supply, missing: Math.max(0, supply.asked * forms - supply.available) }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing || a.rangeCode.localeCompare(b.rangeCode))

/** How many forms without a common item the bank suffices for; null where nothing is asked. */
export const formsPossible = (supplies: readonly Supply[]): number | null => {
  const asking = supplies.filter(({ asked }) => asked > 0)
  return asking.length === 0
    ? null
    : Math.min(...asking.map(({ asked, available }) => Math.floor(available / asked)))
}

import type { PackId } from '#modules/policy/core/pack.ts'
import { type Regime, regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'

/** Under which document something was planned, and the day whose version of it holds. */
export interface Ruled {
  readonly pack: PackId
  readonly packDay: Day
}

export const regimeOf = ({ pack, packDay }: Ruled): Regime => regime(pack, packDay)

import type { Regime } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'

/** The rules sites and rooms stand under: those of the track of social evaluation organisations, on a day. */
export const siteLaw = (on: Day): Regime => regime('shandong-social', on)

import type { PaperParameters } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'

/** Origin and retirement of items are asked for by this document alone; the others leave both open. */
export const itemLaw = (on: Day): PaperParameters => regime('henan-social', on).paper

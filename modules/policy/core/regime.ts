import type { Day } from '#platform/clock/day.ts'
import { henanSocial } from '../packs/henan-social.ts'
import { shandongEnterprise } from '../packs/shandong-enterprise.ts'
import { shandongSocial } from '../packs/shandong-social.ts'
import { shandongSpecial } from '../packs/shandong-special.ts'
import type { PackId, Regime } from './pack.ts'

export type { PackId, Regime } from './pack.ts'

/** All versions of all packs, oldest first within a pack. */
export const packs: Readonly<Record<PackId, readonly Regime[]>> = {
  'shandong-social': shandongSocial,
  'shandong-enterprise': shandongEnterprise,
  'henan-social': henanSocial,
  'shandong-special': shandongSpecial,
}

export const packIds = Object.keys(packs) as readonly PackId[]

const holds = (version: Regime, on: Day): boolean =>
  version.inForceFrom.value <= on && (version.supersededOn === null || on < version.supersededOn)

/**
 * The version of a pack in force on a day. Throws a RangeError when none is: the last known one never stands in for
 * a missing one. A batch keeps the regime of the day its plan was made (SDS-1.0-06).
 */
export const regime = (pack: PackId, on: Day): Regime => {
  const found = packs[pack].find((version) => holds(version, on))
  if (!found) throw new RangeError(`no regime of ${pack} is in force on ${on}`)
  return found
}

/** The version of that name, as recorded with a batch. Throws a RangeError when the pack has none of that name. */
export const regimeVersion = (pack: PackId, version: string): Regime => {
  const found = packs[pack].find((candidate) => candidate.version === version)
  if (!found) throw new RangeError(`${pack} has no version ${version}`)
  return found
}

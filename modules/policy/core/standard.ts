import type { Day } from '#platform/clock/day.ts'
import { electrician } from '../standards/electrician.ts'
import type { Condition, Standard } from './condition.ts'
import type { Level } from './level.ts'
import { normaliseHeader } from './text.ts'

const standards: readonly Standard[] = [electrician]

/** The standard of an occupation in force on a day, null when the product holds none. */
export const standardOf = (occupation: string, on: Day): Standard | null =>
  standards.find(
    (standard) =>
      standard.occupation === occupation &&
      standard.inForceFrom <= on &&
      (standard.supersededOn === null || on < standard.supersededOn),
  ) ?? null

/** The conditions open for choice at a level: those of the standard, and no others (SDS-3.3-07). */
export const conditionsFor = (standard: Standard, level: Level): readonly Condition[] =>
  standard.conditions.filter((condition) => condition.level === level)

/** The text without what typing varies: width, spaces, brackets, the final stop and a leading number. */
const plain = (text: string): string =>
  normaliseHeader(text)
    .replace(/^\(?\d+\)?[.、,)]?/u, '')
    .replace(/[。;.]$/u, '')

/**
 * The condition a roster or form names, by its number within the level or by its wording; null when the standard has
 * no such condition.
 */
export const findCondition = (standard: Standard, level: Level, named: string): Condition | null =>
  conditionsFor(standard, level).find(
    (condition) => condition.id === normaliseHeader(named) || plain(condition.text) === plain(named),
  ) ?? null

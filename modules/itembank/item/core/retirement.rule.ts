import type { ItemRetirement } from '#modules/policy/core/exam-parameters.ts'
import { addMonths, type Day } from '#platform/clock/day.ts'

/** What the rules of retirement look at. */
export interface ItemRecord {
  /** Since when it may stand in papers; null where that was not recorded. */
  readonly activeSince: Day | null
  readonly uses: number
  readonly answered: number
  readonly right: number | null
  readonly discrimination: number | null
}

const percent = (share: number) => `${Math.round(share * 100)}%`

const byFigures = (item: ItemRecord, limits: ItemRetirement): readonly string[] => {
  const { answered, right, discrimination } = item
  if (answered < limits.leastAnswers) return []
  return [
    ...(right !== null && right > limits.easiest
      ? [`答对率${percent(right)}，高于${percent(limits.easiest)}`]
      : []),
    ...(right !== null && right < limits.hardest
      ? [`答对率${percent(right)}，低于${percent(limits.hardest)}`]
      : []),
    ...(discrimination !== null && discrimination < limits.leastDiscrimination
      ? [`区分度${discrimination.toFixed(2)}，低于${limits.leastDiscrimination}`]
      : []),
  ]
}

/** HN-1.8.7-04: why an item is proposed for leaving the bank; nothing while it is not. */
export const retirementReasons = (
  item: ItemRecord,
  limits: ItemRetirement,
  today: Day,
): readonly string[] => [
  ...(item.activeSince !== null && addMonths(item.activeSince, limits.years * 12) <= today
    ? [`启用已满${limits.years}年`]
    : []),
  ...(item.uses >= limits.uses ? [`已用于${item.uses}份试卷，达到上限${limits.uses}份`] : []),
  ...byFigures(item, limits),
]

/** The limits in words. */
export const limitsInWords = (limits: ItemRetirement): string =>
  `启用满${limits.years}年、用于${limits.uses}份试卷、答对率高于${percent(limits.easiest)}或低于${percent(limits.hardest)}、区分度低于${limits.leastDiscrimination}的试题提请退出；作答不足${limits.leastAnswers}人的统计不作依据。`

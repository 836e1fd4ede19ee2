import { dayOf, inWords, weekdayOf } from '#platform/clock/day.ts'

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** `09:00`, China's time, of an ISO instant. */
export const timeInChina = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

/** `2026年12月26日（星期六）` */
export const dateInWords = (instant: string): string => {
  const on = dayOf(new Date(instant))
  return `${inWords(on)}（星期${weekdays[weekdayOf(on)]}）`
}

/** `09:00—10:30` */
export const timeRange = (startsAt: string, endsAt: string): string =>
  `${timeInChina(startsAt)}—${timeInChina(endsAt)}`

/** `2023-05-21 09:00-10:30`, as the implementation scheme prints it (SDS-A3-16). */
export const schemeTime = (startsAt: string, endsAt: string): string =>
  `${dayOf(new Date(startsAt))} ${timeInChina(startsAt)}-${timeInChina(endsAt)}`

/** `信息楼4层201室`; what already says floor or room is left as it stands. */
export const placeInWords = (at: {
  readonly building: string
  readonly floor: string
  readonly door: string
}): string => {
  const floor = /^\d+$/u.test(at.floor) ? `${at.floor}层` : at.floor
  const door = /^\d+$/u.test(at.door) ? `${at.door}室` : at.door
  return `${at.building}${floor}${door}`
}

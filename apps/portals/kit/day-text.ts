import { dayOf, inWords, isDay } from '#platform/clock/day.ts'

const clockInChina = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
})

/** `2026年11月20日`; other text is returned as it came. */
export const dayText = (on: string): string => (isDay(on) ? inWords(on) : on)

/** `2026年11月20日 09:00` in China, from an ISO instant. */
export const instantText = (at: string): string => {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? at : `${inWords(dayOf(date))} ${clockInChina.format(date)}`
}

/** `11月20日`, where the year is plain from what stands around it. */
export const shortDayText = (on: string): string => dayText(on).replace(/^\d{4}年/, '')

/** What a clock on the wall in China shows at an instant: `2026-11-20T09:00`. */
export const wallTime = (at: string): string => {
  const date = new Date(at)
  return `${dayOf(date)}T${clockInChina.format(date)}`
}

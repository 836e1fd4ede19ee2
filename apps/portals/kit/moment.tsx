import { type Day, dayOf, inWords, isDay } from '#platform/clock/day.ts'

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

/** The business day at what the session's clock says, a day or an instant. */
export const businessDay = (now: string): Day => (isDay(now) ? now : dayOf(new Date(now)))

export const DayText = ({ on }: { readonly on: string }) => (
  <time dateTime={on} className="moment">
    {dayText(on)}
  </time>
)

export const Instant = ({ at }: { readonly at: string }) => (
  <time dateTime={at} className="moment">
    {instantText(at)}
  </time>
)

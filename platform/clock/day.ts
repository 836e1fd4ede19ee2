/** A calendar day in China, `YYYY-MM-DD`. Days are compared as strings. */
export type Day = string & { readonly __day: unique symbol }

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsPerDay = 86_400_000

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10) as Day

export const isDay = (text: string): text is Day => {
  const match = pattern.exec(text)
  if (!match) return false
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(milliseconds) && fromUtc(milliseconds) === text
}

/** Throws a RangeError when the text is not a day of the Gregorian calendar. */
export const day = (text: string): Day => {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

const inChina = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in China at an instant. */
export const dayOf = (instant: Date): Day => day(inChina.format(instant))

/** The instant of a wall-clock time `HH:MM` in China (UTC+8 the whole year). */
export const instantOf = (on: Day, time = '00:00'): Date => new Date(`${on}T${time}:00+08:00`)

export const addDays = (from: Day, days: number): Day => fromUtc(utc(from) + days * millisecondsPerDay)

/** Calendar months later; a day the target month lacks becomes its last day. */
export const addMonths = (from: Day, months: number): Day => {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number]
  const target = month - 1 + months
  const last = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  return fromUtc(Date.UTC(year, target, Math.min(date, last)))
}

export const addYears = (from: Day, years: number): Day => addMonths(from, years * 12)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utc(to) - utc(from)) / millisecondsPerDay)

/** Completed years from `from` to `to`, as ages and years of work are counted. */
export const yearsBetween = (from: Day, to: Day): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return addYears(from, years) > to ? years - 1 : years
}

export const yearOf = (on: Day): number => Number(on.slice(0, 4))

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (on: Day): number => new Date(utc(on)).getUTCDay()

/** `2026年11月20日` */
export const inWords = (on: Day): string => {
  const [year, month, date] = on.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const inChina = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false, ...options })

const minutes = inChina({ hour: '2-digit', minute: '2-digit' })
const seconds = inChina({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const date = inChina({ year: 'numeric', month: 'long', day: 'numeric' })

/** `09:30` */
export const hourMinute = (iso: string): string => minutes.format(new Date(iso))

/** `09:30:05` */
export const hourMinuteSecond = (iso: string): string => seconds.format(new Date(iso))

/** `2026年12月26日` */
export const dateInWords = (iso: string): string => date.format(new Date(iso))

/** `1:05:09` or `05:09` of a time span in milliseconds; never negative. */
export const countdown = (span: number): string => {
  const total = Math.max(0, Math.floor(span / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

const dayInChina = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The instant of `09:40` on the day of another instant. */
export const instantToday = (iso: string, time: string): string =>
  new Date(`${dayInChina.format(new Date(iso))}T${time}:00+08:00`).toISOString()

const inChina = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false, ...options })

const time = inChina({ hour: '2-digit', minute: '2-digit' })
const date = inChina({ year: 'numeric', month: 'long', day: 'numeric' })

/** `09:30` of an instant, in China. */
export const timeInChina = (iso: string): string => time.format(new Date(iso))

/** `2026年12月26日` of an instant, in China. */
export const dateInWords = (iso: string): string => date.format(new Date(iso))

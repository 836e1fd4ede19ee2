/** A day on which a year's official arrangement deviates from the week, as typed. */
export interface TypedDay {
  readonly day: string
  readonly kind: 'work' | 'rest'
  readonly name: string
}

export interface ReadLines {
  readonly days: readonly TypedDay[]
  /** Line numbers from 1 that cannot be read. */
  readonly wrong: readonly number[]
}

const line = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(休|班)\s+(\S{1,30})$/u

/** Reads lines such as `2027-01-01 休 元旦` and `2027-02-14 班 春节`; empty lines do not count. */
export const readCalendarLines = (text: string): ReadLines => {
  const days: TypedDay[] = []
  const wrong: number[] = []
  for (const [at, typed] of text.split(/\r?\n/u).entries()) {
    if (typed.trim() === '') continue
    const found = line.exec(typed.trim().replaceAll('\u3000', ' '))
    if (!found) {
      wrong.push(at + 1)
      continue
    }
    const [, year, month, date, kind, name] = found
    const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`
    days.push({ day, kind: kind === '休' ? 'rest' : 'work', name: name! })
  }
  return { days, wrong }
}

/** The lines that read back to these days. */
export const linesOf = (days: readonly TypedDay[]): string =>
  days.map(({ day, kind, name }) => `${day} ${kind === 'rest' ? '休' : '班'} ${name}`).join('\n')

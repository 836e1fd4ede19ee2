import { type Day, isDay } from '#platform/clock/day.ts'

export type CellMark = 'bold' | 'italic' | 'underline' | 'superscript' | 'subscript'

/** A piece of a text whose letters look alike. */
export interface CellRun {
  readonly text: string
  readonly marks: readonly CellMark[]
}

/** A value as the sheet stores it; nothing is evaluated or guessed. */
export type PlainCell =
  | { readonly kind: 'text'; readonly text: string; readonly runs?: readonly CellRun[] }
  /** `raw` keeps the digits as written: a long number does not survive a binary fraction. */
  | {
      readonly kind: 'number'
      readonly number: number
      readonly raw: string
      /** As its format shows it, where that is a plain number of decimals or a percentage. */
      readonly formatted?: string
    }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  /** A number that its format shows as a date; `time` is `HH:MM:SS` when the serial has a fraction. */
  | { readonly kind: 'date'; readonly day: Day; readonly time?: string; readonly serial: number }
  /** `#N/A` and its kin. */
  | { readonly kind: 'error'; readonly text: string }

/** A formula is told apart from the value it last had: whoever reads decides whether one is allowed there. */
export interface FormulaCell {
  readonly kind: 'formula'
  readonly formula: string
  readonly value: PlainCell | null
}

export type CellValue = PlainCell | FormulaCell

/** Which day serial 1 is: 1900-01-01 (Windows) or 1904-01-02 (old Macintosh). */
export type DateSystem = 1900 | 1904

const millisecondsPerDay = 86_400_000

/** Days from 1970-01-01 to the day of serial 0. The 1900 system counts a 29 February 1900 that never was, as serial 60. */
const dayNumber = (serial: number, system: DateSystem): number => {
  const whole = Math.floor(serial)
  if (system === 1904) return whole - 24_107
  return whole < 60 ? whole - 25_568 : whole - 25_569
}

/** The day of a serial, or undefined when the serial names none: 0 and 60 in the 1900 system, below zero, beyond year 9999. */
export const dayOfSerial = (serial: number, system: DateSystem = 1900): Day | undefined => {
  if (!(serial >= 0) || (system === 1900 && (serial < 1 || Math.floor(serial) === 60))) return undefined
  const milliseconds = dayNumber(serial, system) * millisecondsPerDay
  if (milliseconds > 253_402_300_799_999) return undefined
  const text = new Date(milliseconds).toISOString().slice(0, 10)
  return isDay(text) ? text : undefined
}

/** The serial of a day, for writing; days before March 1900 are not representable alike everywhere and throw. */
export const serialOfDay = (on: Day): number => {
  if (on < '1900-03-01') throw new RangeError(`a sheet cannot hold the date ${on}`)
  return Date.parse(`${on}T00:00:00Z`) / millisecondsPerDay + 25_569
}

const secondsPerDay = 86_400

/** A date cell, or undefined when the serial names no day. Fractions are rounded to the second, as sheets show them. */
export const dateCell = (serial: number, system: DateSystem): PlainCell | undefined => {
  const seconds = Math.round(serial * secondsPerDay)
  const day = dayOfSerial(seconds / secondsPerDay, system)
  const rest = seconds % secondsPerDay
  if (!day) return undefined
  if (rest === 0) return { kind: 'date', day, serial }
  return { kind: 'date', day, serial, time: new Date(rest * 1000).toISOString().slice(11, 19) }
}

/** Built-in formats that show dates; 27–36 and 50–58 are those of East Asian editions (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number format shows a date or time: its code names years, months, days, hours or seconds outside quotes and brackets. */
export const showsDate = (id: number, code: string | undefined): boolean => {
  if (code === undefined) return isBuiltInDate(id)
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare)
}

/** How a cell style shows numbers: as dates, with so many decimals, or as they are. */
export type NumberLook = 'date' | 'plain' | { readonly decimals: number; readonly percent: boolean }

const builtInCodes: Readonly<Record<number, string>> = { 1: '0', 2: '0.00', 9: '0%', 10: '0.00%' }

export const numberLook = (id: number, code: string | undefined): NumberLook => {
  if (showsDate(id, code)) return 'date'
  const [, decimals, percent] = /^0(?:\.(0+))?(%?)(?:_\))?$/.exec(code ?? builtInCodes[id] ?? '') ?? []
  return percent === undefined ? 'plain' : { decimals: decimals?.length ?? 0, percent: percent === '%' }
}

const fixed = (number: number, { decimals, percent }: Exclude<NumberLook, string>): string =>
  percent ? `${(number * 100).toFixed(decimals)}%` : number.toFixed(decimals)

/** A number cell; a format that would only repeat the digits as stored adds nothing. */
export const numberCell = (raw: string, look: NumberLook): PlainCell => {
  const number = Number(raw)
  const formatted = typeof look === 'string' ? raw : fixed(number, look)
  return { kind: 'number', number, raw, ...(formatted !== raw && { formatted }) }
}

/**
 * What the sheet shows of a number: its format's decimals, otherwise 15 digits (a fraction is stored with noise
 * behind them). Whole numbers keep every digit as written.
 */
const displayedNumber = ({ raw, number, formatted }: Extract<PlainCell, { kind: 'number' }>): string =>
  formatted ?? (/^-?\d+$/.test(raw) ? raw : String(Number(number.toPrecision(15))))

/** What the sheet shows in the cell, for text that people will read again; a formula shows its last value. */
export const displayedText = (cell: CellValue | null): string => {
  if (cell?.kind === 'formula') return displayedText(cell.value)
  return cell?.kind === 'number' ? displayedNumber(cell) : shownText(cell)
}

/** What a reader would see in the cell, for matching headers and quoting in messages; a formula shows its last value. */
export const shownText = (cell: CellValue | null): string => {
  if (cell === null) return ''
  switch (cell.kind) {
    case 'text':
    case 'error':
      return cell.text
    case 'number':
      return cell.raw
    case 'boolean':
      return cell.boolean ? 'TRUE' : 'FALSE'
    case 'date':
      return cell.time ? `${cell.day} ${cell.time}` : cell.day
    case 'formula':
      return shownText(cell.value)
  }
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold (ECMA-376 part 1, 22.4.2.4). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text

import { looksLikeFormula, normaliseCell, normaliseCode } from '#modules/policy/core/text.ts'
import { type Day, isDay } from '#platform/clock/day.ts'

/** A cell of a roster as the rules read it, whatever the file format it came from. */
export type RosterCell =
  | { readonly kind: 'text'; readonly text: string }
  /** `raw` keeps the digits as the file has them; `day` is the day of the number read as a date serial. */
  | { readonly kind: 'number'; readonly raw: string; readonly day: Day | null }
  | { readonly kind: 'date'; readonly day: Day }
  /** A formula or an error value: shown, never evaluated. */
  | { readonly kind: 'formula'; readonly text: string }

/** Longest run of digits that a number cell keeps exactly. */
const exactDigits = 15

/** The text of a cell; a number without the exponent that long ones are written with. */
export const textOf = (cell: RosterCell | null): string => {
  if (cell === null) return ''
  if (cell.kind === 'date') return cell.day
  if (cell.kind === 'number') return /e/iu.test(cell.raw) ? Number(cell.raw).toFixed(0) : cell.raw
  return normaliseCell(cell.text)
}

export const codeOf = (cell: RosterCell | null): string => normaliseCode(textOf(cell))

/** Whether the digits of a number cell may have been lost: a document number typed as a number. */
export const lostDigits = (cell: RosterCell | null): boolean =>
  cell?.kind === 'number' && textOf(cell).replace(/\D/gu, '').length > exactDigits

export const isFormula = (cell: RosterCell | null): boolean =>
  cell !== null && (cell.kind === 'formula' || (cell.kind === 'text' && looksLikeFormula(cell.text)))

const separated = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?(?: 0{1,2}:00(?::00)?)?$/u
const joined = /^(\d{4})(\d{2})(\d{2})$/u

/** A day in the spellings rosters use (`1997-09-24`, `1997/9/24`, `1997年9月24日`, `19970924`, a date cell, a date serial); a month stands for its first day. */
export const dayOfCell = (cell: RosterCell | null): Day | null => {
  if (cell === null) return null
  if (cell.kind === 'date') return cell.day
  const text = textOf(cell)
  const parts = joined.exec(text) ?? separated.exec(text)
  if (parts) {
    const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${(parts[3] ?? '1').padStart(2, '0')}`
    return isDay(day) ? day : null
  }
  return cell.kind === 'number' ? cell.day : null
}

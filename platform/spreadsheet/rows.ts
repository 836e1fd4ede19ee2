import { isDay } from '#platform/clock/day.ts'
import type { Attributes, XmlHandler } from '#platform/xml/feeder.ts'
import {
  type CellValue,
  type DateSystem,
  dateCell,
  type NumberLook,
  numberCell,
  type PlainCell,
  unescaped,
} from './cell.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { type Merge, mergeFiller, parseReference } from './merges.ts'
import { SpreadsheetRefused } from './refusal.ts'
import { type CellString, stringCollector } from './strings.ts'

/** A row of the sheet. Rows that the file does not mention are not produced; `rowNumber` tells of the gap. */
export interface SheetRow {
  /** As the sheet shows it, from 1. */
  readonly rowNumber: number
  /** By column from 0, up to the last cell with a value; an empty cell is null. */
  readonly cells: readonly (CellValue | null)[]
  readonly hidden: boolean
  /** No cell has a value; formatted rows below a table are like that. */
  readonly blank: boolean
  /** Merged ranges that cover this row; always empty unless merges were asked for. */
  readonly merges: readonly Merge[]
}

export interface RowContext {
  readonly strings: readonly CellString[]
  readonly looks: readonly NumberLook[]
  readonly dates: DateSystem
  readonly merges: readonly Merge[]
  readonly limits: SpreadsheetLimits
}

const corrupt = (reason: string, rowNumber: number) =>
  new SpreadsheetRefused('spreadsheet-corrupt', { reason, rowNumber })

const numericCell = (raw: string, look: NumberLook, dates: DateSystem): PlainCell => {
  const number = Number(raw)
  if (Number.isNaN(number)) return { kind: 'text', text: raw }
  return (look === 'date' ? dateCell(number, dates) : undefined) ?? numberCell(raw, look)
}

const isoCell = (raw: string): PlainCell => {
  const on = raw.slice(0, 10)
  const time = raw.slice(11, 19)
  if (!isDay(on)) return { kind: 'text', text: raw }
  const serial = Date.parse(`${on}T${time || '00:00:00'}Z`) / 86_400_000 + 25_569
  return { kind: 'date', day: on, serial, ...(time && time !== '00:00:00' && { time }) }
}

/** The cell being read; `column` is -1 before the first of a row. */
interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  formula: string | undefined
  /** A string within the cell. */
  rich: CellString | undefined
}

const plainOf = (
  { type, style, value, rich }: OpenCell,
  { strings, looks, dates }: RowContext,
  rowNumber: number,
): PlainCell | null => {
  if (rich) return rich.text === '' ? null : { kind: 'text', ...rich }
  if (value === '') return null
  switch (type) {
    case 's': {
      const found = strings[Number(value)]
      if (found === undefined) throw corrupt(`no shared string ${value}`, rowNumber)
      return found.text === '' ? null : { kind: 'text', ...found }
    }
    case 'inlineStr':
    case 'str':
      return { kind: 'text', text: unescaped(value) }
    case 'b':
      return { kind: 'boolean', boolean: value === '1' || value === 'true' }
    case 'e':
      return { kind: 'error', text: value }
    case 'd':
      return isoCell(value)
    default:
      return numericCell(value, looks[style] ?? 'plain', dates)
  }
}

/** A writer may leave out references; the cell then follows the one before it. */
const openCell = (cell: OpenCell, attributes: Attributes, rowNumber: number) => {
  const reference = attributes.r === undefined ? undefined : parseReference(attributes.r)
  const column = reference ? reference.column : cell.column + 1
  if (column <= cell.column) throw corrupt(`cell ${attributes.r} out of order`, rowNumber)
  cell.column = column
  cell.type = attributes.t ?? 'n'
  cell.style = Number(attributes.s ?? 0)
  cell.value = ''
  cell.formula = undefined
  cell.rich = undefined
}

const rowNumberOf = ({ r }: Attributes, last: number): number => {
  const number = r === undefined ? last + 1 : Number(r)
  if (!(Number.isInteger(number) && number > last)) throw corrupt(`row ${r} after ${last}`, last)
  return number
}

/** Collects the cells of one row after another. */
const rowCollector = (context: RowContext, emit: (row: SheetRow) => void) => {
  const { limits } = context
  const fill = mergeFiller(context.merges)
  const cell: OpenCell = { column: -1, type: 'n', style: 0, value: '', formula: undefined, rich: undefined }
  let rowNumber = 0
  let open = false
  let hidden = false
  let filled = 0
  let cells: (CellValue | null)[] = []
  return {
    cell,
    startRow: (attributes: Attributes) => {
      if (open) throw corrupt('a row within a row', rowNumber)
      open = true
      rowNumber = rowNumberOf(attributes, rowNumber)
      hidden = attributes.hidden === '1' || attributes.hidden === 'true'
      cells = []
      cell.column = -1
    },
    startCell: (attributes: Attributes) => {
      if (!open) throw corrupt('a cell outside a row', rowNumber)
      openCell(cell, attributes, rowNumber)
    },
    endCell: () => {
      if (!open) throw corrupt('a cell outside a row', rowNumber)
      const value = plainOf(cell, context, rowNumber)
      const { column, formula } = cell
      if (value === null && formula === undefined) return
      if (column >= limits.maxColumns)
        throw new SpreadsheetRefused('spreadsheet-too-many-columns', { rowNumber, limit: limits.maxColumns })
      while (cells.length < column) cells.push(null)
      cells.push(formula === undefined ? value : { kind: 'formula', formula, value })
    },
    endRow: () => {
      if (!open) throw corrupt('a row that did not begin', rowNumber)
      open = false
      const merges = fill(rowNumber, cells)
      const blank = cells.length === 0
      if (!blank && ++filled > limits.maxRows)
        throw new SpreadsheetRefused('spreadsheet-too-many-rows', { limit: limits.maxRows })
      emit({ rowNumber, cells, hidden, blank, merges })
    },
  }
}

/** A handler for a sheet's XML that hands over each row as it ends. */
export const rowHandler = (context: RowContext, emit: (row: SheetRow) => void): XmlHandler => {
  const { cell, startRow, startCell, endCell, endRow } = rowCollector(context, emit)
  const { handler: inline, take } = stringCollector()
  let into: 'value' | 'formula' | 'inline' | undefined
  return {
    open: (name, attributes, line) => {
      if (into === 'inline') inline.open(name, attributes, line)
      else if (name === 'c') startCell(attributes)
      else if (name === 'v') into = 'value'
      else if (name === 'is') into = 'inline'
      else if (name === 'f') {
        into = 'formula'
        cell.formula = ''
      } else if (name === 'row') startRow(attributes)
    },
    close: (name) => {
      if (name === 'is') {
        cell.rich = take()
        into = undefined
      } else if (into === 'inline') inline.close(name)
      else if (name === 'c') endCell()
      else if (name === 'row') endRow()
      else if (name === 'v' || name === 'f') into = undefined
    },
    text: (text) => {
      if (into === 'inline') inline.text(text)
      else if (into === 'value') cell.value += text
      else if (into === 'formula') cell.formula += text
    },
  }
}

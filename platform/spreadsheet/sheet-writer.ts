import type { Day } from '#platform/clock/day.ts'
import { type CellMark, type CellRun, serialOfDay } from './cell.ts'
import type { CellLook, StyleBook } from './styles.ts'

export interface SheetColumn {
  readonly title: string
  /** In characters of the standard font; default 14. */
  readonly width?: number
  /** What new cells of the column are formatted as; `text` keeps long numbers as typed. Default `text`. */
  readonly format?: 'general' | 'text' | 'date'
  readonly wrap?: boolean
}

/**
 * A value to write: text is always text, never a formula; `day` becomes a true date; `runs` are text whose letters
 * differ; `error` fills the cell red.
 */
export type WriteCell =
  | string
  | number
  | boolean
  | null
  | { readonly day: Day }
  | { readonly runs: readonly CellRun[] }
  | { readonly error: string | number | boolean | null }

/** A picture drawn over the sheet; its upper left corner lies in a cell: row from 1, column from 0. */
export interface SheetPicture {
  readonly row: number
  readonly column: number
  readonly bytes: Uint8Array
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly alt: string
  /** Shown size in CSS pixels. */
  readonly width: number
  readonly height: number
}

export interface SheetContent {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<readonly WriteCell[]> | AsyncIterable<readonly WriteCell[]>
  /** One merged row above the header. */
  readonly title?: string
  /** Further merged ranges, `A4:A7`; only their first cell may hold a value. */
  readonly merges?: readonly string[]
  readonly pictures?: readonly SheetPicture[]
}

export const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const special = /[&<>"]/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these, and `_x0007_` would be read as one of them
const unholdable = /[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g
const escapedCharacter = (character: string) =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

// biome-ignore lint/suspicious/noControlCharactersInRegex: the same characters, looked for first because most texts have none
const needsCare = /[&<>"_\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]/

/** Text as XML holds it; an unpaired surrogate becomes U+FFFD. */
export const xmlText = (text: string): string =>
  needsCare.test(text)
    ? text
        .toWellFormed()
        .replaceAll(unholdable, escapedCharacter)
        .replaceAll(special, (character) => entities[character] ?? character)
    : text

/** Beginnings that a spreadsheet program may take for a formula. */
const formulaLike = /^[=+\-@\t\r\n]/

/** The longest text a cell may hold (ECMA-376 implementations agree on it). */
const longestText = 32_767

interface CellPlace {
  readonly reference: string
  readonly column: SheetColumn
  readonly role: CellLook['role']
  readonly error: boolean
}

const markXml: Readonly<Record<CellMark, string>> = {
  bold: '<b/>',
  italic: '<i/>',
  underline: '<u/>',
  superscript: '<vertAlign val="superscript"/>',
  subscript: '<vertAlign val="subscript"/>',
}

const runXml = ({ text, marks }: CellRun): string =>
  `<r><rPr>${marks.map((mark) => markXml[mark]).join('')}<sz val="11"/><rFont val="宋体"/></rPr>` +
  `<t xml:space="preserve">${xmlText(text)}</t></r>`

const checkLength = (text: string, reference: string) => {
  if (text.length > longestText)
    throw new RangeError(`cell ${reference}: text longer than ${longestText} characters`)
}

const cellXml = (
  value: string | number | boolean | null | { readonly day: Day } | { readonly runs: readonly CellRun[] },
  place: CellPlace,
  styles: StyleBook,
): string => {
  const { reference, column, role, error } = place
  const style = (format: CellLook['format'], quoted = false) =>
    styles.styleOf({ role, format, wrap: column.wrap ?? false, error, quoted })
  const preferred = column.format ?? 'text'
  if (value === null || value === '') return `<c r="${reference}" s="${style(preferred)}"/>`
  if (typeof value === 'number')
    return `<c r="${reference}" s="${style(preferred === 'text' ? 'general' : preferred)}"><v>${value}</v></c>`
  if (typeof value === 'boolean')
    return `<c r="${reference}" s="${style('general')}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'object' && 'runs' in value) {
    const text = value.runs.map((run) => run.text).join('')
    checkLength(text, reference)
    const inline = `<is>${value.runs.map(runXml).join('')}</is>`
    return `<c r="${reference}" s="${style('text', formulaLike.test(text))}" t="inlineStr">${inline}</c>`
  }
  if (typeof value === 'object')
    return `<c r="${reference}" s="${style('date')}"><v>${serialOfDay(value.day)}</v></c>`
  checkLength(value, reference)
  const text = `<is><t xml:space="preserve">${xmlText(value)}</t></is>`
  return `<c r="${reference}" s="${style('text', formulaLike.test(value))}" t="inlineStr">${text}</c>`
}

const rowXml = (
  cells: readonly WriteCell[],
  rowNumber: number,
  { sheet, styles }: { readonly sheet: SheetContent; readonly styles: StyleBook },
): string => {
  let xml = `<row r="${rowNumber}">`
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!
    const error = typeof cell === 'object' && cell !== null && 'error' in cell
    const place = {
      reference: columnName(at) + rowNumber,
      column: sheet.columns[at] ?? { title: '' },
      role: 'body' as const,
      error,
    }
    xml += cellXml(error ? cell.error : cell, place, styles)
  }
  return `${xml}</row>`
}

/** Column defaults carry the text format down, so that what is typed below the table stays text too. */
const columnsXml = (columns: readonly SheetColumn[], styles: StyleBook): string =>
  columns
    .map(({ width = 14, format = 'text', wrap = false }, at) => {
      const style = styles.styleOf({ role: 'body', format, wrap, error: false, quoted: false })
      return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${style}" customWidth="1"/>`
    })
    .join('')

const frozenPane = (rows: number) =>
  `<pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`

const headRows = (sheet: SheetContent, styles: StyleBook): string => {
  const headerRow = sheet.title === undefined ? 1 : 2
  const cell = (text: string, [column, row]: readonly [number, number], role: 'header' | 'title') =>
    cellXml(text, { reference: columnName(column) + row, column: { title: '' }, role, error: false }, styles)
  const title =
    sheet.title === undefined
      ? ''
      : `<row r="1" ht="30" customHeight="1">${cell(sheet.title, [0, 1], 'title')}</row>`
  return `${title}<row r="${headerRow}">${sheet.columns.map((each, at) => cell(each.title, [at, headerRow], 'header')).join('')}</row>`
}

const relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

const mergesXml = ({ title, columns, merges = [] }: SheetContent): string => {
  const titled = title !== undefined && columns.length > 1 ? [`A1:${columnName(columns.length - 1)}1`] : []
  const all = [...titled, ...merges]
  const cells = all.map((range) => `<mergeCell ref="${range}"/>`).join('')
  return all.length === 0 ? '' : `<mergeCells count="${all.length}">${cells}</mergeCells>`
}

/** The worksheet's XML in pieces of about 64 K characters. Throws a RangeError for what a sheet cannot hold. */
export async function* sheetXml(sheet: SheetContent, styles: StyleBook): AsyncIterable<string> {
  const heads = sheet.title === undefined ? 1 : 2
  const hasDrawing = sheet.pictures !== undefined && sheet.pictures.length > 0
  let rowNumber = heads
  let piece =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"${hasDrawing ? ` ${relations}` : ''}>` +
    `<sheetViews><sheetView workbookViewId="0">${frozenPane(heads)}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>` +
    `<cols>${columnsXml(sheet.columns, styles)}</cols><sheetData>${headRows(sheet, styles)}`
  for await (const row of sheet.rows) {
    piece += rowXml(row, ++rowNumber, { sheet, styles })
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  const drawing = hasDrawing ? '<drawing r:id="rId1"/>' : ''
  yield `${piece}</sheetData>${mergesXml(sheet)}${drawing}</worksheet>`
}

/** Throws a RangeError for a name that spreadsheet programs refuse to open. */
export const checkSheetNames = (names: readonly string[]): void => {
  for (const name of names) {
    if (name.length === 0 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
      throw new RangeError(`not a sheet name: ${name}`)
  }
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length)
    throw new RangeError('two sheets of one name')
}

/** How a written cell looks; only what the product's sheets need. */
export interface CellLook {
  readonly role: 'body' | 'header' | 'title'
  readonly format: 'general' | 'text' | 'date'
  readonly wrap: boolean
  /** Red fill, for a cell that was refused. */
  readonly error: boolean
  /** The mark that keeps a spreadsheet program from reading the text as a formula once somebody edits it. */
  readonly quoted: boolean
}

export interface StyleBook {
  /** The number by which a cell refers to a look. */
  styleOf(look: CellLook): number
  /** `styles.xml`, once every look has been asked for. */
  xml(): string
}

const formatIds = { general: 0, text: 49, date: 164 } as const
const fontIds = { body: 0, header: 1, title: 2 } as const

const xf = ({ role, format, wrap, error, quoted }: CellLook): string => {
  const fill = error ? 3 : role === 'header' ? 2 : 0
  const horizontal = role === 'body' ? '' : ' horizontal="center"'
  const alignment = `<alignment vertical="center"${horizontal}${wrap || role !== 'body' ? ' wrapText="1"' : ''}/>`
  const ids = `numFmtId="${formatIds[format]}" fontId="${fontIds[role]}" fillId="${fill}" borderId="${role === 'title' ? 0 : 1}"`
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
  return `<xf ${ids} xfId="0"${quoted ? ' quotePrefix="1"' : ''} ${applied}>${alignment}</xf>`
}

const thin = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`)
  .join('')
const solid = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`
const font = (size: number, bold: boolean) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`

const sheetOf = (looks: readonly string[]): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
  `<fonts count="3">${font(11, false)}${font(11, true)}${font(16, true)}</fonts>` +
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${solid('FFE7ECF3')}${solid('FFFFC7CE')}</fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${looks.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${looks.join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const roles = ['body', 'header', 'title'] as const
const formats = ['general', 'text', 'date'] as const

/** A small number for a look: it is asked for once per cell written. */
const keyOf = ({ role, format, wrap, error, quoted }: CellLook): number =>
  ((roles.indexOf(role) * 3 + formats.indexOf(format)) << 3) |
  (wrap ? 4 : 0) |
  (error ? 2 : 0) |
  (quoted ? 1 : 0)

/** Collects the looks that a workbook uses and numbers them in order of first use. */
export const openStyleBook = (): StyleBook => {
  const numbers: (number | undefined)[] = []
  const looks: string[] = []
  return {
    styleOf: (look) => {
      const key = keyOf(look)
      numbers[key] ??= looks.push(xf(look))
      return numbers[key]
    },
    xml: () => sheetOf(looks),
  }
}

import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'

export type Parts = Readonly<Record<string, string | Uint8Array>>

/** A package of hand-written parts, as other programs make them. */
export const packageOf = (parts: Parts): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** `id type target`, a line each; a target with `//` is outside. */
export const relationships = (...lines: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines
    .map((line) => {
      const [id, type, target = ''] = line.split(' ')
      const outside = target.includes('//') ? ' TargetMode="External"' : ''
      return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${outside}/>`
    })
    .join('')}</Relationships>`

/** A small picture; another colour is another picture. */
export const dot = async (colour: string): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 40, height: 20, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  )

/** A workbook of one sheet from its `sheetData` and what comes after it. */
export const workbookOf = (sheet: string, more: Parts = {}): Uint8Array =>
  packageOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships('a officeDocument /xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="一" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      's worksheet worksheets/sheet1.xml',
      't styles styles.xml',
      'c cellImage cellimages.xml',
    ),
    'xl/styles.xml':
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="2"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>`,
    ...more,
  })

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A row of inline strings; a cell that begins with `<` is the XML of the cell itself. */
export const rowXml = (number: number, cells: readonly string[], attributes = ''): string =>
  `<row r="${number}"${attributes}>${cells
    .map((cell, at) => {
      const reference = `${String.fromCharCode(65 + at)}${number}`
      if (cell.startsWith('<')) return cell.replace('<c', `<c r="${reference}"`)
      return cell === ''
        ? ''
        : `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    })
    .join('')}</row>`

const wordNames =
  'xmlns:w="w" xmlns:r="r" xmlns:m="m" xmlns:wp="wp" xmlns:a="a" xmlns:v="v" xmlns:mc="mc" xmlns:wps="wps" xmlns:o="o"'

/** A document from what is in its body; `links` are relations of it, `id type target`. */
export const documentOf = (body: string, links: readonly string[] = [], more: Parts = {}): Uint8Array =>
  packageOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships('a officeDocument word/document.xml'),
    'word/document.xml': `<w:document ${wordNames}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(...links),
    ...more,
  })

/** A paragraph of one run; what begins with `<` is its XML. */
export const paragraph = (content: string): string =>
  `<w:p>${content.startsWith('<') ? content : `<w:r><w:t xml:space="preserve">${content}</w:t></w:r>`}</w:p>`

export const paragraphs = (...contents: readonly string[]): string => contents.map(paragraph).join('')

import { Zip, ZipDeflate } from 'fflate'
import { drawingXml, extensionOf } from './drawing-writer.ts'
import { checkSheetNames, type SheetContent, type SheetPicture, sheetXml, xmlText } from './sheet-writer.ts'
import { openStyleBook } from './styles.ts'

export interface WorkbookContent {
  readonly sheets: readonly SheetContent[]
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (all: readonly SheetContent[]): string => {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${types}.${type}+xml"/>`
  const sheets = all.map((_, at) => override(`xl/worksheets/sheet${at + 1}.xml`, 'worksheet')).join('')
  const drawings = all
    .map(({ pictures = [] }, at) =>
      pictures.length === 0
        ? ''
        : `<Override PartName="/xl/drawings/drawing${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
    )
    .join('')
  return (
    `${declaration}<Types xmlns="${packaging}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    (drawings === ''
      ? ''
      : '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>') +
    `${override('xl/workbook.xml', 'sheet.main')}${sheets}${drawings}${override('xl/styles.xml', 'styles')}</Types>`
  )
}

const relations = (rows: readonly (readonly [type: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="${packaging}/relationships">` +
  rows
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>'

const workbookXml = (names: readonly string[]): string =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
  names
    .map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('') +
  '</sheets></workbook>'

const drawingParts = function* ({ pictures = [] }: SheetContent, number: number) {
  if (pictures.length === 0) return
  // The same bytes are kept once, however often they are shown.
  const numbers = new Map<Uint8Array, number>()
  for (const { bytes } of pictures) if (!numbers.has(bytes)) numbers.set(bytes, numbers.size + 1)
  const mediaOf = (picture: SheetPicture) =>
    `media/sheet${number}-${numbers.get(picture.bytes)}.${extensionOf(picture)}`
  const drawing = `drawing${number}.xml`
  yield [
    `xl/worksheets/_rels/sheet${number}.xml.rels`,
    relations([['drawing', `../drawings/${drawing}`]]),
  ] as const
  yield [`xl/drawings/${drawing}`, drawingXml(pictures)] as const
  yield [
    `xl/drawings/_rels/${drawing}.rels`,
    relations(pictures.map((picture) => ['image', `../${mediaOf(picture)}`] as const)),
  ] as const
  const parts = new Map(pictures.map((picture) => [mediaOf(picture), picture.bytes]))
  for (const [part, bytes] of parts) yield [`xl/${part}`, bytes] as const
}

/** The parts in the order of writing; styles come last, when every look is known. */
async function* partsOf({
  sheets,
}: WorkbookContent): AsyncIterable<
  readonly [part: string, content: AsyncIterable<string> | string | Uint8Array]
> {
  const styles = openStyleBook()
  const targets = sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const)
  yield ['[Content_Types].xml', contentTypes(sheets)]
  yield ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])]
  yield ['xl/workbook.xml', workbookXml(sheets.map(({ name }) => name))]
  yield ['xl/_rels/workbook.xml.rels', relations([...targets, ['styles', 'styles.xml']])]
  for (const [at, sheet] of sheets.entries()) {
    yield [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, styles)]
    yield* drawingParts(sheet, at + 1)
  }
  yield ['xl/styles.xml', styles.xml()]
}

/** Zip entries carry a fixed time: the same content gives the same bytes. */
const entryTime = new Date(2000, 0, 1)

/**
 * Writes an .xlsx piece by piece; rows are taken from their iteration as the reader of the stream keeps up.
 * Throws a RangeError for what a workbook cannot hold: a bad sheet name, a text above 32,767 characters.
 */
export async function* streamWorkbook(content: WorkbookContent): AsyncGenerator<Uint8Array> {
  checkSheetNames(content.sheets.map(({ name }) => name))
  const text = new TextEncoder()
  let ready: Uint8Array[] = []
  const take = () => {
    const pieces = ready
    ready = []
    return pieces
  }
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for await (const [part, held] of partsOf(content)) {
    const entry = new ZipDeflate(part, { level: 3 })
    entry.mtime = entryTime
    zip.add(entry)
    for await (const piece of typeof held === 'string' || held instanceof Uint8Array ? [held] : held) {
      entry.push(typeof piece === 'string' ? text.encode(piece) : piece)
      yield* take()
    }
    entry.push(new Uint8Array(0), true)
    yield* take()
  }
  zip.end()
  yield* take()
}

/** The whole workbook at once; for large ones prefer `streamWorkbook`. */
export const writeWorkbook = async (content: WorkbookContent): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Uint8Array[] = []
  for await (const piece of streamWorkbook(content)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

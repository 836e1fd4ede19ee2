import type { Package } from '#platform/office/package.ts'
import { relationsOf } from '#platform/office/relations.ts'
import { attribute, readXml } from '#platform/xml/feeder.ts'
import { type DateSystem, type NumberLook, numberLook, unescaped } from './cell.ts'
import { SpreadsheetRefused } from './refusal.ts'

/** A sheet as the workbook lists it, in the order of its tabs. */
export interface SheetInfo {
  readonly name: string
  readonly hidden: boolean
}

export interface SheetPart extends SheetInfo {
  readonly part: string
}

export interface WorkbookPart {
  readonly part: string
  readonly dates: DateSystem
  readonly sheets: readonly SheetPart[]
  readonly stringsPart: string | undefined
  readonly stylesPart: string | undefined
}

/** Relations that stay within the package: nothing is ever fetched. */
const innerRelations = async (pack: Package, part: string) =>
  (await relationsOf(pack, part)).filter(({ external }) => !external)

/** No program writes two sheets of one name, or one sheet twice; rows could not be told apart, nor what is counted. */
const refuseRepeated = (sheets: readonly SheetPart[]) => {
  for (const each of [
    sheets.map(({ name }) => name.toLowerCase()),
    sheets.map(({ part }) => part.toLowerCase()),
  ])
    if (new Set(each).size < each.length)
      throw new SpreadsheetRefused('spreadsheet-corrupt', { reason: 'a sheet listed twice' })
}

/** The workbook's own part, or undefined when the package is some other document. */
export const readWorkbookPart = async (pack: Package): Promise<WorkbookPart | undefined> => {
  const main =
    (await innerRelations(pack, '')).find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!pack.has(main)) return undefined
  const relations = await innerRelations(pack, main)
  const byId = new Map(relations.map((each) => [each.id, each.part]))
  const sheets: SheetPart[] = []
  let dates: DateSystem = 1900
  let isWorkbook = false
  await readXml(pack.read(main), {
    open: (name, attributes) => {
      if (name === 'workbook') isWorkbook = true
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) dates = 1904
      if (name !== 'sheet') return
      const part = byId.get(attribute(attributes, 'id') ?? '')
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      if (part?.includes('worksheets/')) sheets.push({ name: unescaped(attributes.name ?? ''), hidden, part })
    },
    close: () => undefined,
  })
  if (!isWorkbook) return undefined
  refuseRepeated(sheets)
  const partOf = (kind: string) => relations.find(({ type }) => type === kind)?.part
  return { part: main, dates, sheets, stringsPart: partOf('sharedStrings'), stylesPart: partOf('styles') }
}

/** For each cell style in order, how it shows numbers. */
export const readNumberLooks = async (
  pack: Package,
  part: string | undefined,
): Promise<readonly NumberLook[]> => {
  const codes = new Map<number, string>()
  const looks: NumberLook[] = []
  let inCells = false
  await readXml(part ? pack.read(part) : none(), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes.numFmtId ?? 0)
      looks.push(numberLook(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return looks
}

async function* none(): AsyncIterable<string> {}

import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { openPackage, type Package } from '#platform/office/package.ts'
import { relationsOf } from '#platform/office/relations.ts'
import { sniff } from '#platform/upload/sniff.ts'
import { xmlFeeder } from '#platform/xml/feeder.ts'
import type { NumberLook } from './cell.ts'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { readMerges } from './merges.ts'
import { readNumberLooks, readWorkbookPart, type SheetInfo, type WorkbookPart } from './parts.ts'
import { type CellPicture, type Drawn, readCellPictures, readDrawings } from './pictures.ts'
import { refusalOf, type SpreadsheetCode, SpreadsheetRefused } from './refusal.ts'
import { type RowContext, rowHandler, type SheetRow } from './rows.ts'
import { type CellString, readSharedStrings } from './strings.ts'

export interface ReadOptions {
  /** Reads the sheet's merged ranges first and gives the rows below a vertical merge its value. */
  readonly fillMerges?: boolean
}

export interface Workbook {
  readonly sheets: readonly SheetInfo[]
  /** Rows of a sheet by name or by position from 0, one at a time. Throws `SpreadsheetRefused` on the way; see `asVerdict`. */
  rows(sheet: string | number, options?: ReadOptions): AsyncIterable<SheetRow>
  /** What is drawn over a sheet. Throws like `rows`. */
  drawings(sheet: number): Promise<readonly Drawn[]>
  /** Pictures that formulas `DISPIMG` show. Throws like `rows`. */
  cellPictures(): Promise<ReadonlyMap<string, CellPicture>>
  /** Kinds of parts that a sheet refers to: `drawing`, `comments`, `oleObject`. Throws like `rows`. */
  attached(sheet: number): Promise<readonly string[]>
  /** The bytes of a picture that `drawings` or `cellPictures` named. Throws like `rows`. */
  media(part: string): Promise<Uint8Array | undefined>
  close(): void
}

/** Runs a reading and turns a refusal thrown on the way into a value. Other errors stay errors. */
export const asVerdict = async <T>(read: () => Promise<T>): Promise<Verdict<T, SpreadsheetCode>> => {
  try {
    return accept(await read())
  } catch (error) {
    const refused = refusalOf(error)
    if (refused) return refused
    throw error
  }
}

const refuseOtherTypes = (bytes: Uint8Array) => {
  const type = sniff(bytes)
  if (type === 'xlsx' || type === 'zip') return
  if (type === 'empty') throw new SpreadsheetRefused('spreadsheet-empty')
  if (type === 'xls') throw new SpreadsheetRefused('spreadsheet-legacy-xls')
  if (type === 'encrypted-office') throw new SpreadsheetRefused('spreadsheet-encrypted')
  throw new SpreadsheetRefused('spreadsheet-wrong-type', { type })
}

async function* rowsOf(chunks: AsyncIterable<string>, context: RowContext): AsyncIterable<SheetRow> {
  let ready: SheetRow[] = []
  const feeder = xmlFeeder(rowHandler(context, (row) => ready.push(row)))
  const take = () => {
    const rows = ready
    ready = []
    return rows
  }
  for await (const chunk of chunks) {
    feeder.write(chunk)
    yield* take()
  }
  feeder.end()
  yield* take()
}

/** Strings and styles are read once, with the first sheet that is asked for. */
const sheetReader = (pack: Package, book: WorkbookPart, limits: SpreadsheetLimits) => {
  let shared: Promise<readonly [readonly CellString[], readonly NumberLook[]]> | undefined
  const load = async () =>
    [await readSharedStrings(pack, book.stringsPart), await readNumberLooks(pack, book.stylesPart)] as const
  return async function* (
    sheet: string | number,
    { fillMerges = false }: ReadOptions = {},
  ): AsyncIterable<SheetRow> {
    const found =
      typeof sheet === 'number' ? book.sheets[sheet] : book.sheets.find(({ name }) => name === sheet)
    if (!found || !pack.has(found.part)) {
      throw new SpreadsheetRefused('spreadsheet-no-such-sheet', {
        sheet,
        sheets: book.sheets.map(({ name }) => name),
      })
    }
    shared ??= load()
    const [strings, looks] = await shared
    const merges = fillMerges ? await readMerges(pack.read(found.part)) : []
    yield* rowsOf(pack.read(found.part), { strings, looks, dates: book.dates, merges, limits })
  }
}

/**
 * Opens an .xlsx given as bytes. Its type is judged by content; a wrong type, an unsafe container or one beyond
 * the limits is refused before anything is unpacked. `close` it when done.
 */
export const openWorkbook = async (
  bytes: Uint8Array,
  limits: Partial<SpreadsheetLimits> = {},
): Promise<Verdict<Workbook, SpreadsheetCode>> =>
  asVerdict(async () => {
    refuseOtherTypes(bytes)
    const bounds = { ...defaultLimits, ...limits }
    const pack = await openPackage(bytes, bounds)
    try {
      const book = await readWorkbookPart(pack)
      if (!book) throw new SpreadsheetRefused('spreadsheet-wrong-type', { type: 'zip' })
      const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }))
      return {
        sheets,
        rows: sheetReader(pack, book, bounds),
        drawings: async (sheet) => readDrawings(pack, book.sheets[sheet]?.part ?? ''),
        cellPictures: () => readCellPictures(pack, book.part),
        attached: async (sheet) =>
          (await relationsOf(pack, book.sheets[sheet]?.part ?? '')).map(({ type }) => type),
        media: pack.bytes,
        close: pack.close,
      }
    } catch (error) {
      pack.close()
      throw error
    }
  })

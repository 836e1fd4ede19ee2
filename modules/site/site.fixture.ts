// The demo workbook, in a database and changed cell by cell, for the tests of sites.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { World } from '#platform/command/testing.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { BookRow, RoomsBook, SheetKey } from './core/rooms-book.ts'
import { parseRoomsBook } from './import/rooms.parser.ts'

export const roomsFile = readFileSync(new URL('../../demo/data/rooms.xlsx', import.meta.url))
export const centreName = '澜川市技能评价服务中心'
export const collegeName = '澜川市北辰技师学院'
export const schoolName = '澜川市恒电职业培训学校'

export const demoBook = async (): Promise<RoomsBook> => {
  const read = await parseRoomsBook(roomsFile)
  if (read.refused) throw new Error(read.sentence)
  return read.value
}

type Sheets = { -readonly [K in SheetKey]: BookRow[] }

/** The book with some cells of the row of a sheet replaced; `at` finds the row. */
export const withCells = (
  book: RoomsBook,
  where: { readonly sheet: SheetKey; readonly at: (row: BookRow) => boolean },
  cells: Readonly<Record<string, string>>,
): RoomsBook => {
  const changed: Partial<Sheets> = {
    [where.sheet]: book[where.sheet].map((row) =>
      where.at(row) ? { ...row, cells: { ...row.cells, ...cells } } : row,
    ),
  }
  return { ...book, ...changed }
}

/** Stores a file as the upload of an organisation does and returns its id. */
export const uploaded = async (world: World, organisationId: string, bytes: Uint8Array = roomsFile) => {
  const { hash, size } = await world.services.blobs.put(bytes, { mediaType: 'application/octet-stream' })
  const id = randomUUID()
  await world.database.connection.owner
    .insertInto('storedFile')
    .values({
      organisationId,
      id,
      hash,
      size,
      name: '考点考场.xlsx',
      mediaType: 'application/octet-stream',
      createdAt: world.clock.now(),
    })
    .execute()
  return id
}

/** A workbook of plain text: the first row of each sheet is its header. */
export const workbookOf = (
  sheets: Readonly<Record<string, readonly (readonly string[])[]>>,
): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: Object.entries(sheets).map(([name, [head = [], ...rows]]) => ({
      name,
      columns: head.map((title) => ({ title })),
      rows,
    })),
  })

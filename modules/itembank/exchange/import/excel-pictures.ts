import { displayedText } from '#platform/spreadsheet/cell.ts'
import type { Workbook } from '#platform/spreadsheet/reader.ts'
import type { SheetRow } from '#platform/spreadsheet/rows.ts'
import type { Picture } from '../../core/rich.ts'
import type { Loss } from '../core/parsed.ts'
import { cellPictureName } from './excel-cells.ts'
import { inlinePicture, type pictureShelf } from './picture-shelf.ts'

interface Held {
  readonly pictures: readonly Picture[]
  readonly losses: readonly Loss[]
}

/** The pictures of a sheet by the cell they belong to. */
export interface SheetPictures {
  /** Those of a row by column, from drawings over the sheet; asked once for each row. */
  take(row: number): ReadonlyMap<number, Held>
  /** The one that a cell's formula shows. */
  inCell(cell: SheetRow['cells'][number]): Held | undefined
  /** Rows that hold pictures nobody asked for. */
  left(): readonly number[]
}

type Shelf = ReturnType<typeof pictureShelf>

const shelve = async (
  shelf: Shelf,
  drawn: { readonly media: string | undefined; readonly alt: string; readonly width?: number | undefined },
): Promise<Held> => {
  if (drawn.media === undefined)
    return { pictures: [], losses: [{ what: '图形、图表或链接的图片', sample: drawn.alt || '无说明' }] }
  const shelved = await shelf.take(drawn.media)
  if ('loss' in shelved) return { pictures: [], losses: [shelved.loss] }
  return {
    pictures: [inlinePicture(shelved.picture, { alt: drawn.alt, width: drawn.width })],
    losses: [],
  }
}

const joined = (held: Held | undefined, more: Held): Held => ({
  pictures: [...(held?.pictures ?? []), ...more.pictures],
  losses: [...(held?.losses ?? []), ...more.losses],
})

export const sheetPictures = async (book: Workbook, sheet: number, shelf: Shelf): Promise<SheetPictures> => {
  const rows = new Map<number, Map<number, Held>>()
  for (const drawn of await book.drawings(sheet)) {
    const row = rows.get(drawn.row) ?? new Map<number, Held>()
    row.set(drawn.column, joined(row.get(drawn.column), await shelve(shelf, drawn)))
    rows.set(drawn.row, row)
  }
  const named = new Map<string, Held>()
  for (const [name, picture] of await book.cellPictures()) named.set(name, await shelve(shelf, picture))
  const none: ReadonlyMap<number, Held> = new Map()
  return {
    take: (row) => {
      const held = rows.get(row) ?? none
      rows.delete(row)
      return held
    },
    inCell: (cell) => {
      const name = cellPictureName(cell)
      if (name === undefined) return undefined
      const lost = { what: '单元格图片', sample: displayedText(cell) }
      return named.get(name) ?? { pictures: [], losses: [lost] }
    },
    left: () => [...rows.keys()],
  }
}

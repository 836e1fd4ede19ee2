import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { collect, type SheetRow } from './rows.ts'
import { demoFile } from './workbook.fixture.ts'
import { textRows } from './workbook.ts'

type Cells = SheetRow['cells']

/** A demonstration workbook with the rows of one sheet changed, as base64; `number` is the row as a user counts it. */
export const workbookWith = async (
  file: string,
  sheet: string,
  change: (cells: Cells, number: number) => Cells,
): Promise<string> => {
  const opened = await openWorkbook(demoFile(file))
  if (opened.refused) throw new Error(opened.sentence)
  const sheets = []
  for (const { name } of opened.value.sheets) {
    const rows = await collect(textRows(opened.value, name))
    const cellsOf = ({ cells, rowNumber }: SheetRow) => (name === sheet ? change(cells, rowNumber) : cells)
    const [head, ...body] = rows
    const titles = head ? cellsOf(head) : []
    sheets.push({
      name,
      columns: titles.map((title) => ({ title: String(title ?? '') })),
      rows: body.map((row) => [...cellsOf(row)]),
    })
  }
  opened.value.close()
  return Buffer.from(await writeWorkbook({ sheets })).toString('base64')
}

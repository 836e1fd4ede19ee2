import { readFileSync } from 'node:fs'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { collect, type SheetRow } from './rows.ts'
import { textRows } from './workbook.ts'

export const demoFile = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../demo/data/${name}`, import.meta.url))

/** The sheets of a demonstration workbook, for tests that change single cells. */
export const demoSheets = async (
  name: string,
  sheets: readonly string[],
): Promise<(readonly SheetRow[])[]> => {
  const opened = await openWorkbook(demoFile(name))
  if (opened.refused) throw new Error(opened.sentence)
  const read: (readonly SheetRow[])[] = []
  for (const sheet of sheets) read.push(await collect(textRows(opened.value, sheet)))
  opened.value.close()
  return read
}

type Sheets = { readonly [S in 'tree' | 'types' | 'ranges' | 'parameters']: readonly SheetRow[] }

export const demoBlueprint = async (): Promise<Sheets> => {
  const names = ['鉴定要素细目表', '题型分布', '知识点分布', '组卷参数']
  const [tree = [], types = [], ranges = [], parameters = []] = await demoSheets(
    'blueprint-electrician-4.xlsx',
    names,
  )
  return { tree, types, ranges, parameters }
}

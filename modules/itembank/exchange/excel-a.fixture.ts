import { seeded } from '#platform/random/seeded.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { layoutOf } from './core/excel-layouts.ts'

type Name =
  | 'bank'
  | 'code'
  | 'pointCode'
  | 'type'
  | 'stem'
  | `option${'A' | 'B' | 'C' | 'D' | 'E'}`
  | 'figure'
  | 'key'
  | 'difficulty'
  | 'consistency'
  | 'explanation'
export type RowCells = Partial<Record<Name, string>>

const titles = new Map(layoutOf('excel-a').columns.map(({ field, title }) => [field, title]))
const ranges = ['A-A-A', 'A-A-B', 'A-B-A', 'A-B-B']

/** Four options of words that no other stem has, so that no two items are near each other. */
export const optionsOf = (stem: string) => {
  const random = seeded(stem)
  const words = () =>
    Array.from({ length: 6 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 20_000))).join('')
  return { optionA: words(), optionB: words(), optionC: words(), optionD: words() }
}

/** A single-choice item that no other number shares. */
const cellsOf = (at: number): Record<Name, string> => {
  const pointCode = `${ranges[at % ranges.length]}-001`
  return {
    ...{
      bank: '电工（四级）理论',
      code: `B-${pointCode}-${String(500 + Math.floor(at / ranges.length)).padStart(3, '0')}`,
    },
    ...{ pointCode, type: 'B', stem: `示例第${at + 1}题：额定电流为${at + 1}安的线路应选（ ）。` },
    ...{ optionA: '', optionB: '', optionC: '', optionD: '', optionE: '' },
    ...{
      figure: '',
      key: 'ABCD'[at % 4]!,
      difficulty: String(1 + (at % 5)),
      consistency: '4',
      explanation: '',
    },
  }
}

/** A workbook of template A with so many made-up items; `change` alters single ones. */
export const generatedWorkbook = (
  count: number,
  change: (at: number) => RowCells = () => ({}),
): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      {
        name: '题库模板',
        columns: Object.keys(cellsOf(0)).map((name) => ({ title: titles.get(name as Name)! })),
        rows: Array.from({ length: count }, (_, at) => {
          const [cells, changes] = [cellsOf(at), change(at)]
          return Object.values({ ...cells, ...optionsOf(changes.stem ?? cells.stem), ...changes })
        }),
      },
    ],
  })

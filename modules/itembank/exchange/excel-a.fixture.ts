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

/** A single-choice item that no other number shares. */
const cellsOf = (at: number): Record<Name, string> => {
  const pointCode = `${ranges[at % ranges.length]}-001`
  return {
    ...{
      bank: '电工（四级）理论',
      code: `B-${pointCode}-${String(500 + Math.floor(at / ranges.length)).padStart(3, '0')}`,
    },
    ...{ pointCode, type: 'B', stem: `示例第${at + 1}题：额定电流为${at + 1}安的线路应选（ ）。` },
    ...{
      optionA: `甲种${at}`,
      optionB: `乙种${at}`,
      optionC: `丙种${at}`,
      optionD: `丁种${at}`,
      optionE: '',
    },
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
        rows: Array.from({ length: count }, (_, at) => Object.values({ ...cellsOf(at), ...change(at) })),
      },
    ],
  })

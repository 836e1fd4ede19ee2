import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { headerTitles } from './import/excel-a.ts'

type Name = keyof typeof headerTitles
export type RowCells = Partial<Record<Name, string>>

const names = Object.keys(headerTitles) as Name[]
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
        columns: names.map((name) => ({ title: headerTitles[name] })),
        rows: Array.from({ length: count }, (_, at) => {
          const cells = { ...cellsOf(at), ...change(at) }
          return names.map((name) => cells[name])
        }),
      },
    ],
  })

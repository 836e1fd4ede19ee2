import { levelName } from '#modules/policy/core/level.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { conditionChoices, educations } from '../core/evaluation.rule.ts'
import { acceptedDocuments } from '../core/identity.rule.ts'
import { reportColumns, rosterColumns } from '../core/roster-columns.ts'
import type { RosterRules } from '../core/roster-fields.rule.ts'
import type { ReadRow } from './roster.parser.ts'

const sheetName = '考生报名信息'
const columns = rosterColumns.map(({ title, width }) => ({ title, width }))

/** A refused row as the error workbook gives it back: what was typed, and why it was refused. */
export type RefusedRow = Pick<ReadRow, 'rowNumber' | 'shown' | 'problems'>

const refusedCells = ({ rowNumber, shown, problems }: RefusedRow): readonly WriteCell[] => {
  const wrong = new Set(problems.map(({ column }) => column))
  return [
    ...rosterColumns.map(({ title }, at): WriteCell => {
      const text = shown[at] ?? ''
      return wrong.has(title) ? { error: text } : text
    }),
    String(rowNumber),
    problems.map(({ sentence }) => sentence).join('\n'),
    problems.map(({ remedy }) => remedy).join('\n'),
  ]
}

/** The original rows with the reasons beside them; corrected in place, the same workbook can be imported again. */
export const errorWorkbook = (rows: readonly RefusedRow[]): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      {
        name: sheetName,
        columns: [
          ...columns,
          { title: reportColumns[0]!, width: 8 },
          { title: reportColumns[1]!, width: 50, wrap: true },
          { title: reportColumns[2]!, width: 40, wrap: true },
        ],
        rows: rows.map(refusedCells),
      },
    ],
  })

const guide = (rules: RosterRules): string[][] => [
  [
    '必填列',
    rosterColumns
      .filter(({ required }) => required)
      .map(({ title }) => title)
      .join('、'),
  ],
  [
    '职业工种名称、认定等级',
    rules.lines.map((line) => `${line.trade || line.occupationName} ${levelName(line.level)}`).join('；'),
  ],
  ...rules.lines.flatMap((line) =>
    conditionChoices({ occupationCode: line.occupationCode, level: line.level, on: rules.on }).map(
      ({ code, text }) => [`申报条件（${levelName(line.level)}）${code}`, text],
    ),
  ),
  [
    '证件类型',
    acceptedDocuments(rules.regime)
      .map(({ name }) => name)
      .join('、'),
  ],
  ['文化程度', educations.join('、')],
  ['考生来源', `${(statedValue(rules.regime.enrolment.categories) ?? []).join('、')}，或其下的细类`],
  ['证书等级、证书编号', '“是否有职业资格证书”填“是”时必填；编号为22位，或原16位编号。'],
  ['日期', '按 2000-01-31 的格式，或使用日期格式的单元格。'],
]

/** An empty roster with the 33 columns, and a sheet that tells what each takes. */
export const rosterTemplateWorkbook = (rules: RosterRules): Promise<Uint8Array<ArrayBuffer>> =>
  writeWorkbook({
    sheets: [
      { name: sheetName, columns, rows: [] },
      {
        name: '填写说明',
        columns: [
          { title: '栏目', width: 28 },
          { title: '填写要求', width: 90, wrap: true },
        ],
        rows: guide(rules),
      },
    ],
  })

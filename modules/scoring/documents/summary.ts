import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { dayOf, inWords } from '#platform/clock/day.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { scoreOf } from '../core/entry.rule.ts'
import { statusTitles } from '../core/titles.ts'
import type { Candidate, Scene } from '../scene.ts'
import type { ScoreEntryRow } from '../store/entry.store.ts'
import type { ResultRow } from '../store/result.store.ts'

export interface Summary {
  readonly organisation: string
  readonly scene: Scene
  readonly entry: ScoreEntryRow
  readonly people: readonly { readonly candidate: Candidate; readonly row: ResultRow }[]
}

const titles = [
  '序号',
  '姓名',
  '证件号码',
  '所在单位',
  '职业（工种）',
  '等级',
  '理论知识',
  '技能操作',
  '综合评审',
  '评定结果',
]

const cellOf = (row: ResultRow, candidate: Candidate, subject: 'theory' | 'practical' | 'review'): string => {
  if (!candidate.subjects.includes(subject)) return '——'
  const { points, status } = scoreOf(row, subject)
  if (points === null || status === null) return ''
  return status === 'scored' ? points.toFixed(1) : `${points}（${statusTitles[status]}）`
}

const rowsOf = ({ people, scene }: Summary): readonly (readonly string[])[] =>
  people.map(({ candidate, row }, at) => {
    const line = scene.batch.lines.find(({ id }) => id === candidate.lineId)
    return [
      String(at + 1),
      candidate.name,
      candidate.documentMasked,
      candidate.employer || '——',
      line ? `${line.occupationName}${line.trade && `（${line.trade}）`}` : '',
      line && isLevel(line.level) ? levelName(line.level) : '',
      cellOf(row, candidate, 'theory'),
      cellOf(row, candidate, 'practical'),
      cellOf(row, candidate, 'review'),
      row.passed ? '合格' : '不合格',
    ]
  })

/** The data that `summary.typ` lays out; signers by name, since nobody but they signs. */
export const summaryData = (summary: Summary, printedOn: string) => {
  const { people, entry, scene, organisation } = summary
  const count = (has: (row: ResultRow) => boolean) => people.filter(({ row }) => has(row)).length
  const { passMark, everySubject } = scene.passRule.value
  return {
    organisation,
    batch: scene.batch.name,
    date: printedOn,
    total: people.length,
    passed: count((row) => row.passed === true),
    failed: count((row) => row.passed === false),
    absent: count((row) => row.theoryStatus === 'absent' || row.practicalStatus === 'absent'),
    cheating: count((row) => row.theoryStatus === 'cheating' || row.practicalStatus === 'cheating'),
    rule: everySubject ? `各科均达到 ${passMark} 分` : `任一科达到 ${passMark} 分`,
    titles,
    rows: rowsOf(summary),
    entered: entry.enteredName ?? '',
    checked: entry.checkedName ?? '',
    responsible: entry.responsibleName,
    enteredOn: entry.enteredAt ? inWords(dayOf(entry.enteredAt)) : '',
    checkedOn: entry.checkedAt ? inWords(dayOf(entry.checkedAt)) : '',
  }
}

/** The same table as a workbook, the three persons below it. */
export const summaryWorkbook = (summary: Summary, title: string) => {
  const { entry } = summary
  return writeWorkbook({
    sheets: [
      {
        name: '成绩汇总表',
        title,
        columns: titles.map((each) => ({ title: each, width: each.length > 3 ? 22 : 12 })),
        rows: [
          ...rowsOf(summary),
          [],
          ['', `登分录入人员：${entry.enteredName ?? ''}`],
          ['', `登分复核人员：${entry.checkedName ?? ''}`],
          ['', `登分负责人：${entry.responsibleName}`],
        ],
      },
    ],
  })
}

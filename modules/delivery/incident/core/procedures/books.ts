import { admission } from './admission.ts'
import { candidates, cheatingElsewhere, otherIncident } from './candidates.ts'
import { papers } from './papers.ts'
import type { Procedure, ProcedureStep } from './procedure.ts'
import { must } from './procedure.ts'
import { site } from './site.ts'

const inOrder = (procedures: readonly Procedure[]): readonly Procedure[] =>
  [...procedures].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))

/** The procedures of each document that has some: the handbook's nineteen, and what every room needs. */
const books: { readonly [book: string]: readonly Procedure[] } = {
  henan: inOrder([...admission, ...papers, ...candidates, ...site, otherIncident]),
  general: inOrder([cheatingElsewhere, ...site, otherIncident]),
}

/** A sitting prepared before there were books has the one that suits everybody. */
export const proceduresOf = (book: string | undefined): readonly Procedure[] =>
  books[book ?? 'general'] ?? books.general!

/** SDS-4.4-31: what a serious event needs beside its own steps; one of the two. */
export const policeSteps: readonly ProcedureStep[] = [
  {
    step: 'police-report',
    title: '向公安机关报案',
    who: '主考（考点负责人）',
    fields: [must('number', '报案编号'), { ...must('reported', '报案时间'), kind: 'time' }],
    optional: true,
  },
  {
    step: 'no-police-report',
    title: '不报案的理由',
    who: '主考（考点负责人）',
    fields: [must('reason', '理由')],
    optional: true,
  },
]

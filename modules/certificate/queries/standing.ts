import type { Regime } from '#modules/policy/core/regime.ts'
import type { CalendarVerdict, WorkingCalendar } from '#modules/policy/core/working-calendar.ts'
import type { Day } from '#platform/clock/day.ts'
import type { Action } from '../actions.ts'
import { actionsOf } from '../actions.ts'
import { certificateStateTitles } from '../core/certificate.machine.ts'
import { correctionDeadline, type Deadline, isOverdue, reportDeadline } from '../core/report.deadline.ts'
import { reportMachine, reportStateTitles } from '../core/report.machine.ts'
import { levelWords } from '../core/sheet.ts'
import type { CertificateRow } from '../store/certificate.store.ts'
import type { ReportRecord } from '../store/report.store.ts'
import type { RevocationGround } from '../store/revocation.store.ts'

export interface Due {
  due: string | null
  from: string | null
  days: number | null
  unknown: string | null
  overdue: boolean
  clauses: string[]
}

const dueOf = (
  verdict: CalendarVerdict<Deadline | null>,
  clauses: readonly string[],
  today: Day,
): Due | null => {
  if (verdict.refused) {
    return {
      due: null,
      from: null,
      days: null,
      unknown: verdict.sentence,
      overdue: false,
      clauses: [...clauses],
    }
  }
  const deadline = verdict.value
  return (
    deadline && {
      due: deadline.due,
      from: deadline.from,
      days: deadline.days,
      unknown: null,
      overdue: isOverdue(deadline, today),
      clauses: [...deadline.clauses],
    }
  )
}

export interface Standing {
  readonly calendar: WorkingCalendar
  readonly regime: Regime
  readonly today: Day
}

/** Until when the issued certificates are reported, counted anew each time: the calendar may have grown since. */
export const reportDue = ({ calendar, regime, today }: Standing, issuedOn: Day): Due | null =>
  dueOf(reportDeadline(calendar, regime, issuedOn), regime.reporting.certificates.clauses, today)

export const correctionDue = ({ calendar, regime, today }: Standing, returnedOn: Day): Due | null =>
  dueOf(correctionDeadline(calendar, regime, returnedOn), regime.reporting.correctionWithin.clauses, today)

export const certificateView = (row: CertificateRow, grounds: readonly RevocationGround[] = []) => ({
  revocationGrounds: grounds
    .filter(({ certificateId }) => certificateId === row.id)
    .map(({ caseNumber, reason }) => ({ caseNumber, reason })),
  certificateId: row.id,
  version: row.version,
  number: row.number,
  name: row.name,
  documentMasked: row.documentMasked,
  occupationName: row.occupationName,
  trade: row.trade,
  level: row.level,
  levelName: levelWords(row.level),
  state: row.state,
  stateTitle: certificateStateTitles[row.state],
  issuedOn: row.issuedOn,
  printCount: row.printCount,
  unprintable: row.unprintable,
  handwritingDoneAt: row.handwritingDoneAt?.toISOString() ?? null,
  handwritingDoneBy: row.handwritingDoneBy,
  fileId: row.fileId,
})

export const reportView = (row: ReportRecord, roles: readonly string[], isLatest: boolean) => ({
  reportId: row.id,
  version: row.version,
  edition: row.edition,
  state: row.state,
  stateTitle: reportStateTitles[row.state],
  rowCount: row.rowCount,
  reportedOn: row.reportedOn,
  returnedOn: row.returnedOn,
  correctionDueOn: row.correctionDueOn,
  note: row.decisionNote,
  fileId: row.fileId,
  availableActions: isLatest ? actionsOf(reportMachine.available(row.state, roles)) : ([] as Action[]),
})

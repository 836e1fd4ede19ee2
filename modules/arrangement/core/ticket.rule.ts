import type { Known } from '#modules/policy/core/parameter.ts'
import type { TicketIssue } from '#modules/policy/core/parameters.ts'
import { addDays, type Day, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/**
 * `2026` year, `000012` the last six characters of the organisation's filing code, `01` batch of the year, `00001`
 * serial: unique for ever within an organisation, and across organisations as far as their codes differ there.
 */
export const ticketNumber = (of: {
  readonly year: number
  readonly organisationCode: string
  readonly batchSequence: number
  readonly serial: number
}): string =>
  [
    of.year,
    of.organisationCode.slice(-6),
    String(of.batchSequence).padStart(2, '0'),
    String(of.serial).padStart(5, '0'),
  ].join('')

/** SDS-3.1-06: the first day on which tickets can be had; null where the pack sets none. */
export const ticketOpensOn = (issue: TicketIssue, examFrom: Day): Day | null => {
  const days = issue.by === 'candidate' ? issue.opensDaysBeforeExam : issue.daysBeforeExam
  return days === null ? null : addDays(examFrom, -days)
}

/** Refuses a ticket asked for too early (SDS-3.1-06). */
export const checkTicketWindow = (
  issue: Known<TicketIssue>,
  { examFrom, today }: { readonly examFrom: Day; readonly today: Day },
): Verdict<true, 'TICKET_NOT_OPEN'> => {
  const opens = ticketOpensOn(issue.value, examFrom)
  if (opens === null || today >= opens) return accept(true)
  return refuse('TICKET_NOT_OPEN', {
    sentence: `准考证自${inWords(opens)}起开放下载，今天是${inWords(today)}。`,
    remedy: `请于${inWords(opens)}起登录本系统自行打印。`,
    clauses: issue.clauses,
    details: { opensOn: opens },
  })
}

import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { addDays, type Day } from '#platform/clock/day.ts'
import { longestLead } from '../../core/shapes.ts'
import type { Medium } from '../../paper/core/medium.rule.ts'

interface Due<T> {
  readonly due: T
  readonly clauses: readonly string[]
}

const minutesBefore = (start: Date, minutes: number): Date => new Date(start.getTime() - minutes * 60_000)

/** HN-2.3.4-06: papers of a room; null where the document names no spares, then the operator says how many. */
export const papersOfRoom = (
  { paper: { sparePerRoom } }: Regime,
  candidates: number,
): { readonly spares: number; readonly quantity: number; readonly clauses: readonly string[] } | null => {
  const spares = statedValue(sparePerRoom)
  return spares === undefined ? null : { spares, quantity: candidates + spares, clauses: ['HN-2.3.4-06'] }
}

/** HN-2.3.4-07: the last day on which the rooms' numbers of papers are reported; calendar days (C75). */
export const countReportDue = ({ paper }: Regime, exam: Day): Due<Day> | null => {
  const value = statedValue(paper.countReport)
  return value ? { due: addDays(exam, -value.days), clauses: ['HN-2.3.4-07'] } : null
}

/** HN-2.6-01: when the invigilator fetches the papers of a room; never for an examination on computers. */
export const receiptAppears = (
  { paper }: Regime,
  of: { readonly kind: 'electronic' | 'printed'; readonly startsAt: Date },
): Due<Date> | null => {
  const minutes = statedValue(paper.receiptMinutesBefore)
  if (minutes === undefined || of.kind === 'electronic') return null
  return { due: minutesBefore(of.startsAt, minutes), clauses: ['HN-2.6-01'] }
}

/** HN-2.6-03, HN-2.1-06: the set time of the opening; the operator's own minutes where the document is silent. */
export const openingTime = ({ paper }: Regime, startsAt: Date, operatorMinutes: number): Due<Date> => {
  const opening = statedValue(paper.opening)
  return {
    due: minutesBefore(startsAt, opening?.sealCheckMinutesBefore ?? operatorMinutes),
    clauses: opening ? ['HN-2.6-03', 'HN-2.1-06'] : [],
  }
}

/**
 * How early and by how many a sealed package may be opened. Where a document hands the papers out at the start itself
 * (HN-2.3.4-04, HN-2.3.4-08), no sealed package opens before that.
 */
export const sealingLimits = ({ paper, delivery }: Regime, medium: Medium) => {
  const { openingLeadMinutes, openingPersons } = delivery.roomOperation.value
  const opening = statedValue(paper.opening)
  // Where no document says when, a print run is opened as early as printing takes.
  const ownLead = medium === 'print' ? longestLead : openingLeadMinutes
  return {
    leastThreshold: openingPersons,
    mostLeadMinutes: opening ? opening.handOutMinutesBefore : ownLead,
    clauses: opening ? ['HN-2.3.4-04', 'HN-2.3.4-08'] : ['SDS-4.2-09'],
  }
}

import type { InvigilatorConfirmation } from '#modules/policy/core/exam-parameters.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { addDays, type Day, inWords } from '#platform/clock/day.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface ConfirmedItem {
  readonly item: string
  readonly clause: string
}

/** What the rules want confirmed of each invigilator. */
export const itemsToConfirm = ({ staffing }: Regime): readonly ConfirmedItem[] => {
  const asked = statedValue(staffing.invigilatorConfirmation)
  if (!asked) return []
  const { qualification, study } = asked
  return [
    { item: qualification.item, clause: qualification.clause },
    ...study.topics.map((item) => ({ item, clause: study.clause })),
  ]
}

/** The last day for the qualification. */
export const qualifiedBy = (asked: InvigilatorConfirmation, examDay: Day): Day =>
  addDays(examDay, -asked.qualification.daysBefore)

export interface ConfirmationMoment {
  readonly examDay: Day
  readonly today: Day
  /** The invigilators of the session have been drawn. */
  readonly isDrawn: boolean
}

/** SDS-4.4-07: qualifications by the day before; SDS-4.4-09: the study before the draw. */
export const judgeConfirmation = (
  regime: Regime,
  items: readonly string[],
  { examDay, today, isDrawn }: ConfirmationMoment,
): Verdict<readonly ConfirmedItem[], 'ITEM_UNKNOWN' | 'TOO_LATE'> => {
  const known = itemsToConfirm(regime)
  const found = known.filter(({ item }) => items.includes(item))
  const asked = statedValue(regime.staffing.invigilatorConfirmation)
  if (!asked || found.length !== items.length) {
    return refuse('ITEM_UNKNOWN', {
      sentence: '本批次适用的规则没有这项监考人员确认。',
      remedy: '请刷新后重新选择。',
      clauses: regime.staffing.invigilatorConfirmation.clauses,
      field: 'items',
    })
  }
  const { qualification, study } = asked
  const last = qualifiedBy(asked, examDay)
  if (items.includes(qualification.item) && today > last) {
    return refuse('TOO_LATE', {
      sentence: `监考资格须在考前${qualification.daysBefore}天（${inWords(last)}）前确认。`,
      remedy: '请在考场情况记录中登记逾期的原因，并报告质量督导人员。',
      clauses: [qualification.clause],
      field: 'items',
    })
  }
  if (isDrawn && items.some((item) => study.topics.includes(item))) {
    return refuse('TOO_LATE', {
      sentence: '本场监考人员已经抽签，学习内容须在抽签前逐人确认。',
      remedy: '请在考场情况记录中登记未确认的情况。',
      clauses: [study.clause],
      field: 'items',
    })
  }
  return accept(found)
}

export interface Confirmed {
  readonly staffId: string
  readonly item: string
}

/** Who has topics of the study left, of those who may be drawn; nobody where the rules ask for none. */
export const withOpenStudy = <P extends { readonly id: string }>(
  { staffing }: Regime,
  people: readonly P[],
  confirmed: readonly Confirmed[],
): readonly P[] => {
  const topics = statedValue(staffing.invigilatorConfirmation)?.study.topics ?? []
  const done = new Set(confirmed.map(({ staffId, item }) => `${staffId} ${item}`))
  return people.filter(({ id }) => topics.some((topic) => !done.has(`${id} ${topic}`)))
}

/** SDS-4.4-09: nobody is drawn before each of those in the draw has confirmed every topic. */
export const judgeStudy = (
  regime: Regime,
  people: readonly { readonly id: string; readonly name: string }[],
  confirmed: readonly Confirmed[],
): Refusal<'STUDY_OPEN'> | null => {
  const open = withOpenStudy(regime, people, confirmed)
  if (open.length === 0) return null
  const names = open.slice(0, 5).map(({ name }) => name)
  return refuse('STUDY_OPEN', {
    sentence: `还有${open.length}名备选监考人员没有逐项确认学习内容：${names.join('、')}${open.length > 5 ? '等' : ''}，不能抽签。`,
    remedy: '请在“监考人员确认”中逐人登记；确不能到岗的，写明原因重新公布承诺，未确认的人员不列入抽签。',
    clauses: regime.staffing.invigilatorConfirmation.clauses.filter(
      (clause) => clause !== qualificationClause(regime),
    ),
    details: { open: open.map(({ id }) => id) },
  })
}

const qualificationClause = ({ staffing }: Regime) =>
  statedValue(staffing.invigilatorConfirmation)?.qualification.clause

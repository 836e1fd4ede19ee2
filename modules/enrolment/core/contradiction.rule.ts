import { parseCertificateNumber } from '#modules/policy/core/certificate-number.ts'
import { parseLevel } from '#modules/policy/core/level.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { yearsBetween } from '#platform/clock/day.ts'
import type { Applicant, Target } from './applicant.ts'

/** Data that cannot all be true; the application waits until a further check is on record (SDS-3.3-10). */
export interface Contradiction {
  readonly kind:
    | 'work-vs-birth'
    | 'study-vs-work'
    | 'duplicate-id'
    | 'certificate-vs-level'
    | 'stated-vs-dates'
  readonly sentence: string
}

const workBeforeAge = (applicant: Applicant, regime: Regime): Contradiction[] => {
  if (applicant.workFrom === null) return []
  const age = yearsBetween(applicant.birthDate, applicant.workFrom)
  if (age >= (statedValue(regime.eligibility.minimumAge) ?? 0)) return []
  return [
    {
      kind: 'work-vs-birth',
      sentence: `参加工作时间${applicant.workFrom}时${age < 0 ? '尚未出生' : `仅${age}周岁`}，请核实。`,
    },
  ]
}

const workInFuture = ({ workFrom }: Applicant, { on }: Target): Contradiction[] =>
  workFrom !== null && workFrom > on
    ? [{ kind: 'stated-vs-dates', sentence: `参加工作时间${workFrom}晚于报名截止日，请核实。` }]
    : []

const studyAndWork = (applicant: Applicant, target: Target): Contradiction[] => {
  const years = applicant.workFrom === null ? 0 : yearsBetween(applicant.workFrom, target.on)
  if (!applicant.currentStudent || (applicant.workYears ?? 0) <= 0 || years <= 0) return []
  return [
    {
      kind: 'study-vs-work',
      sentence: `填报为在读学生，又填报已工作${applicant.workYears}年，请核实学习和工作的时间。`,
    },
  ]
}

const statedBeyondDates = (applicant: Applicant, target: Target): Contradiction[] => {
  if (applicant.workFrom === null || applicant.workYears === null) return []
  // A year begun may have been counted; more than that cannot be.
  const most = yearsBetween(applicant.workFrom, target.on) + 1
  if (applicant.workYears <= Math.max(0, most)) return []
  return [
    {
      kind: 'stated-vs-dates',
      sentence: `填报工作${applicant.workYears}年，但自${applicant.workFrom}参加工作至报名截止不足此数，请核实。`,
    },
  ]
}

const certificateAgainstNumber = ({ priorCertificate }: Applicant): Contradiction[] => {
  if (priorCertificate === null || priorCertificate.type === '其他证书') return []
  const level = parseLevel(priorCertificate.level)
  const number = parseCertificateNumber(priorCertificate.number)
  if (level === null || number.refused || number.value.level === level) return []
  return [{ kind: 'certificate-vs-level', sentence: '证书编号所含的等级与填报的证书等级不一致，请核实。' }]
}

const certificateAgainstBirth = ({ priorCertificate, birthDate }: Applicant): Contradiction[] =>
  priorCertificate !== null && priorCertificate.issuedOn !== '' && priorCertificate.issuedOn <= birthDate
    ? [{ kind: 'certificate-vs-level', sentence: '证书发证日期早于出生日期，请核实。' }]
    : []

export interface Surroundings {
  readonly target: Target
  readonly regime: Regime
  /** Names of other batches in which the same document is under way, as the store finds them. */
  readonly elsewhere: readonly string[]
}

/** What contradicts itself in the data entered (SDS-3.3-10). */
export const contradictionsOf = (
  applicant: Applicant,
  { target, regime, elsewhere }: Surroundings,
): readonly Contradiction[] => [
  ...workBeforeAge(applicant, regime),
  ...workInFuture(applicant, target),
  ...studyAndWork(applicant, target),
  ...statedBeyondDates(applicant, target),
  ...certificateAgainstNumber(applicant),
  ...certificateAgainstBirth(applicant),
  ...elsewhere.map(
    (batch): Contradiction => ({
      kind: 'duplicate-id',
      sentence: `同一证件号码同时报名了“${batch}”，请核实。`,
    }),
  ),
]

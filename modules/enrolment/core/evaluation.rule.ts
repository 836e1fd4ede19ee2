import { parseCertificateNumber } from '#modules/policy/core/certificate-number.ts'
import {
  type Claim,
  type Criterion,
  type Dated,
  type Evaluation,
  evaluateCondition,
  type HeldCertificate,
  type Schooling,
  type Standard,
} from '#modules/policy/core/condition.ts'
import { isHigherLevel, levelName, parseLevel } from '#modules/policy/core/level.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { EvidenceKind } from '#modules/policy/core/parameters.ts'
import { conditionsFor, findCondition, standardOf } from '#modules/policy/core/standard.ts'
import { normaliseCell } from '#modules/policy/core/text.ts'
import { isDay, yearsBetween } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Applicant, PriorCertificate, Target } from './applicant.ts'

/** Schooling by the names that forms and rosters use; schools below the vocational ones open no condition. */
const schoolings: Readonly<Record<string, Schooling | null>> = {
  小学: null,
  初中: null,
  高中: null,
  中等专业学校: 'vocational-secondary',
  中专: 'vocational-secondary',
  职高: 'vocational-secondary',
  职业高中: 'vocational-secondary',
  技校: 'vocational-secondary',
  技工学校: 'vocational-secondary',
  高级技校: 'technician-college',
  高级技工学校: 'technician-college',
  技师学院: 'technician-college',
  大学专科和专科学校: 'higher-vocational',
  大学专科: 'higher-vocational',
  大学本科: 'higher-vocational',
  硕士研究生: 'higher-vocational',
  博士研究生: 'higher-vocational',
  研究生: 'higher-vocational',
}

/** The choices of the form's field 文化程度, in the order shown. */
export const educations: readonly string[] = [
  '小学',
  '初中',
  '高中',
  '中等专业学校',
  '职高',
  '技校',
  '高级技校',
  '技师学院',
  '大学专科和专科学校',
  '大学本科',
  '研究生',
]

export const isEducation = (text: string): boolean => text in schoolings

const issuedOf = (certificate: PriorCertificate): Dated | null => {
  if (certificate.issuedOn !== '') return { day: certificate.issuedOn }
  const number = parseCertificateNumber(certificate.number)
  return number.refused ? null : { year: number.value.year }
}

const heldCertificates = (certificate: PriorCertificate | null): readonly HeldCertificate[] => {
  const level = certificate && certificate.type !== '其他证书' ? parseLevel(certificate.level) : null
  return certificate && level ? [{ level, related: true, issued: issuedOf(certificate) }] : []
}

/** What the applicant states, as the conditions of the standards ask for it. */
export const claimOf = (applicant: Applicant): Claim => {
  const schooling = schoolings[applicant.education] ?? null
  return {
    birthDate: applicant.birthDate,
    workingSince: applicant.workFrom,
    yearsStated: applicant.workYears,
    certificates: heldCertificates(applicant.priorCertificate),
    titles: [],
    // A major that is named is stated as the same or a related one; the reviewer compares it with the proof.
    educations:
      schooling === null || applicant.major === ''
        ? []
        : [{ schooling, related: true, currentStudent: applicant.currentStudent }],
    evidence: applicant.evidence,
  }
}

/** One line of the machine's verdict as it is stored and shown, ticked or crossed with its evidence. */
export interface StoredCriterion {
  readonly kind: Criterion['kind']
  readonly needed: string
  readonly found: string
  readonly met: boolean
  readonly evidence: EvidenceKind | null
  readonly onFile: boolean
}

/** The machine's verdict of the day it was made (SDS-3.3-11). */
export interface StoredEvaluation {
  readonly on: string
  readonly conditionCode: string
  readonly conditionText: string
  readonly met: boolean
  readonly criteria: readonly StoredCriterion[]
  readonly evidenceMissing: readonly EvidenceKind[]
}

const stored = (evaluation: Evaluation, on: string): StoredEvaluation => ({
  on,
  conditionCode: evaluation.condition.id,
  conditionText: evaluation.condition.text,
  met: evaluation.met,
  criteria: evaluation.criteria.map(({ criterion, needed, found, met, evidence }) => ({
    kind: criterion.kind,
    needed,
    found,
    met,
    evidence: evidence?.kind ?? null,
    onFile: evidence?.onFile ?? true,
  })),
  evidenceMissing: evaluation.evidenceMissing,
})

const noStandard = (target: Target) =>
  refuse('CONDITION_UNKNOWN', {
    sentence: `职业编码${target.occupationCode}在${target.on}没有现行的国家职业技能标准，无法确定申报条件。`,
    remedy: '请由系统管理员录入该职业的国家职业技能标准。',
    clauses: ['SDS-3.3-07'],
    field: 'conditionCode',
  })

/** The standard in force for what is applied for. */
export const standardFor = (target: Target): Verdict<Standard, 'CONDITION_UNKNOWN'> => {
  const standard = standardOf(target.occupationCode, target.on)
  return standard ? accept(standard) : noStandard(target)
}

/** The conditions open for choice, exactly those of the standard's version in force (SDS-3.3-07). */
export const conditionChoices = (
  target: Target,
): readonly { readonly code: string; readonly text: string }[] => {
  const standard = standardFor(target)
  return standard.refused
    ? []
    : conditionsFor(standard.value, target.level).map(({ id, text }) => ({ code: id, text }))
}

const squeezed = (text: string): string => normaliseCell(text).replaceAll(/[\s，,。.；;、]/gu, '')

/** The condition that a cell names by its number or in the wording of the standard. */
export const readCondition = (text: string, target: Target): Verdict<string, 'CONDITION_UNKNOWN'> => {
  const choices = conditionChoices(target)
  const wanted = squeezed(text)
  const found = choices.find(({ code, text: words }) => code === wanted || squeezed(words) === wanted)
  if (found) return accept(found.code)
  return refuse('CONDITION_UNKNOWN', {
    sentence: `“${normaliseCell(text).slice(0, 40)}”不是${levelName(target.level)}的申报条件。`,
    remedy: '请从国家职业技能标准所列的申报条件中选择，可填条件序号或原文。',
    clauses: ['SDS-3.3-07'],
    field: 'conditionCode',
  })
}

/** Answers every criterion of the condition chosen; `met` is false where the data do not suffice (SDS-3.3-08, -11). */
export const evaluate = (
  applicant: Applicant,
  target: Target,
): Verdict<StoredEvaluation, 'CONDITION_UNKNOWN'> => {
  const standard = standardFor(target)
  if (standard.refused) return standard
  const condition = findCondition(standard.value, target.level, applicant.conditionCode)
  if (!condition) return readCondition(applicant.conditionCode, target) as Verdict<never, 'CONDITION_UNKNOWN'>
  return accept(stored(evaluateCondition(condition, claimOf(applicant), target.on), target.on))
}

/** A refusal that names every criterion not met, for submission and approval alike. */
export const conditionMet = (evaluation: StoredEvaluation): Verdict<true, 'CONDITION_NOT_MET'> => {
  const unmet = evaluation.criteria.filter(({ met }) => !met)
  if (unmet.length === 0) return accept(true)
  return refuse('CONDITION_NOT_MET', {
    sentence: `不符合申报条件：${unmet.map(({ needed, found }) => `要求${needed}，实际为${found}`).join('；')}。`,
    remedy: '请改选符合的申报条件，或更正填报的信息；不符合条件的不能参加认定。',
    clauses: ['SDS-3.3-08', 'SDS-3.3-11'],
    field: 'conditionCode',
  })
}

/** Nobody applies below the least age, whatever the level (SDS-3.3-07, SDS-3.3-08). */
export const oldEnough = (
  applicant: Pick<Applicant, 'birthDate'>,
  target: Target,
  regime: Regime,
): Verdict<true, 'UNDER_AGE'> => {
  const least = statedValue(regime.eligibility.minimumAge)
  const age = yearsBetween(applicant.birthDate, target.on)
  if (least === undefined || age >= least) return accept(true)
  return refuse('UNDER_AGE', {
    sentence: `报名截止日（${target.on}）仅${age}周岁，未满${least}周岁。`,
    remedy: `年满${least}周岁后方可报名；出生日期填错的请更正。`,
    clauses: ['SDS-3.3-07', 'SDS-3.3-08', ...regime.eligibility.minimumAge.clauses],
    field: 'birthDate',
  })
}

/** A certificate of the level applied for, or of a higher one, leaves nothing to apply for (SDS-3.3-10, SDS-3.3-11). */
export const certificateLower = (
  certificate: PriorCertificate,
  target: Target,
): Verdict<true, 'CERTIFICATE_LEVEL_NOT_LOWER'> => {
  const level = certificate.type === '其他证书' ? null : parseLevel(certificate.level)
  if (level === null || isHigherLevel(target.level, level)) return accept(true)
  return refuse('CERTIFICATE_LEVEL_NOT_LOWER', {
    sentence: `已持有${levelName(level)}证书，不低于申报的${levelName(target.level)}。`,
    remedy: '请核对证书等级，或改报更高的等级。',
    clauses: ['SDS-3.3-10', 'SDS-3.3-11'],
    field: 'certificateLevel',
  })
}

/** The five fields of a certificate, all of them once a type is chosen (SDS-A2-03, SDS-A2-04). */
export const certificateComplete = (
  certificate: PriorCertificate,
): Verdict<true, 'CERTIFICATE_INCOMPLETE' | 'CERTIFICATE_NUMBER_MALFORMED'> => {
  const other = certificate.type === '其他证书'
  const missing = [
    [certificate.title, other ? '证书名称' : '职业（工种）'],
    [certificate.level, '等级'],
    [certificate.number, '证书编号'],
    [certificate.issuedOn, '发证日期'],
    [certificate.issuer, '发证机构'],
  ].flatMap(([value, name]) => (value ? [] : [name]))
  const malformed = certificate.issuedOn !== '' && !isDay(certificate.issuedOn) ? ['发证日期'] : []
  if (missing.length + malformed.length > 0)
    return refuse('CERTIFICATE_INCOMPLETE', {
      sentence: `选择“${certificate.type}”后须填写：${[...missing, ...malformed].join('、')}。`,
      remedy: '请对照证书原件补填；没有证书的请不要勾选证书类型。',
      clauses: [other ? 'SDS-A2-04' : 'SDS-A2-03'],
      field: 'priorCertificate',
    })
  if (other) return accept(true)
  const number = parseCertificateNumber(certificate.number)
  return number.refused ? number : accept(true)
}

import { type Day, yearOf, yearsBetween } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type Level, levelName } from './level.ts'
import type { ClauseId } from './parameter.ts'
import type { EvidenceKind } from './parameters.ts'

export type TitleRank = 'junior' | 'intermediate' | 'senior'

/** Kinds of schooling the standards tell apart, from the lowest; a higher one serves where a lower one is asked for. */
export type Schooling =
  | 'vocational-secondary'
  | 'senior-worker-class'
  | 'higher-vocational'
  | 'technician-college'

/** One thing a condition asks for. Years are completed years at the reference date. */
export type Criterion =
  | { readonly kind: 'age'; readonly years: number }
  | { readonly kind: 'work-years'; readonly years: number; readonly after?: WorkAfter }
  | { readonly kind: 'prior-certificate'; readonly level: Level; readonly heldYears?: number }
  | { readonly kind: 'title'; readonly rank: TitleRank }
  | { readonly kind: 'education'; readonly anyOf: readonly Schooling[]; readonly currentStudents: boolean }

/** Work that counts only from the day a certificate of this level or a title of this rank was obtained. */
export type WorkAfter =
  | { readonly kind: 'certificate'; readonly level: Level }
  | { readonly kind: 'title'; readonly rank: TitleRank }

/** One way to qualify for a level; all its criteria have to be met. */
export interface Condition {
  /** As the standard numbers it within the level, `1`. */
  readonly id: string
  readonly level: Level
  /** The wording of the standard. */
  readonly text: string
  readonly criteria: readonly Criterion[]
}

/** A national occupational skill standard with its conditions of application, dated like a pack. */
export interface Standard {
  /** `6-31-01-03` */
  readonly occupation: string
  readonly name: string
  /** Generation of the rules for drafting standards whose conditions it carries. */
  readonly generation: string
  readonly inForceFrom: Day
  readonly supersededOn: Day | null
  readonly levels: readonly Level[]
  readonly conditions: readonly Condition[]
}

/** A day, or the year alone where only a certificate number tells it. */
export type Dated = { readonly day: Day } | { readonly year: number }

export interface HeldCertificate {
  readonly level: Level
  /** In the same or a related occupation. */
  readonly related: boolean
  readonly issued: Dated | null
}
export interface HeldTitle {
  readonly rank: TitleRank
  readonly related: boolean
  readonly obtained: Dated | null
}
export interface HeldEducation {
  readonly schooling: Schooling
  readonly related: boolean
  /** Still at school in the last year. */
  readonly currentStudent: boolean
}

/** What a candidate states; null where nothing was stated. */
export interface Claim {
  readonly birthDate: Day | null
  /** First day of work in this or a related occupation. */
  readonly workingSince: Day | null
  /** Years in the occupation as stated; the smaller of this and the years since `workingSince` counts. */
  readonly yearsStated: number | null
  readonly certificates: readonly HeldCertificate[]
  readonly titles: readonly HeldTitle[]
  readonly educations: readonly HeldEducation[]
  /** Evidence on file. */
  readonly evidence: readonly EvidenceKind[]
}

export interface CriterionResult {
  readonly criterion: Criterion
  readonly met: boolean
  /** What the claim shows and what is asked for, in plain Chinese. */
  readonly found: string
  readonly needed: string
  /** The evidence this criterion needs; null when none. */
  readonly evidence: { readonly kind: EvidenceKind; readonly onFile: boolean } | null
}

export interface Evaluation {
  readonly condition: Condition
  readonly criteria: readonly CriterionResult[]
  /** Every criterion is met by the data, whatever the evidence. */
  readonly met: boolean
  readonly evidenceMissing: readonly EvidenceKind[]
  /** Approval needs both: the criteria met and the evidence on file. */
  readonly verdict: Verdict<Condition, 'CONDITION_NOT_MET' | 'EVIDENCE_MISSING'>
}

const rankNames: Readonly<Record<TitleRank, string>> = {
  junior: '初级',
  intermediate: '中级',
  senior: '高级',
}
const rankOrder: readonly TitleRank[] = ['junior', 'intermediate', 'senior']
const schoolingNames: Readonly<Record<Schooling, string>> = {
  'vocational-secondary': '中等职业学校（技工院校）',
  'senior-worker-class': '技工院校高级工班',
  'higher-vocational': '高等职业学校、专科及以上普通高校',
  'technician-college': '高级技工学校、技师学院',
}
export const evidenceNames: Readonly<Record<EvidenceKind, string>> = {
  'work-years-commitment': '工作年限书面承诺',
  'education-proof': '学历证明',
  'prior-certificate-check': '原证书网上查询记录',
  'title-certificate': '职称证书',
}

interface Finding {
  readonly met: boolean
  readonly found: string
  readonly needed: string
  readonly evidence: EvidenceKind | null
}

/** Completed years since a date; of a year alone the difference of the years, the most it can be. */
const yearsSince = (dated: Dated, on: Day): number =>
  'day' in dated ? yearsBetween(dated.day, on) : yearOf(on) - dated.year

const earliest = (dates: readonly (Dated | null)[], on: Day): number | null => {
  const known = dates.filter((dated) => dated !== null).map((dated) => yearsSince(dated, on))
  return known.length === 0 ? null : Math.max(...known)
}

/** A certificate of a higher level includes the lower one. */
const certificatesFrom = (claim: Claim, level: Level): readonly HeldCertificate[] =>
  claim.certificates.filter((held) => held.related && held.level <= level)

const titlesFrom = (claim: Claim, rank: TitleRank): readonly HeldTitle[] =>
  claim.titles.filter((held) => held.related && rankOrder.indexOf(held.rank) >= rankOrder.indexOf(rank))

const smallest = (numbers: readonly (number | null)[]): number | null => {
  const known = numbers.filter((number) => number !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const findAge = (years: number, claim: Claim, on: Day): Finding => {
  const age = claim.birthDate === null ? null : yearsBetween(claim.birthDate, on)
  return {
    met: age !== null && age >= years,
    found: age === null ? '未填写出生日期' : `${age}周岁`,
    needed: `年满${years}周岁`,
    evidence: null,
  }
}

const afterWords = (after: WorkAfter): string =>
  after.kind === 'certificate' ? `取得${levelName(after.level)}证书后` : `取得${rankNames[after.rank]}职称后`

/** Years that may count after the certificate or title; null when it is not held or its date is not known. */
const yearsAfter = (after: WorkAfter, claim: Claim, on: Day): number | null =>
  after.kind === 'certificate'
    ? earliest(
        certificatesFrom(claim, after.level).map((held) => held.issued),
        on,
      )
    : earliest(
        titlesFrom(claim, after.rank).map((held) => held.obtained),
        on,
      )

const findWorkYears = (
  criterion: { readonly years: number; readonly after?: WorkAfter },
  claim: Claim,
  on: Day,
): Finding => {
  const { years, after } = criterion
  const since = claim.workingSince === null ? null : yearsBetween(claim.workingSince, on)
  const stated = smallest([since, claim.yearsStated])
  const bound = after === undefined ? null : yearsAfter(after, claim, on)
  const worked = after !== undefined && bound === null ? null : smallest([stated, bound])
  const counted = stated === null || worked === null ? null : Math.max(0, worked)
  return {
    met: counted !== null && counted >= years,
    found: counted === null ? '未填写可计算的工作年限' : `${counted}年`,
    needed: `${after === undefined ? '' : afterWords(after)}累计从事本职业或相关职业工作满${years}年`,
    evidence: 'work-years-commitment',
  }
}

const findCertificate = (
  criterion: { readonly level: Level; readonly heldYears?: number },
  claim: Claim,
  on: Day,
): Finding => {
  const { level, heldYears = 0 } = criterion
  const held = certificatesFrom(claim, level)
  const best = held.reduce<HeldCertificate | null>((a, b) => (a === null || b.level < a.level ? b : a), null)
  const years = earliest(
    held.map((certificate) => certificate.issued),
    on,
  )
  return {
    met: best !== null && (heldYears === 0 || (years !== null && years >= heldYears)),
    found: best === null ? `没有${levelName(level)}及以上证书` : `持有${levelName(best.level)}证书`,
    needed: `持有${levelName(level)}证书${heldYears > 0 ? `满${heldYears}年` : ''}`,
    evidence: 'prior-certificate-check',
  }
}

const findTitle = (rank: TitleRank, claim: Claim): Finding => {
  const held = titlesFrom(claim, rank)
  return {
    met: held.length > 0,
    found: held[0] ? `${rankNames[held[0].rank]}职称` : '没有对应的职称',
    needed: `符合专业对应关系的${rankNames[rank]}职称`,
    evidence: 'title-certificate',
  }
}

const findEducation = (
  criterion: { readonly anyOf: readonly Schooling[]; readonly currentStudents: boolean },
  claim: Claim,
): Finding => {
  const fitting = claim.educations.find(
    (held) =>
      held.related &&
      criterion.anyOf.includes(held.schooling) &&
      (criterion.currentStudents || !held.currentStudent),
  )
  const shown = fitting ?? claim.educations[0]
  return {
    met: fitting !== undefined,
    found: shown
      ? `${schoolingNames[shown.schooling]}${shown.related ? '本专业或相关专业' : '其他专业'}${shown.currentStudent ? '（在读）' : ''}`
      : '未填写学历',
    needed: `${criterion.anyOf.map((schooling) => schoolingNames[schooling]).join('或')}本专业或相关专业毕业${criterion.currentStudents ? '（含在读应届毕业生）' : ''}`,
    evidence: 'education-proof',
  }
}

const find = (criterion: Criterion, claim: Claim, on: Day): Finding => {
  switch (criterion.kind) {
    case 'age':
      return findAge(criterion.years, claim, on)
    case 'work-years':
      return findWorkYears(criterion, claim, on)
    case 'prior-certificate':
      return findCertificate(criterion, claim, on)
    case 'title':
      return findTitle(criterion.rank, claim)
    case 'education':
      return findEducation(criterion, claim)
  }
}

const resultOf = (criterion: Criterion, claim: Claim, on: Day): CriterionResult => {
  const { evidence, ...finding } = find(criterion, claim, on)
  return {
    criterion,
    ...finding,
    evidence: evidence === null ? null : { kind: evidence, onFile: claim.evidence.includes(evidence) },
  }
}

const evidenceClauses: Readonly<Record<EvidenceKind, ClauseId>> = {
  'work-years-commitment': 'SDS-3.3-05',
  'education-proof': 'SDS-3.3-04',
  'prior-certificate-check': 'SDS-3.3-06',
  'title-certificate': 'SDS-3.3-11',
}

const verdictOf = (
  condition: Condition,
  criteria: readonly CriterionResult[],
  missing: readonly EvidenceKind[],
): Evaluation['verdict'] => {
  const unmet = criteria.filter((result) => !result.met)
  if (unmet.length > 0)
    return refuse('CONDITION_NOT_MET', {
      sentence: `不符合申报条件：${unmet.map(({ needed, found }) => `要求${needed}，实际为${found}`).join('；')}。`,
      remedy: '请改选符合的申报条件，或更正填报的信息。',
      clauses: ['SDS-3.3-08', 'SDS-3.3-11'],
      field: 'condition',
    })
  if (missing.length > 0)
    return refuse('EVIDENCE_MISSING', {
      sentence: `缺少证明材料：${missing.map((kind) => evidenceNames[kind]).join('、')}。`,
      remedy: '请补交所缺材料后再审核。',
      clauses: missing.map((kind) => evidenceClauses[kind]),
      field: 'evidence',
    })
  return accept(condition)
}

/**
 * Evaluates one condition of a standard against what the candidate states, on the reference day (SDS-3.3-08, -11).
 * Every criterion is answered on its own, so that the reviewer sees why; the verdict joins them with the evidence
 * (SDS-3.3-04, SDS-3.3-05, SDS-3.3-06).
 */
export const evaluateCondition = (condition: Condition, claim: Claim, on: Day): Evaluation => {
  const criteria = condition.criteria.map((criterion) => resultOf(criterion, claim, on))
  const missing = criteria.flatMap(({ evidence }) => (evidence && !evidence.onFile ? [evidence.kind] : []))
  const evidenceMissing = [...new Set(missing)]
  return {
    condition,
    criteria,
    met: criteria.every((result) => result.met),
    evidenceMissing,
    verdict: verdictOf(condition, criteria, evidenceMissing),
  }
}

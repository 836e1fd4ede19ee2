import { type IdentityType, parseIdentityType } from '#modules/policy/core/identity.ts'
import type { Level } from '#modules/policy/core/level.ts'
import type { EvidenceKind } from '#modules/policy/core/parameters.ts'
import type { Day } from '#platform/clock/day.ts'

/** The three kinds of annex 2; a certificate of another kind qualifies nobody but may be told (SDS-A2-03, SDS-A2-04). */
export const certificateTypes = ['职业资格证书', '职业技能等级证书', '其他证书'] as const
export type CertificateType = (typeof certificateTypes)[number]

/** A certificate held already; what a roster does not ask for is empty there. */
export interface PriorCertificate {
  readonly type: CertificateType
  /** Occupation (trade), or the certificate's name for the third type. */
  readonly title: string
  readonly level: string
  readonly number: string
  readonly issuedOn: Day | ''
  readonly issuer: string
}

/** What the rules look at: the data of one application, from a form or from a row of a roster. */
export interface Applicant {
  readonly documentType: IdentityType
  readonly birthDate: Day
  readonly education: string
  /** Still at school in the last year. */
  readonly currentStudent: boolean
  readonly major: string
  readonly category: string
  readonly workFrom: Day | null
  readonly workYears: number | null
  readonly priorCertificate: PriorCertificate | null
  readonly conditionCode: string
  readonly evidence: readonly EvidenceKind[]
}

/** What is applied for, and the day by which ages and years are counted: the close of enrolment. */
export interface Target {
  readonly occupationCode: string
  readonly level: Level
  readonly on: Day
}

/** The columns of an application that the rules read. */
export interface AppliedFor {
  readonly documentType: string
  readonly birthDate: Day
  readonly education: string
  readonly major: string
  readonly category: string
  readonly workFrom: Day | null
  readonly workYears: number | null
  readonly priorCertificate: PriorCertificate | null
  readonly conditionCode: string
  readonly details: { readonly currentStudent?: boolean }
  readonly materials: {
    readonly files?: Readonly<Partial<Record<string, unknown>>>
    readonly certificateCheck?: { readonly result: string }
  }
}

/** The answer of the online query that counts as verified (SDS-3.3-06). */
export const certificateConfirmed = '一致'

const evidenceOf = ({ files = {}, certificateCheck }: AppliedFor['materials']): readonly EvidenceKind[] => [
  ...(files['education-proof'] ? (['education-proof'] as const) : []),
  ...(files['work-years-commitment'] ? (['work-years-commitment'] as const) : []),
  ...(certificateCheck?.result === certificateConfirmed ? (['prior-certificate-check'] as const) : []),
]

/** The applicant behind a stored application, with the evidence on file now. */
export const applicantOf = (row: AppliedFor): Applicant => ({
  documentType: parseIdentityType(row.documentType) ?? 'resident-id',
  birthDate: row.birthDate,
  education: row.education,
  currentStudent: row.details.currentStudent ?? false,
  major: row.major,
  category: row.category,
  workFrom: row.workFrom,
  workYears: row.workYears,
  priorCertificate: row.priorCertificate,
  conditionCode: row.conditionCode,
  evidence: evidenceOf(row.materials),
})

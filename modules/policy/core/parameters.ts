import type { IdentityType } from './identity.ts'
import type { Level } from './level.ts'

/** The kinds of values the packs carry. Days are counted, minutes are of the server's clock, sizes are in bytes. */

export type DayKind = 'calendar' | 'working'
export type Subject = 'theory' | 'practical' | 'review'
export type Authority = 'city' | 'province' | 'ministry' | 'filing-authority'
export type Strictness = 'must' | 'in-principle'

export interface Days {
  readonly days: number
  readonly kind: DayKind
}
export interface MonthDay {
  readonly month: number
  readonly day: number
}
export interface PeopleCount {
  readonly count: number
  readonly operator: 'exactly' | 'at-least'
}

export interface Binding {
  readonly force: 'strict' | 'adjustable'
  readonly words: string
}

// filing
export interface FirstDuty {
  readonly duty: 'publish-annual-plan' | 'first-assessment'
  readonly months: number
  readonly from: 'provincial-announcement' | 'filing'
  readonly correctionsFirst: boolean
}
export interface FilingLimits {
  readonly organisationsPerCity: { readonly min: number; readonly max: number } | null
  readonly occupationsPerOrganisation: number | null
  readonly organisationsPerOccupationAndDistrict: number | null
  readonly strictness: Strictness
}
export interface FilingMaterial {
  readonly name: string
  readonly due: 'at-submission' | 'at-assessment'
}
export interface EligibleBodies {
  readonly accepted: readonly string[]
  readonly excluded: readonly string[]
  readonly exceptions: readonly string[]
  readonly strictness: Strictness
}
export type Validity = { readonly kind: 'years'; readonly years: number } | { readonly kind: 'until-revoked' }

// scope
export interface LevelScope {
  /** Empty for special abilities, which have no levels. */
  readonly levels: readonly Level[]
  readonly limitedTo: 'filed' | 'standard' | 'no-levels'
  readonly strictness: Strictness
  readonly cappedByTrainingLevel: boolean
  /** Titles above level 1, which go another way. */
  readonly otherProcedure: readonly string[]
}
export type WorkArea =
  | { readonly kind: 'site-confirmed-by-its-city' }
  | { readonly kind: 'application-city'; readonly elsewhere: 'provincial-permit' }
  | { readonly kind: 'own-premises' }
  | { readonly kind: 'filed-places' }
  | { readonly kind: 'own-city'; readonly assignedBy: 'centre-city' }
export interface ScopeChange {
  /** Months in which a change can be asked for; null = at any time. */
  readonly months: readonly number[] | null
  readonly approvers: readonly Authority[]
  readonly effectiveAfter:
    | 'city-confirmation'
    | 'ministry-consent'
    | 'ministry-publication'
    | 'ministry-filing'
  readonly editor: 'organisation' | 'centre-province' | 'authority'
}
export interface ScopeExclusion {
  readonly excluded: readonly string[]
  readonly held: readonly string[]
  readonly majorGroups: readonly number[] | null
}

// plans and notices
export interface AnnualNotice {
  readonly publishBy: MonthDay | null
  readonly forYear: 'same' | 'next'
  readonly confirmedBy: Authority | null
  readonly publishers: readonly ('city' | 'organisation' | 'centre-city')[]
  readonly audience: 'public' | 'internal'
  readonly periods: readonly ('year' | 'quarter' | 'stage')[]
}
/** The plan has to exist `days` before the anchor. */
export interface LeadTime extends Days {
  readonly before: 'enrolment-open' | 'exam'
  readonly recipient: 'platform' | 'centre'
}
export interface BatchName {
  /** Placeholders {yyyymmdd} (exam date), {organisation}, {n} (running number of the year, from 1). */
  readonly pattern: string
}

// enrolment and eligibility
export type EnrolmentWindow =
  | { readonly kind: 'exactly'; readonly days: number; readonly dayKind: DayKind }
  | { readonly kind: 'set-in-notice' }
export interface PhotoRule {
  readonly format: 'jpg' | null
  readonly maxBytes: number | null
  readonly colour: boolean | null
  readonly background: 'white' | null
  readonly size: 'two-inch' | null
  readonly bareheaded: boolean
  readonly stampedOnTicket: boolean
}
export interface ApplicationForm {
  readonly title: string
  readonly copies: number
  readonly fields: readonly string[]
  readonly commitments: readonly string[]
}
/** The least a source demands, where the document gives a table of its own. */
export interface YearsFloor {
  readonly level: Level
  readonly holding: Level | null
  readonly years: number
}
export interface ConditionSource {
  readonly source: 'national-standard' | 'filed-conditions' | 'work-scheme' | 'age-and-skill'
  readonly floors: readonly YearsFloor[]
  readonly exceptionalApplications: boolean
}
export interface DocumentLists {
  readonly mainland: readonly IdentityType[]
  readonly hongKongMacaoTaiwan: readonly IdentityType[]
  readonly foreign: readonly IdentityType[]
}
export interface DoorDocuments {
  readonly ticketRequired: boolean
  readonly accepted: readonly IdentityType[]
  /** A police certificate replaces a lost document, on record. */
  readonly policeCertificate: boolean
  readonly whenMissing: 'refused' | 'absent'
}
export type EvidenceKind =
  | 'work-years-commitment'
  | 'education-proof'
  | 'prior-certificate-check'
  | 'title-certificate'
export interface EvidenceRule {
  readonly evidence: EvidenceKind
  readonly accepted: readonly string[]
}
export interface TimelyStep {
  readonly step: 'enrol' | 'pay' | 'print-ticket'
  readonly effect: 'waived'
}

// tickets
export type TicketIssue =
  | { readonly by: 'candidate'; readonly opensDaysBeforeExam: number }
  | {
      readonly by: 'organisation'
      /** At the latest; null where the document sets no day. */
      readonly daysBeforeExam: number | null
      readonly sealOverPhoto: boolean
    }

// sites and rooms
export interface SiteRequirements {
  readonly functionalRooms: readonly string[]
  readonly personsPerDesk: number | null
  readonly singleRows: boolean
  readonly minSpacingCm: number | null
  readonly minAreaSquareMetres: number | null
  readonly minLeaseYears: number | null
  readonly minSeatsPerTheoryRoom: number | null
}
export interface VideoRule {
  readonly required: boolean
  readonly live: boolean
  readonly exemption: readonly string[]
  readonly minLines: number | null
  readonly camerasPerRoom: number | null
  readonly uploadWithin: Days | null
}

// papers
export interface PaperSource {
  readonly source: 'own-item-bank' | 'experts' | 'mainly-own' | 'city-experts'
  /** One paper serves this many batches and time slots; null where the document sets no limit. */
  readonly maxUses: number | null
  readonly filedWith: 'centre-province' | null
}
export interface PaperGuard {
  readonly minPersons: number
  readonly hoursPerDay: number
}
export interface PaperOpening {
  readonly sealCheckMinutesBefore: number
  readonly witnesses: number
  readonly handOutMinutesBefore: number
}

// item banks
/** Shares of the points by importance, per cent, and how many points a tree has at least. */
export interface TreeShape {
  readonly minShareX: number
  readonly maxShareY: number
  readonly maxShareZ: number
  readonly minPoints: number
}
/** 国家题库开发指南 · 国家职业技能标准 · 职业技能等级认定规范 · 人社部统一要求和办法 */
export type BankSource =
  | 'development-guide'
  | 'occupational-standard'
  | 'certification-specification'
  | 'ministry-requirements'

import type { Level } from './level.ts'
import type { ClauseId } from './parameter.ts'
import type { Authority, Days, MonthDay, PeopleCount, Strictness, Subject } from './parameters.ts'

// staff
export interface SiteHead {
  readonly post: string
  readonly min: number
  readonly max: number
  readonly per: 'organisation' | 'site' | 'room'
}
export interface Invigilators extends PeopleCount {
  /** Candidates the number is meant for; null = whatever the room holds. */
  readonly perCandidates: number | null
  readonly strictness: Strictness
}
export interface InvigilatorAllotment {
  readonly method: 'draw' | 'by-organisation'
  readonly when: 'exam-day' | 'before-exam' | 'free'
  readonly per: 'session' | 'examination'
  readonly by: 'site-head' | 'organisation'
}
/** What is confirmed of each invigilator before a session. */
export interface InvigilatorConfirmation {
  readonly qualification: { readonly item: string; readonly clause: ClauseId; readonly daysBefore: number }
  readonly study: { readonly topics: readonly string[]; readonly clause: ClauseId }
}
export type AdminStaff = { readonly kind: 'by-size' } | { readonly kind: 'per-site'; readonly count: number }
export interface ExaminerNeed {
  readonly basis: readonly ('standard' | 'modules' | 'candidates')[]
  readonly minPerOccupation: number | null
  readonly minPerModule: number | null
  readonly minRegistered: number | null
}
export interface ScoringPanel {
  readonly minMembers: number
  readonly odd: boolean
  readonly scoresPerCandidate: number
}
export interface ExaminerAssignment {
  readonly method: 'random' | 'rotation' | 'by-organisation' | 'by-centre' | 'in-plan'
  readonly recorded: readonly string[]
}
export interface Rotation {
  readonly minChangedFraction: { readonly of: number; readonly outOf: number } | null
  readonly maxInSuccession: number | null
  readonly successionPer: 'organisation' | 'occupation' | null
}
export interface Supervisors extends PeopleCount {
  readonly per: 'session' | 'batch' | 'site'
  readonly assignedBy: 'organisation' | 'centre-city' | 'centre'
  readonly maxInSuccession: number | null
  readonly external: boolean
}
export type StaffRole = 'administration' | 'invigilator' | 'examiner' | 'supervisor' | 'trainer'
export interface ExclusiveRoles {
  readonly roles: readonly StaffRole[]
  readonly within: 'room-of-own-trainees' | 'batch'
}
export interface Avoidance {
  readonly roles: readonly StaffRole[]
  readonly relations: readonly ('declared' | 'relative' | 'taught-class' | 'acquaintance')[]
  readonly from: 'candidate' | 'room' | 'batch'
}
export interface Qualification {
  readonly role: string
  readonly needsValidCard: boolean
  readonly minLevel: Level | null
  readonly orTitle: 'intermediate' | 'senior' | null
  readonly minYears: number | null
  readonly employedYears: number | null
}
export interface ExpertRule {
  readonly minPerOccupation: number
  readonly minLevel: Level
  readonly orTitle: 'senior'
  readonly minYearsInOccupation: number
  readonly maxAge: { readonly male: number; readonly female: number; readonly honoured: number } | null
}
export interface DismissalRule {
  readonly failedYears: number
  readonly consecutive: boolean
  readonly bands: { readonly excellent: number; readonly good: number; readonly passed: number }
}
export interface ExaminerScope {
  readonly examiner: readonly Level[]
  readonly seniorExaminer: readonly Level[]
  readonly relatedOccupationsOnly: boolean
}

/** When an item is proposed for leaving the bank. */
export interface ItemRetirement {
  /** Years since it came into use. */
  readonly years: number
  /** Papers that it has stood in. */
  readonly uses: number
  /** Share of right answers: above the one it is too easy, below the other too hard. */
  readonly easiest: number
  readonly hardest: number
  /** Difference between the best and the worst group of candidates. */
  readonly leastDiscrimination: number
  /** Answers from which on its figures say anything. */
  readonly leastAnswers: number
}

// delivery
export interface TheoryMode {
  readonly standard: 'computer' | 'free' | 'by-specification'
  readonly others: 'with-reason' | 'with-description' | 'free'
}
export interface SkillModes {
  readonly practical: readonly string[]
  readonly review: readonly string[]
}
export interface EntryLimit {
  readonly minutesAfterStart: number
  /** `after`: exactly at the minute one still enters; `at`: no longer. */
  readonly closes: 'after' | 'at'
  readonly effect: 'refused' | 'absent'
  readonly subjects: readonly Subject[]
}
export interface EntryOpening {
  readonly doorMinutesBefore: number
  readonly procedureMinutesBefore: number
}
export type EarlySubmission =
  | { readonly mode: 'last-minutes'; readonly minutes: number }
  | { readonly mode: 'never'; readonly leavingAnyway: 'session-score-cancelled' }
/** What a candidate's machine may do. */
export interface SeatOperation {
  /** `seeded`: every candidate gets items, or options, in an order of his own. */
  readonly itemOrder: 'paper' | 'seeded'
  readonly optionOrder: 'paper' | 'seeded'
  /** Aids on the screen. */
  readonly calculator: boolean
  readonly scratch: boolean
  /** `seb`: only Safe Exam Browser with the configuration of this sitting. */
  readonly browser: 'any' | 'seb'
}
/** Operation of a computer-based room. */
export interface RoomOperation {
  /** Minutes before the planned start from which the paper may be opened, and how many keepers open it. */
  readonly openingLeadMinutes: number
  readonly openingPersons: number
  /** Minutes a start may be late before a reason is asked for. */
  readonly startToleranceMinutes: number
  /** Silence of a machine that counts as an interruption, and transit time allowed after the end. */
  readonly heartbeatSilenceSeconds: number
  readonly collectionGraceSeconds: number
  /** How long an announcement stays on the machines. */
  readonly announcementMinutes: number
  readonly seat: SeatOperation
}
/** Who signs the room record at the desk. */
export type RecordSigner = 'invigilator' | 'chief' | 'supervisor'

/** Words said to the candidates of a room at their minute. */
export interface Announcement {
  readonly id: string
  /** Minutes before the planned start, or before the end as it stands. */
  readonly before: 'start' | 'end'
  readonly minutes: number
  /** `system`: appears on all machines by itself; `invigilator`: proposed at the desk, spoken and ticked there. */
  readonly by: 'system' | 'invigilator'
  readonly text: string
  readonly clauses: readonly ClauseId[]
}
/** The list of incident procedures in force, and how many persons go with a candidate who leaves the room. */
export interface IncidentBook {
  readonly book: 'henan' | 'general'
  readonly escorts: number
}
/** Minutes of lost time that can be made good on the day; beyond them the candidates are to sit again. */
export interface CompensationLimits {
  readonly seatMinutes: number
  readonly roomMinutes: number
}
/** When two scripts are reported as alike: equal wrong answers at least, and the share of false reports accepted. */
export interface SimilarityThreshold {
  readonly minEqualWrong: number
  readonly falseDiscoveryRate: number
}
/** One tick of the preparations of a theory session, by whom, and whether once or for each room. */
export interface PreparationCheck {
  readonly item: string
  readonly clause: ClauseId
  /** `release`: without it no room gets the session. */
  readonly phase: 'release' | 'day-before' | 'exam-day'
  readonly per: 'session' | 'room'
  readonly role: 'site-chief' | 'supervisor'
}
export interface PlanMethods {
  readonly methods: readonly string[]
  readonly freeWeights: boolean
}

// results
export interface LevelSubjects {
  readonly level: Level
  readonly subjects: readonly Subject[]
}
export interface PassRule {
  readonly fullMark: number
  readonly passMark: number
  readonly everySubject: boolean
}
export interface ZeroScores {
  readonly absent: 'zero' | 'waived'
  readonly cheating: 'zero'
  readonly wrongData: 'zero' | null
  readonly late: 'absent' | null
}
export interface ScoreSignatures {
  readonly signers: readonly string[]
  readonly secondPersonChecks: boolean
}
export interface Publicity {
  /** Shortest duration, the first working day counted; null where only a latest start is stated. */
  readonly duration: Days | null
  readonly startWithin: Days | null
  readonly audience: 'public' | 'employees'
  readonly channels: readonly string[]
}
export interface ObjectionRule {
  readonly blocksRelease: boolean
  readonly body: string | null
  readonly firstLookWithin: Days | null
  readonly decidedWithin: Days | null
  readonly scoreReview: boolean
}

// certificates
export interface CertificateApproval {
  readonly approvers: readonly Authority[]
  readonly before: 'coding' | 'query' | 'issue'
}
export interface CertificateForm {
  readonly issuer: 'organisation' | 'enterprise' | 'centre-city'
  readonly style: string
  readonly paper: boolean
  readonly electronic: boolean
  readonly font: { readonly family: string; readonly sizeName: string; readonly points: number } | null
  readonly noTrade: string | null
  readonly levelNames: boolean
  readonly governmentImprint: boolean
  readonly landscapeA4: boolean
  readonly coverColours: Readonly<Partial<Record<Level, string>>>
  readonly qr: boolean
}
export interface ReissueRule {
  readonly issuerOnly: boolean
  readonly keepsNumber: boolean
}
export type ReportWithin =
  | { readonly kind: 'within'; readonly days: Days; readonly from: 'issue' | 'assessment-end' }
  | { readonly kind: 'before-issue' }
  | { readonly kind: 'promptly' }
  | { readonly kind: 'yearly'; readonly by: MonthDay }

// archive, reports, discipline
export interface Retention {
  readonly paperMonths: number | null
  readonly electronicMonths: number | null
  readonly videoMonths: number | null
}
export interface AnnualReport {
  readonly by: MonthDay
  readonly recipient: string
  readonly fields: readonly string[]
}
export interface SupervisionReport {
  readonly form: string
  readonly within: Days | null
  readonly allSign: boolean
}
export interface FeeBasis {
  readonly basis: string
  readonly operator: 'own-published' | 'at-most'
  /** Null where the document does not speak of one. */
  readonly enrolmentFeeAllowed: boolean | null
}
export interface ExternalSystem {
  readonly name: string
  readonly purpose: string
  readonly beforeFirstPlan: boolean
}

import type { Day } from '#platform/clock/day.ts'
import type { CustodyParameters } from './custody-parameters.ts'
import type * as D from './discipline-parameters.ts'
import type * as E from './exam-parameters.ts'
import type { CodePattern, Known, Parameter } from './parameter.ts'
import type * as P from './parameters.ts'
import type { PracticalParameters } from './practical-parameters.ts'

export type PackId = 'shandong-social' | 'shandong-enterprise' | 'henan-social' | 'shandong-special'

/**
 * The parameters one document sets, the same shape in every pack. `Known` ones have a value in every pack (from the
 * document or from the operator); the others may be “not stated”, and are then not enforced.
 */
export interface Regime {
  readonly pack: PackId
  /** Name of the version within the pack, `2023`. */
  readonly version: string
  /** Number of the document in the regulation library, `000`. */
  readonly document: string
  /** `鲁就人〔2023〕6号` */
  readonly documentNumber: string
  readonly documentTitle: string
  readonly inForceFrom: Known<Day>
  /** The first day on which the version no longer holds; null while it holds. */
  readonly supersededOn: Day | null
  readonly binding: Known<P.Binding>
  readonly calendar: CalendarParameters
  readonly filing: FilingParameters
  readonly scope: ScopeParameters
  readonly annualPlan: AnnualPlanParameters
  readonly plan: PlanParameters
  readonly enrolment: EnrolmentParameters
  readonly eligibility: EligibilityParameters
  readonly ticket: { readonly issue: Parameter<P.TicketIssue> }
  readonly site: SiteParameters
  readonly paper: PaperParameters
  readonly bank: BankParameters
  readonly staffing: StaffingParameters
  readonly staff: StaffParameters
  readonly delivery: DeliveryParameters
  readonly practical: PracticalParameters
  readonly results: ResultParameters
  readonly publicity: PublicityParameters
  readonly certificate: CertificateParameters
  readonly reporting: ReportingParameters
  readonly archive: ArchiveParameters
  readonly supervision: { readonly report: Parameter<E.SupervisionReport> }
  readonly discipline: DisciplineParameters
  readonly fees: { readonly basis: Parameter<E.FeeBasis> }
  readonly integration: { readonly systems: Known<readonly E.ExternalSystem[]> }
  readonly documents: { readonly roomRecord: Parameter<string>; readonly passList: Parameter<string> }
}

export interface CalendarParameters {
  /** What 天, 日 and 周 without a kind mean. */
  readonly plainDays: Known<P.DayKind>
}
export interface FilingParameters {
  readonly authority: Known<readonly string[]>
  readonly responsibleBody: Known<'organisation' | 'enterprise' | 'centre-city'>
  readonly gates: Known<readonly string[]>
  readonly firstDuty: Parameter<P.FirstDuty>
  readonly limits: Parameter<P.FilingLimits>
  readonly materials: Parameter<readonly P.FilingMaterial[]>
  readonly eligibleBodies: Parameter<P.EligibleBodies>
  readonly organisationTypes: Parameter<readonly string[]>
  readonly validity: Parameter<P.Validity>
  readonly codePattern: Parameter<CodePattern>
}
export interface ScopeParameters {
  readonly levels: Known<P.LevelScope>
  readonly area: Known<P.WorkArea>
  readonly change: Parameter<P.ScopeChange>
  readonly exclusion: Parameter<P.ScopeExclusion>
  readonly occupationCode: Known<CodePattern>
}
export interface AnnualPlanParameters {
  readonly notice: Parameter<P.AnnualNotice>
  readonly noticeFields: Parameter<readonly string[]>
}
export interface PlanParameters {
  readonly leadTime: Parameter<P.LeadTime>
  readonly maxOpenBatches: Parameter<number>
  readonly methods: Known<E.PlanMethods>
  readonly batchName: Known<P.BatchName>
  /** The chapter of the scheme that holds the emergency measures, where there must be one. */
  readonly emergencyChapter: Parameter<number>
}
export interface EnrolmentParameters {
  readonly window: Parameter<P.EnrolmentWindow>
  readonly screeningMonthsBefore: Parameter<number>
  readonly photo: Parameter<P.PhotoRule>
  readonly form: Parameter<P.ApplicationForm>
  readonly categories: Parameter<readonly string[]>
  /** The categories as the implementation scheme names them, where it uses other words than the form. */
  readonly schemeCategories: Parameter<readonly string[]>
  readonly maxOccupationsPerRound: Parameter<number>
  readonly lateSteps: Parameter<readonly P.TimelyStep[]>
}
export interface EligibilityParameters {
  readonly reviewWithin: Parameter<P.Days>
  readonly conditionSource: Known<P.ConditionSource>
  /** Completed years on the last day of enrolment. */
  readonly minimumAge: Parameter<number>
  readonly postMatch: Parameter<true>
  readonly identityDocuments: Parameter<P.DocumentLists>
  readonly doorDocuments: Parameter<P.DoorDocuments>
  readonly evidence: Parameter<readonly P.EvidenceRule[]>
}
export interface SiteParameters {
  readonly requirements: Parameter<P.SiteRequirements>
  readonly video: Parameter<P.VideoRule>
}
export interface PaperParameters extends CustodyParameters {
  readonly source: Known<P.PaperSource>
  readonly sparePerRoom: Parameter<number>
  readonly guard: Parameter<P.PaperGuard>
  readonly opening: Parameter<P.PaperOpening>
  readonly retirement: Known<E.ItemRetirement>
}
export interface StaffingParameters {
  readonly siteHeads: Parameter<readonly E.SiteHead[]>
  readonly invigilatorsPerRoom: Parameter<E.Invigilators>
  readonly invigilatorAllotment: Parameter<E.InvigilatorAllotment>
  readonly invigilatorConfirmation: Parameter<E.InvigilatorConfirmation>
  readonly adminStaff: Parameter<E.AdminStaff>
  readonly examinerNeed: Parameter<E.ExaminerNeed>
  readonly panel: Known<E.ScoringPanel>
  readonly examinerAssignment: Parameter<E.ExaminerAssignment>
  readonly rotation: Parameter<E.Rotation>
  readonly supervisors: Parameter<E.Supervisors>
  readonly exclusiveRoles: Parameter<readonly E.ExclusiveRoles[]>
  readonly avoidance: Parameter<readonly E.Avoidance[]>
}
export interface BankParameters {
  /** What a knowledge tree is advised to look like; a warning, never a refusal. */
  readonly tree: Known<P.TreeShape>
  /** Per cent of the items that the organisation ought to have developed itself. */
  readonly ownShare: Parameter<number>
  readonly sources: Parameter<readonly P.BankSource[]>
  /** Whether numbers of items and papers are kept by occupation and level. */
  readonly register: Parameter<true>
}
export interface StaffParameters {
  readonly examiner: Parameter<readonly E.Qualification[]>
  readonly supervisor: Parameter<readonly E.Qualification[]>
  readonly expert: Parameter<E.ExpertRule>
  readonly dismissal: Parameter<E.DismissalRule>
  readonly examinerScope: Parameter<E.ExaminerScope>
}
export interface DeliveryParameters {
  readonly theoryMode: Known<E.TheoryMode>
  readonly modes: Parameter<E.SkillModes>
  readonly entryOpening: Parameter<E.EntryOpening>
  readonly entryLimit: Parameter<E.EntryLimit>
  readonly earlySubmission: Parameter<E.EarlySubmission>
  readonly roomOperation: Known<E.RoomOperation>
  readonly incidents: Known<E.IncidentBook>
  readonly compensation: Known<E.CompensationLimits>
  readonly similarity: Known<E.SimilarityThreshold>
  /** What the invigilator checks of the room before check-in. */
  readonly roomChecks: Parameter<readonly string[]>
  readonly preparationChecks: Parameter<readonly E.PreparationCheck[]>
  /** The last day for the preparations, counted back from the examination. */
  readonly preparationDue: Parameter<P.Days>
  readonly announcements: Known<readonly E.Announcement[]>
  /** What is read out to the candidates before the start. */
  readonly rulesReading: Known<string>
  /** Whether each candidate is compared with ticket and photograph once more while he sits. */
  readonly inSessionCheck: Parameter<true>
  /** What goes into the room with the papers, as the sign-in sheet lists it. */
  readonly carriedItems: Known<readonly string[]>
  /** Who signs the room record before the room is closed. */
  readonly recordSigners: Parameter<readonly E.RecordSigner[]>
  /** Whether nobody leaves before every paper is accounted for. */
  readonly allAccounted: Parameter<true>
  /** Whose undertakings that the scores of computer examinations are true are kept on file. */
  readonly scoreAssurances: Parameter<readonly string[]>
}
export interface ResultParameters {
  readonly subjects: Known<readonly E.LevelSubjects[]>
  readonly passRule: Known<E.PassRule>
  readonly subjectValidityYears: Parameter<number>
  readonly zeroScores: Known<E.ZeroScores>
  readonly signatures: Parameter<E.ScoreSignatures>
}
export interface PublicityParameters {
  readonly results: Parameter<E.Publicity>
  readonly objection: Parameter<E.ObjectionRule>
}
export interface CertificateParameters {
  readonly approval: Known<E.CertificateApproval>
  readonly form: Known<E.CertificateForm>
  readonly reissue: Parameter<E.ReissueRule>
}
export interface ReportingParameters {
  readonly certificates: Parameter<E.ReportWithin>
  readonly correctionWithin: Parameter<P.Days>
  readonly annualReport: Parameter<E.AnnualReport>
}
export interface ArchiveParameters {
  readonly retention: Parameter<E.Retention>
  readonly items: Parameter<readonly string[]>
}
export interface DisciplineParameters {
  readonly regime: Parameter<D.DisciplineRegime>
  readonly devices: Parameter<D.DeviceRule>
  readonly copying: Parameter<readonly D.ViolationEffect[]>
  readonly papersOut: Parameter<readonly D.ViolationEffect[]>
  readonly decider: Parameter<readonly string[]>
  /** What the staff may propose in the room. */
  readonly proposals: Parameter<readonly string[]>
  readonly staffGrounds: Parameter<readonly D.StaffGround[]>
  readonly siteGrounds: Parameter<readonly D.SiteGround[]>
  /** Points by which a score may change on rescoring before the examiner's marking is looked into. */
  readonly rescoringLimit: Parameter<number>
}

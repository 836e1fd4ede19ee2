/** What a decision on a violation does to the scores of one round; a closed set for every pack. */
export const violationEffects = [
  'none',
  'subject-cancelled',
  'subject-cheating',
  'session-cancelled',
  'all-subjects-cancelled',
] as const
export type ViolationEffectKind = (typeof violationEffects)[number]

export type BanRule = { readonly kind: 'current-year' } | { readonly kind: 'years'; readonly years: number }

export type Severity = 'minor' | 'serious'

export interface ViolationEffect {
  readonly class: string
  readonly effect: ViolationEffectKind
  readonly ban: BanRule | null
}

/** What has to be on record before a violation of this type may be decided. */
export type TypeNeed =
  | 'reminder'
  | 'description'
  | 'false-document'
  | 'equipment'
  | 'impersonator'
  | 'suspected-use'

/** Acts that one document puts under more than one rule; the decision names the one that applies, and why. */
export type RuleConflict = 'devices' | 'copying' | 'papers-out'

/** One item of the document's table of violations. */
export interface ViolationType {
  /** `二3`: class and item, as the decision cites it. */
  readonly code: string
  readonly title: string
  /** One effect, or one for each severity. */
  readonly effects: Readonly<Record<Severity, ViolationEffect>> | ViolationEffect
  readonly needs: readonly TypeNeed[]
  readonly conflict: RuleConflict | null
  /** False where the document says that the act is not cheating. */
  readonly mayBeCheating: boolean
  /** The case goes to the authorities, who take it over with department, day and document number. */
  readonly handOver: boolean
  /** What was known of the items beforehand makes the paper unusable. */
  readonly withdrawsPaper: boolean
  readonly clauses: readonly string[]
}

export interface DisciplineRegime {
  readonly document: string
  readonly table: readonly ViolationEffect[]
  /** Empty where the document's own table has not been supplied: the decision then cites the rule in words. */
  readonly types: readonly ViolationType[]
}

export interface DeviceRule {
  readonly atSeatAfterReminder: ViolationEffectKind
  readonly notDeposited: ViolationEffectKind
  readonly used: ViolationEffectKind
  readonly ringingOnly: 'nothing'
}

export const staffRoles = [
  '工作人员',
  '监考人员',
  '考务管理人员',
  '考评人员',
  '质量督导人员',
  '专家',
] as const
export type StaffRole = (typeof staffRoles)[number]

/** What follows for a person of the staff. */
export const staffEffects = [
  'recorded',
  'criticism',
  'excluded-current-year',
  'examiner-cancelled',
  'supervisor-cancelled',
  'expert-cancelled',
] as const
export type StaffEffect = (typeof staffEffects)[number]

/** The evidence that a ground has to rest on. */
export type StaffTrace =
  | 'application'
  | 'custody'
  | 'session'
  | 'certificate'
  | 'audit'
  | 'paper'
  | 'relation'

export interface StaffGround {
  readonly code: string
  readonly role: StaffRole
  readonly title: string
  /** The decision takes one of these. */
  readonly effects: readonly StaffEffect[]
  readonly trace: StaffTrace | null
  readonly withdrawsPaper: boolean
  readonly clauses: readonly string[]
}

export interface SiteGround {
  readonly code: string
  readonly title: string
  readonly clauses: readonly string[]
}

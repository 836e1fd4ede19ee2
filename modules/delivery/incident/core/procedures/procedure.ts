import type { IncidentSeverity, SignerRole } from '../../../core/incident-events.ts'

/** Numbers that a procedure refers to; their values stand in the policy pack and are frozen into the sitting. */
export type ProcedureNumber = 'escorts'

export interface ProcedureField {
  readonly field: string
  readonly label: string
  readonly required: boolean
  /** `names`: persons, separated by a pause mark; `item`: a whole number; `time`: ISO 8601. */
  readonly kind: 'text' | 'names' | 'item' | 'time' | 'choice'
  readonly options?: readonly string[]
  /** How many names at least. */
  readonly least?: ProcedureNumber
}

export interface ProcedureStep {
  readonly step: string
  readonly title: string
  /** Who does it by the document; `chief` alone may record what only he decides. */
  readonly who: string
  readonly chiefOnly?: boolean
  readonly fields: readonly ProcedureField[]
  /** Branches in which it is due; all when left out. */
  readonly branches?: readonly string[]
  /** Not required for closing. */
  readonly optional?: boolean
  /** Steps that must have been recorded before this one. */
  readonly after?: readonly string[]
  /** Signatures without which it is refused. */
  readonly signed?: readonly SignerRole[]
  /** What the step brings about beside its record. */
  readonly brings?: 'correction' | 'spares' | 'leave' | 'isolation' | 'isolation-end'
}

export interface ProcedureBranch {
  readonly branch: string
  readonly title: string
  /** What becomes of the candidate: the violation put on record when the incident closes. */
  readonly effect?: 'cheating' | 'violation' | 'session-cancelled'
  readonly severity?: IncidentSeverity
  readonly alertsChief?: boolean
  readonly followUp?: string
}

/** A procedure for one kind of incident, as data: what is done, by whom, on which form, and what follows. */
export interface Procedure {
  readonly type: string
  /** The number in the handbook's list; null for the procedures of other documents. */
  readonly number: number | null
  readonly title: string
  readonly clauses: readonly string[]
  /** What to do, in our own sentences, as shown on the desk. */
  readonly guidance: string
  readonly concerns: 'one-seat' | 'seats' | 'room'
  /** Asked for when the incident is entered. */
  readonly fields: readonly ProcedureField[]
  readonly branches: readonly ProcedureBranch[]
  readonly steps: readonly ProcedureStep[]
  /** Signatures due before it closes, and in which branches. */
  readonly signatures: readonly { readonly as: SignerRole; readonly branches?: readonly string[] }[]
  /** Signatures due before the paper may be opened while the incident is open. */
  readonly beforeOpening?: readonly SignerRole[]
  /** What becomes of lost time. */
  readonly time: 'never' | 'seats' | 'room' | 'none-lost'
  readonly locksExit?: boolean
  /** To whom it must be reported before it closes. */
  readonly reportTo: string | null
  readonly severity: IncidentSeverity
  readonly forms: readonly string[]
}

/** A text field that must be filled in. */
export const must = (field: string, label: string): ProcedureField => ({
  field,
  label,
  required: true,
  kind: 'text',
})

export const may = (field: string, label: string): ProcedureField => ({
  ...must(field, label),
  required: false,
})

export const oneOf = (field: string, label: string, options: readonly string[]): ProcedureField => ({
  ...{ field, label, options, required: true, kind: 'choice' },
})

export const names = (field: string, label: string, least?: ProcedureNumber): ProcedureField => ({
  ...{ field, label, required: true, kind: 'names' },
  ...(least && { least }),
})

/** The only branch of a procedure that has no others. */
export const single: readonly ProcedureBranch[] = [{ branch: 'only', title: '处置' }]

/** A step with nothing to fill in beside what was done. */
export const done = (step: string, title: string, who: string): ProcedureStep => ({
  ...{ step, title, who, fields: [may('note', '情况')] },
})

/** What was done in the room record: the form every procedure ends in. */
export const roomRecord = '考场情况记录表'

export const chiefOf = '主考（考点负责人）'
export const leadInvigilator = '主监考'
export const invigilators = '监考人员'

import { type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Incident } from '../../core/incident-log.ts'
import type { Draft } from '../../core/journal.ts'
import type { DutyRole } from '../../core/preparation.ts'
import type { Occasion } from '../../core/sitting.rule.ts'

export type IncidentRefusal =
  | 'incident-unknown'
  | 'incident-closed'
  | 'procedure-unknown'
  | 'sitting-closed'
  | 'seats-wrong'
  | 'field-missing'
  | 'field-wrong'
  | 'names-missing'
  | 'step-not-due'
  | 'step-too-early'
  | 'chief-only'
  | 'signature-missing'
  | 'signed-already'
  | 'exit-locked'
  | 'steps-missing'
  | 'report-missing'
  | 'answer-missing'
  | 'police-report-missing'
  | 'alert-unacknowledged'
  | 'no-extra-time'
  | 'extension-exceeds-loss'
  | 'resit-instead'
  | 'spares-short'
  | 'source-order'
  | 'evidence-unknown'
  | 'seat-unknown'
  | 'proposal-unknown'

export type IncidentVerdict = Verdict<readonly Draft[], IncidentRefusal>

/** Who asks, in which office, and when. */
export interface IncidentOccasion extends Occasion {
  readonly role: DutyRole
}

export const unknownIncident = refuse('incident-unknown', {
  sentence: '本场没有这个突发事件。',
  remedy: '请刷新后在列表中重新选择。',
  clauses: ['SDS-4.4-30'],
})

export const closedIncident = ({ number }: Incident): Refusal<'incident-closed'> =>
  refuse('incident-closed', {
    sentence: `第 ${number} 号突发事件已经办结，不能再登记。`,
    remedy: '有新情况的，另行登记一件，并在情况中注明原件编号。',
    clauses: ['SDE-4.6-15'],
  })

export const chiefOnly = (what: string, clauses: readonly string[]): Refusal<'chief-only'> =>
  refuse('chief-only', {
    sentence: `${what}由考点负责人（主考）决定。`,
    remedy: '请考点负责人登录监考台办理，或在该事件上输入本人口令签名后再办理。',
    clauses: [...new Set(['SDE-4.6-15', ...clauses])],
  })

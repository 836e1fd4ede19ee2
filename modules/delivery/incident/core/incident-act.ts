import type { SignerRole } from '../../core/incident-events.ts'
import type { RoomState } from '../../core/room-state.ts'
import { decideClosing } from './close.rule.ts'
import { decideCompensation, decideResit } from './compensation.rule.ts'
import { decideEvidenceMove, decideSeizure } from './evidence.rule.ts'
import type { IncidentOccasion, IncidentVerdict } from './incident.refusal.ts'
import { decideIncident, type OpeningOfIncident } from './open.rule.ts'
import { decideStep, type StepDone } from './step.rule.ts'
import {
  decideAcknowledgement,
  decideAnswer,
  decideReport,
  decideRulesConfirmed,
  decideSignature,
} from './word.rule.ts'

/** Everything that is done about an incident while its sitting runs; one of these per order. */
export type IncidentAct =
  | { readonly act: 'confirm-rules' }
  | ({ readonly act: 'open' } & OpeningOfIncident)
  | ({ readonly act: 'step' } & StepDone)
  | {
      readonly act: 'sign'
      readonly incident: number
      readonly as: SignerRole
      /** Duty id or name of who signs; for the person concerned his name. */
      readonly person: string
      /** Of who signs; of whoever is on duty and saw it when the person concerned signs. */
      readonly passcode: string
    }
  | { readonly act: 'report'; readonly incident: number; readonly to: string; readonly text: string }
  | { readonly act: 'answer'; readonly incident: number; readonly by: string; readonly text: string }
  | { readonly act: 'acknowledge'; readonly incident: number }
  | {
      readonly act: 'compensate'
      readonly incident: number
      readonly minutes: number
      readonly reason: string
    }
  | {
      readonly act: 'resit'
      readonly incident: number
      readonly seats: readonly string[]
      readonly reason: string
    }
  | {
      readonly act: 'seize'
      readonly incident: number
      readonly seat: string
      readonly article: string
      readonly taker: string
      readonly keeper: string
    }
  | {
      readonly act: 'move-evidence'
      readonly piece: number
      readonly to: 'keeper' | 'owner'
      readonly person: string
    }
  | {
      readonly act: 'close'
      readonly incident: number
      readonly decision: string
      readonly proposal?: string
    }

/** Whether someone who only looks on may do it: put on record what he saw, and say to whom it was reported. */
export const isForBystanders = ({ act }: IncidentAct): boolean =>
  ['open', 'report', 'confirm-rules'].includes(act)

/** What an act would write, or why it is refused. `signer` is the name of whom a passcode was checked for. */
export const decideIncidentAct = (
  room: RoomState,
  act: IncidentAct,
  on: IncidentOccasion & { readonly signer: string },
): IncidentVerdict => {
  switch (act.act) {
    case 'confirm-rules':
      return decideRulesConfirmed(room, on)
    case 'open':
      return decideIncident(room, act, on)
    case 'step':
      return decideStep(room, act, on)
    case 'sign':
      return decideSignature(room, { incident: act.incident, as: act.as, name: on.signer }, on)
    case 'report':
      return decideReport(room, act, on)
    case 'answer':
      return decideAnswer(room, act, on)
    case 'acknowledge':
      return decideAcknowledgement(room, act, on)
    case 'compensate':
      return decideCompensation(room, act, on)
    case 'resit':
      return decideResit(room, act, on)
    case 'seize':
      return decideSeizure(room, act, on)
    case 'move-evidence':
      return decideEvidenceMove(room, act, on)
    case 'close':
      return decideClosing(room, act, on)
  }
}

import { accept, refuse } from '#platform/contract/verdict.ts'
import type { SignerRole } from '../../core/incident-events.ts'
import type { RoomState } from '../../core/room-state.ts'
import { chiefOnly, type IncidentOccasion, type IncidentVerdict } from './incident.refusal.ts'
import { procedureOfIncident } from './procedure-of.ts'
import { incidentInHand } from './step.rule.ts'

const textMissing = (label: string, field: string, clauses: readonly string[]) =>
  refuse('field-missing', {
    sentence: `请填写“${label}”。`,
    remedy: '补齐后重新提交。',
    clauses,
    field,
  })

/** A name under the incident. Those on duty were known by their passcode before this is asked. */
export const decideSignature = (
  room: RoomState,
  signature: { readonly incident: number; readonly as: SignerRole; readonly name: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, signature.incident)
  if ('refused' in incident) return incident
  const { clauses } = procedureOfIncident(room, incident)
  const name = signature.name.trim()
  if (!name) return textMissing('签名人姓名', 'name', clauses)
  if (incident.signatures.some((one) => one.as === signature.as && one.name === name)) {
    return refuse('signed-already', {
      sentence: `${name}已经签名。`,
      remedy: '无须重复签名。',
      clauses,
      field: 'name',
    })
  }
  const body = { incident: incident.number, as: signature.as, name }
  return accept([{ kind: 'incident-signed', seat: null, actor: on.actor, body }])
}

/** SDS-4.4-30, HN-2.6-08: reported upward: to whom, what was asked; the time is the entry's. */
export const decideReport = (
  room: RoomState,
  report: { readonly incident: number; readonly to: string; readonly text: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, report.incident)
  if ('refused' in incident) return incident
  const to = report.to.trim()
  if (!to) return textMissing('报告对象', 'to', ['SDS-4.4-30'])
  const body = { incident: incident.number, to, text: report.text.trim() }
  return accept([{ kind: 'incident-reported', seat: null, actor: on.actor, body }])
}

/** HN-2.6-08: the answer to what was asked. */
export const decideAnswer = (
  room: RoomState,
  answer: { readonly incident: number; readonly by: string; readonly text: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, answer.incident)
  if ('refused' in incident) return incident
  if (!answer.by.trim()) return textMissing('答复人', 'by', ['HN-2.6-08'])
  if (!answer.text.trim()) return textMissing('答复内容', 'text', ['HN-2.6-08'])
  if (incident.reports.length === 0) {
    return refuse('report-missing', {
      sentence: '尚未登记请示，不能登记答复。',
      remedy: '先登记向谁报告、请示什么。',
      clauses: ['HN-2.6-08'],
    })
  }
  const body = { incident: incident.number, by: answer.by.trim(), text: answer.text.trim() }
  return accept([{ kind: 'incident-answered', seat: null, actor: on.actor, body }])
}

/** HN-3.1.6-18: the chief has heard the alert; it shows until then. */
export const decideAcknowledgement = (
  room: RoomState,
  asked: { readonly incident: number },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, asked.incident)
  if ('refused' in incident) return incident
  if (on.role !== 'chief') return chiefOnly('确认收到提醒', ['HN-3.1.6-18'])
  if (!incident.alertsChief || incident.acknowledged) return accept([])
  return accept([
    { kind: 'incident-acknowledged', seat: null, actor: on.actor, body: { incident: incident.number } },
  ])
}

/** HN-2.5-07: whoever is on duty confirms for himself, once, that he knows the procedures. */
export const decideRulesConfirmed = (room: RoomState, on: IncidentOccasion): IncidentVerdict =>
  room.log.rulesReadBy.has(on.actor)
    ? accept([])
    : accept([
        {
          kind: 'incident-rules-read',
          seat: null,
          actor: on.actor,
          body: { book: room.rules?.incidents?.book ?? 'general' },
        },
      ])

import { accept, refuse } from '#platform/contract/verdict.ts'
import type { RoomState } from '../../core/room-state.ts'
import { checkFields, isRefusal } from './fields.rule.ts'
import type { IncidentOccasion, IncidentVerdict } from './incident.refusal.ts'
import { closedSitting, isSealed } from './open.rule.ts'
import { must } from './procedures/procedure.ts'
import { incidentInHand } from './step.rule.ts'

const clauses = ['HN-3.1.6-27']
const seizure = {
  fields: [must('article', '物品'), must('taker', '收缴人'), must('keeper', '保管人')],
  clauses,
}

/** HN-3.1.6-27: the article, who took it and who keeps it; the candidate and the time are the entry's. */
export const decideSeizure = (
  room: RoomState,
  seized: {
    readonly incident: number
    readonly seat: string
    readonly article: string
    readonly taker: string
    readonly keeper: string
  },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, seized.incident)
  if ('refused' in incident) return incident
  const { article, taker, keeper, seat } = seized
  const checked = checkFields(room, seizure, { article, taker, keeper })
  if (isRefusal(checked)) return checked
  if (!incident.seats.includes(seat)) {
    return refuse('seat-unknown', {
      sentence: '物证须登记到该事件涉及的考生。',
      remedy: '请选择该事件涉及的座位。',
      clauses,
      field: 'seat',
    })
  }
  const body = {
    incident: incident.number,
    article: article.trim(),
    taker: taker.trim(),
    keeper: keeper.trim(),
  }
  return accept([{ kind: 'evidence-seized', seat, actor: on.actor, body }])
}

/** A piece goes to another keeper, or back to whom it belongs; a closed incident does not keep it. */
export const decideEvidenceMove = (
  room: RoomState,
  move: { readonly piece: number; readonly to: 'keeper' | 'owner'; readonly person: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  if (isSealed(room)) return closedSitting
  const evidence = room.log.evidence.get(move.piece)
  if (!evidence || evidence.returned) {
    return refuse('evidence-unknown', {
      sentence: evidence ? '该物证已经归还。' : '没有这件物证。',
      remedy: '请在物证登记中重新选择。',
      clauses,
    })
  }
  const checked = checkFields(room, { fields: [must('person', '姓名')], clauses }, { person: move.person })
  if (isRefusal(checked)) return checked
  const body = { piece: move.piece, to: move.to, person: move.person.trim() }
  return accept([{ kind: 'evidence-moved', seat: null, actor: on.actor, body }])
}

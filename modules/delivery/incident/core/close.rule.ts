import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { Incident } from '../../core/incident-log.ts'
import type { Draft } from '../../core/journal.ts'
import type { RoomState } from '../../core/room-state.ts'
import { seatTransitions } from '../../core/seat.machine.ts'
import { following } from '../../core/transition-table.ts'
import {
  chiefOnly,
  type IncidentOccasion,
  type IncidentRefusal,
  type IncidentVerdict,
} from './incident.refusal.ts'
import {
  hasChiefsWord,
  hasStep,
  isSignedBy,
  procedureOfIncident,
  signaturesOf,
  stepsOf,
} from './procedure-of.ts'
import type { Procedure } from './procedures/procedure.ts'
import { incidentInHand } from './step.rule.ts'

const signerWords = { chief: '主考', invigilator: '监考人员', subject: '当事人' } as const

const unfinished = (code: IncidentRefusal, sentence: string, clauses: readonly string[]) =>
  refuse(code, { sentence, remedy: '补齐登记后再办结；暂时不能办结的，保持未结状态。', clauses })

/** Everything that still keeps an incident open, in the order of the procedure; empty when it may be closed. */
export const closingObstacles = (
  incident: Incident,
  procedure: Procedure,
): readonly Refusal<IncidentRefusal>[] => {
  const { clauses } = procedure
  const found: Refusal<IncidentRefusal>[] = []
  const steps = stepsOf(procedure, incident).filter(
    ({ optional, step }) => !optional && !hasStep(incident, step),
  )
  if (steps.length > 0)
    found.push(
      unfinished('steps-missing', `还没有登记：${steps.map(({ title }) => title).join('、')}。`, clauses),
    )
  const unsigned = signaturesOf(procedure, incident.branch).filter((role) => !isSignedBy(incident, role))
  if (unsigned.length > 0) {
    const who = unsigned.map((role) => signerWords[role]).join('、')
    found.push(unfinished('signature-missing', `还缺${who}的签名。`, clauses))
  }
  if ((procedure.reportTo !== null || incident.severity !== 'ordinary') && incident.reports.length === 0) {
    const to = procedure.reportTo ?? '上级'
    found.push(unfinished('report-missing', `还没有登记向${to}报告的时间。`, ['SDS-4.4-30', ...clauses]))
  }
  if (incident.severity === 'major' && incident.answers.length === 0)
    found.push(unfinished('answer-missing', '重大事件须登记请示和答复，还没有登记答复。', ['HN-2.6-08']))
  if (
    incident.severity === 'serious' &&
    !['police-report', 'no-police-report'].some((one) => hasStep(incident, one))
  )
    found.push(
      unfinished('police-report-missing', '情节严重的，须登记报案编号和时间，或不报案的理由。', [
        'SDS-4.4-31',
      ]),
    )
  if (incident.alertsChief && !incident.acknowledged)
    found.push(unfinished('alert-unacknowledged', '主考尚未确认收到提醒。', ['HN-3.1.6-18']))
  return found
}

/** What becomes of the candidates: by the branch, or by what the investigation found (HN-3.1.6-06). */
export const effectOf = (incident: Incident, procedure: Procedure): string => {
  const found = incident.steps.some(({ fields }) => fields.finding === '是替考')
  if (found) return 'cheating'
  return procedure.branches.find(({ branch }) => branch === incident.branch)?.effect ?? ''
}

const effectWords: { readonly [effect: string]: string } = {
  cheating: '作弊',
  violation: '违纪',
  'session-cancelled': '强行提前离场，取消本场成绩',
}

/** HN-2.3.4-24: the proposal that ends the candidate's session at once. */
const termination = '终止考核'

const proposalRefusal = (
  room: RoomState,
  { proposal, effect }: { readonly proposal: string; readonly effect: string },
): Refusal<IncidentRefusal> | undefined => {
  if (proposal === '') return undefined
  const { value = null, clauses = [] } = room.rules?.incidents?.proposals ?? {}
  if (effect !== '' && value?.includes(proposal)) return undefined
  return refuse('proposal-unknown', {
    sentence:
      effect === '' ? '本件没有违纪的考生，不提处理意见。' : `处理意见限于${value?.join('、') ?? '无'}。`,
    remedy: '请从列出的处理意见中选择，或不填。',
    clauses: clauses.length > 0 ? clauses : ['HN-2.3.4-24'],
    field: 'proposal',
  })
}

/** HN-3.1.6-17, -21: the room record that a case is built on, and the end of a session that was left by force. */
const consequences = (
  room: RoomState,
  closing: { incident: Incident; procedure: Procedure; proposal: string; on: IncidentOccasion },
) => {
  const { incident, procedure, proposal, on } = closing
  const effect = effectOf(incident, procedure)
  if (effect === '') return []
  const conduct = incident.fields.conduct ?? incident.text
  const text =
    `突发事件第 ${incident.number} 号（${procedure.title}）：${effectWords[effect]}。${conduct}`.trim()
  const reportedTo = incident.reports.at(-1)?.to ?? ''
  return incident.seats.flatMap((seat): Draft[] => {
    const place = { seat, actor: on.actor }
    const note: Draft = {
      kind: 'noted',
      ...place,
      body: {
        ...{ category: 'violation', text, reportedTo, rule: '', incident: incident.number },
        ...(proposal && { proposal }),
      },
    }
    const ends = effect === 'session-cancelled' || proposal === termination
    const leaves = ends && following(seatTransitions, room.seats.get(seat)!.status, 'expelled')
    return leaves
      ? [note, { kind: 'expelled', ...place, body: { reason: text, incident: incident.number } }]
      : [note]
  })
}

/** SDE-4.6-15: an incident ends with a decision, by a person, at a time; the head of the site decides all that is grave. */
export const decideClosing = (
  room: RoomState,
  closing: { readonly incident: number; readonly decision: string; readonly proposal?: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, closing.incident)
  if ('refused' in incident) return incident
  const procedure = procedureOfIncident(room, incident)
  const decision = closing.decision.trim()
  if (!decision) {
    return refuse('field-missing', {
      sentence: '请填写处理决定。',
      remedy: '写明决定后办结；决定、决定人和时间将记入考场情况记录。',
      clauses: ['SDE-4.6-15'],
      field: 'decision',
    })
  }
  const grave = incident.severity !== 'ordinary'
  if (grave && !hasChiefsWord(incident, on.role)) return chiefOnly('重大、严重事件的处理', procedure.clauses)
  const [obstacle] = closingObstacles(incident, procedure)
  if (obstacle) return obstacle
  const { proposal = '' } = closing
  const effect = effectOf(incident, procedure)
  const unknown = proposalRefusal(room, { proposal, effect })
  if (unknown) return unknown
  const seat = incident.seats.length === 1 ? incident.seats[0]! : null
  const body = { incident: incident.number, decision, effect, ...(proposal && { proposal }) }
  return accept([
    ...consequences(room, { incident, procedure, proposal, on }),
    { kind: 'incident-closed', seat, actor: on.actor, body },
  ])
}

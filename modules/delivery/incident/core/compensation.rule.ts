import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { Incident } from '../../core/incident-log.ts'
import type { Draft } from '../../core/journal.ts'
import type { RoomState } from '../../core/room-state.ts'
import { isFinal } from '../../core/seat.machine.ts'
import { openLossSeconds } from '../../core/time-marks.ts'
import { chiefOnly, type IncidentOccasion, type IncidentVerdict } from './incident.refusal.ts'
import { hasChiefsWord, procedureOfIncident } from './procedure-of.ts'
import { incidentInHand } from './step.rule.ts'

/** What a rule proposes for an incident: minutes, and for whom. */
export interface Proposal {
  readonly minutes: number
  readonly scope: 'room' | 'seats'
}

/** Until when time was being lost: the step that settled it, its end, or now. */
const lostUntil = (incident: Incident, now: number): number => {
  const settled = incident.steps.find(({ step }) => step === 'settled' || step === 'remedy')
  return settled ? Date.parse(settled.at) : incident.closed ? Date.parse(incident.closed.at) : now
}

const overlap = (a: { from: number; to: number }, b: { from: number; to: number }): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))

/**
 * Seconds of examination time that the incident took. Before the start nothing is lost, because the end moves with the
 * start; a suspension has moved the end already.
 */
export const lostSeconds = (room: RoomState, incident: Incident, now: number): number => {
  if (room.startedAt === null) return 0
  const span = { from: Math.max(room.startedAt, Date.parse(incident.since)), to: lostUntil(incident, now) }
  const held = [
    ...room.suspensions,
    ...(room.suspendedSince === null ? [] : [{ from: room.suspendedSince, to: now }]),
  ]
  const suspended = held.reduce((sum, one) => sum + overlap(span, one), 0)
  return Math.max(0, Math.round((span.to - span.from - suspended) / 1000))
}

/** Seconds of an incident that this seat has not been given back; where its machine stood still, what stands on record. */
const seatLoss = (room: RoomState, incident: Incident, at: { seat: string; now: number }): number => {
  const state = room.seats.get(at.seat)
  const given = incident.roomSeconds + (incident.seatSeconds.get(at.seat) ?? 0)
  const open = Math.max(0, lostSeconds(room, incident, at.now) - given)
  return incident.type === 'equipment' && state && (state.lostSeconds > 0 || state.interruptedSince)
    ? openLossSeconds(state, at.now)
    : open
}

/** HN-3.1.6-08, -09, SDS-4.4-40: what may be made good and for whom; null where the rule gives nothing. */
export const proposalOf = (room: RoomState, incident: Incident, now: number): Proposal | null => {
  const { time, concerns } = procedureOfIncident(room, incident)
  if (time === 'never' || time === 'none-lost') return null
  const forRoom = time === 'room' && (concerns === 'room' || incident.seats.length === 0)
  const seconds = forRoom
    ? lostSeconds(room, incident, now) - incident.roomSeconds
    : Math.max(0, ...incident.seats.map((seat) => seatLoss(room, incident, { seat, now })))
  const minutes = Math.ceil(Math.max(0, seconds) / 60)
  return minutes > 0 ? { minutes, scope: forRoom ? 'room' : 'seats' } : null
}

const noExtraTime = (room: RoomState, incident: Incident): Refusal<'no-extra-time'> => {
  const { title, clauses } = procedureOfIncident(room, incident)
  return refuse('no-extra-time', {
    sentence: `“${title}”不补时。`,
    remedy: '按考试时间继续作答；因设备或试卷原因耽误的，另行登记。',
    clauses,
  })
}

/** Minutes given beyond what the law and the operator allow on the day: these candidates sit again instead. */
const beyondLimit = (
  room: RoomState,
  incident: Incident,
  wanted: Proposal,
): Refusal<'resit-instead'> | undefined => {
  const rules = room.rules?.incidents
  if (!rules) return undefined
  const limit = wanted.scope === 'room' ? rules.roomMinutes : rules.seatMinutes
  const given =
    wanted.scope === 'room'
      ? room.log.extendedSeconds
      : Math.max(0, ...incident.seats.map((seat) => room.seats.get(seat)?.extensionSeconds ?? 0))
  if (given / 60 + wanted.minutes <= limit.value) return undefined
  return refuse('resit-instead', {
    sentence: `当日补时合计不超过 ${limit.value} 分钟，本次超出。`,
    remedy: '请将有关考生列入重考名单。',
    clauses: [...limit.clauses],
    field: 'minutes',
  })
}

const grants = (room: RoomState, incident: Incident, given: { seconds: number; reason: string }) =>
  incident.seats
    .filter((seat) => !isFinal(room.seats.get(seat)?.status ?? 'absent'))
    .map((seat) => ({ seat, body: { ...given, incident: incident.number } }))

/** The person allowed makes lost time good: for the room its end moves, else that of each candidate concerned. */
export const decideCompensation = (
  room: RoomState,
  asked: { readonly incident: number; readonly minutes: number; readonly reason: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, asked.incident)
  if ('refused' in incident) return incident
  const procedure = procedureOfIncident(room, incident)
  if (procedure.time === 'never' || procedure.time === 'none-lost') return noExtraTime(room, incident)
  if (!hasChiefsWord(incident, on.role)) return chiefOnly('补时', procedure.clauses)
  const proposal = proposalOf(room, incident, on.now)
  const most = proposal?.minutes ?? 0
  if (asked.minutes > most || !proposal) {
    return refuse('extension-exceeds-loss', {
      sentence: `该事件耽误且尚未补偿的时间为 ${most} 分钟，不能补时 ${asked.minutes} 分钟。`,
      remedy: most === 0 ? '没有可补的时间。' : `请按不超过 ${most} 分钟补时。`,
      clauses: procedure.clauses,
      field: 'minutes',
    })
  }
  const beyond = beyondLimit(room, incident, { ...proposal, minutes: asked.minutes })
  if (beyond) return beyond
  const reason = asked.reason.trim() || `突发事件第 ${incident.number} 号：${procedure.title}`
  const seconds = asked.minutes * 60
  if (proposal.scope === 'room') {
    const body = { incident: incident.number, seconds, reason }
    return accept([{ kind: 'room-extended', seat: null, actor: on.actor, body }])
  }
  return accept(
    grants(room, incident, { seconds, reason }).map(
      ({ seat, body }): Draft => ({ kind: 'extension-granted', seat, actor: on.actor, body }),
    ),
  )
}

/** Instead of time: the candidates of the incident go on the list of those who sit again. */
export const decideResit = (
  room: RoomState,
  asked: { readonly incident: number; readonly seats: readonly string[]; readonly reason: string },
  on: IncidentOccasion,
): IncidentVerdict => {
  const incident = incidentInHand(room, asked.incident)
  if ('refused' in incident) return incident
  const { time, clauses } = procedureOfIncident(room, incident)
  if (time === 'never') return noExtraTime(room, incident)
  if (!hasChiefsWord(incident, on.role)) return chiefOnly('列入重考名单', clauses)
  const seats = [...new Set(asked.seats)].filter(
    (seat) => room.seats.has(seat) && !incident.resits.includes(seat),
  )
  if (seats.length === 0 || !asked.reason.trim()) {
    return refuse('field-missing', {
      sentence: seats.length === 0 ? '请选择列入重考名单的座位。' : '请填写列入重考名单的原因。',
      remedy: '补齐后重新提交。',
      clauses: ['SDS-4.4-40'],
      field: seats.length === 0 ? 'seats' : 'reason',
    })
  }
  const body = { incident: incident.number, seats, reason: asked.reason.trim() }
  return accept([{ kind: 'resit-proposed', seat: null, actor: on.actor, body }])
}

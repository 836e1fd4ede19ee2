import { accept, refuse } from '#platform/contract/verdict.ts'
import type { Draft } from '../../core/journal.ts'
import type { RoomState } from '../../core/room-state.ts'
import { seatTransitions } from '../../core/seat.machine.ts'
import { following } from '../../core/transition-table.ts'
import { checkFields, isRefusal } from './fields.rule.ts'
import type { IncidentOccasion, IncidentVerdict } from './incident.refusal.ts'
import { procedureOf } from './procedure-of.ts'
import type { Procedure } from './procedures/procedure.ts'

export interface OpeningOfIncident {
  readonly type: string
  readonly branch: string
  readonly seats: readonly string[]
  readonly text: string
  readonly fields: { readonly [field: string]: string }
  /** ISO 8601; '' = now. */
  readonly since: string
}

export const closedSitting = refuse('sitting-closed', {
  sentence: '本场已经封存，考场内不能再登记突发事件。',
  remedy: '请在评价机构的“突发事件”页面继续办理。',
  clauses: ['SDS-4.4-30'],
})

export const isSealed = ({ status }: RoomState): boolean => status === 'sealed' || status === 'uploaded'

const seatsWrong = (procedure: Procedure) =>
  refuse('seats-wrong', {
    sentence:
      procedure.concerns === 'one-seat'
        ? `“${procedure.title}”须写明涉及的一名考生的座位。`
        : '所选座位不在本考场。',
    remedy: '请选择本考场的座位后重新提交。',
    clauses: ['SDS-4.4-30', ...procedure.clauses],
    field: 'seats',
  })

const seatsFit = (room: RoomState, procedure: Procedure, seats: readonly string[]): boolean =>
  seats.every((seat) => room.seats.has(seat)) && (procedure.concerns !== 'one-seat' || seats.length === 1)

/** A machine that failed under a candidate's hands: his time stops counting from here (SDS-4.4-40). */
const interruptions = (room: RoomState, opening: OpeningOfIncident, on: IncidentOccasion): Draft[] =>
  opening.type !== 'equipment'
    ? []
    : opening.seats.flatMap((seat) =>
        following(seatTransitions, room.seats.get(seat)!.status, 'interrupted')
          ? [
              {
                kind: 'interrupted' as const,
                seat,
                actor: on.actor,
                body: { cause: 'equipment' as const, reason: opening.fields.device ?? opening.text },
              },
            ]
          : [],
      )

const unknownProcedure = refuse('procedure-unknown', {
  sentence: '没有这类突发事件的处置办法。',
  remedy: '请在列表中选择；确实没有的，选“其他异常情况”。',
  clauses: ['SDS-4.4-30'],
  field: 'type',
})

/** SDS-4.4-30: an incident is put on record at once, under the procedure for its kind. */
export const decideIncident = (
  room: RoomState,
  opening: OpeningOfIncident,
  on: IncidentOccasion,
): IncidentVerdict => {
  if (isSealed(room)) return closedSitting
  const procedure = procedureOf(room, opening.type)
  const branch = procedure?.branches.find((one) => one.branch === opening.branch)
  if (!procedure || !branch) return unknownProcedure
  const seats = [...new Set(opening.seats)]
  if (!seatsFit(room, procedure, seats)) return seatsWrong(procedure)
  const fields = checkFields(room, { fields: procedure.fields, clauses: procedure.clauses }, opening.fields)
  if (isRefusal(fields)) return fields
  const since = opening.since === '' ? on.now : Date.parse(opening.since)
  if (Number.isNaN(since) || since > on.now) {
    return refuse('field-wrong', {
      sentence: '发生时间不能晚于现在。',
      remedy: '请核对发生时间。',
      clauses: ['SDS-4.4-30'],
      field: 'since',
    })
  }
  const body = {
    incident: room.log.incidents.size + 1,
    ...{ type: opening.type, branch: opening.branch, seats, text: opening.text.trim(), fields },
    since: new Date(since).toISOString(),
    severity: branch.severity ?? procedure.severity,
    locksExit: procedure.locksExit ?? false,
    alertsChief: branch.alertsChief ?? false,
    beforeOpening: room.openedAt === null ? (procedure.beforeOpening ?? []) : [],
    followUp: branch.followUp ?? '',
  }
  const seat = seats.length === 1 ? seats[0]! : null
  return accept([
    { kind: 'incident-opened', seat, actor: on.actor, body },
    ...interruptions(room, { ...opening, seats }, on),
  ])
}

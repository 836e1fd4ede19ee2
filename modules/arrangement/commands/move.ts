import type { ApplicationFact } from '#modules/enrolment/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { movePerson } from '../contract.ts'
import { type Conflict, findConflict, type Place } from '../core/move.rule.ts'
import { sessionsOverlap } from '../refusals.ts'
import { renewTickets } from '../renew-tickets.ts'
import { loadScene, type Scene } from '../scene.ts'
import {
  type ArrangementRow,
  changeDraftSeats,
  changePlacements,
  lockArrangement,
  ownOrganisation,
  type SeatRow,
  seatsOf,
  sessionsOfArrangement,
  updateArrangement,
} from '../store.ts'

type Input = InputOf<typeof movePerson>

const refusalOf = (conflict: Conflict, people: readonly ApplicationFact[]) => {
  const name = people.find(({ id }) => id === conflict.applicationId)?.name ?? '该考生'
  if (conflict.kind === 'overlap') return sessionsOverlap(name)
  if (conflict.kind === 'unusable') {
    return refuse('SEAT_UNUSABLE', {
      sentence: '这个座位不可用，或不在该场次的考场内。',
      remedy: '请选择其他座位。',
      clauses: ['SDS-4.1-10', 'SDS-4.1-14'],
      field: 'seatId',
    })
  }
  return refuse('SEAT_TAKEN', {
    sentence: `这个座位在该时间已安排给${name}，一个座位（工位）同一时间只能安排 1 名考生。`,
    remedy: '请选择空座位，或与该考生互换座位。',
    clauses: ['SDS-4.1-10', 'SDS-4.1-14'],
    field: 'seatId',
  })
}

const reasonRequired = () =>
  refuse('REASON_REQUIRED', {
    sentence: '编排已向考生发布，调整座位须登记变更原因。',
    remedy: '请填写变更原因；相关准考证将同时更新。',
    clauses: ['SDS-4.4-02'],
    field: 'reason',
  })

const carryOutChanges = async (
  context: CommandContext,
  row: ArrangementRow,
  given: { readonly scene: Scene; readonly changes: readonly SeatRow[]; readonly reason: string | undefined },
): Promise<void> => {
  const { scene, changes, reason } = given
  if (row.state !== 'confirmed') {
    await changeDraftSeats(context.tx, row, changes)
    return
  }
  const ids = await changePlacements(context.tx, row, changes)
  context.recordAll({
    type: 'place-changed',
    table: 'placement',
    organisationId: row.organisationId,
    ids,
    data: { reason: reason ?? '' },
    clauses: ['SDS-4.4-02'],
  })
  await renewTickets(context, row, {
    scene,
    applicationIds: changes.map(({ applicationId }) => applicationId),
  })
}

/** Where everyone concerned would sit after the move; null when the person has no seat to leave. */
const changesOf = (input: Input, seats: readonly SeatRow[], scene: Scene): SeatRow[] | null => {
  const own = seats.find(
    (seat) => seat.applicationId === input.applicationId && seat.subject === input.subject,
  )
  const room = scene.rooms.find(({ seats: places }) => places.some(({ id }) => id === input.seatId))
  if (!own) return null
  const target = { sessionId: input.sessionId, seatId: input.seatId, roomId: room?.id ?? own.roomId }
  const holder = seats.find((seat) => seat.sessionId === target.sessionId && seat.seatId === target.seatId)
  const moved = { ...own, ...target }
  if (!holder || holder === own || !input.exchange) return [moved]
  const { sessionId, seatId, roomId } = own
  return [moved, { ...holder, sessionId, seatId, roomId }]
}

/** Moves one person or exchanges two, before publication freely, afterwards as a recorded change (SDS-4.4-02). */
export const moveHandler: CommandHandler<typeof movePerson> = async (context, input) => {
  const of = { organisationId: ownOrganisation(context), batchId: input.batchId }
  const row = await lockArrangement(context.tx, of, input.version)
  if (row.state === 'confirmed' && !input.reason) return reasonRequired()
  const scene = await loadScene(context.tx, of)
  const seats = await seatsOf(context.tx, of, row.state)
  const changes = changesOf(input, seats, scene)
  if (!changes) {
    return refuse('NOT_SEATED', {
      sentence: '这名考生在该科目还没有座位。',
      remedy: '请先自动编排座位。',
      clauses: ['SDS-4.1-18'],
    })
  }
  const sessions = await sessionsOfArrangement(context.tx, row)
  const conflict = findConflict(changes as readonly Place[], {
    places: seats,
    rooms: scene.rooms,
    restMinutes: row.settings.restMinutes,
    sessions: sessions.map((each) => ({
      ...each,
      from: Date.parse(each.startsAt),
      to: Date.parse(each.endsAt),
    })),
    lineOf: new Map(scene.people.map(({ id, lineId }) => [id, lineId])),
  })
  if (conflict) return refusalOf(conflict, scene.people)
  await carryOutChanges(context, row, { scene, changes, reason: input.reason })
  const version = await updateArrangement(context.tx, row, {})
  context.record({
    type: 'seat-changed',
    table: 'arrangement',
    row,
    data: { applications: changes.map(({ applicationId }) => applicationId), reason: input.reason ?? '' },
    clauses: ['SDS-4.1-18', 'SDS-4.4-02'],
  })
  return accept({ version })
}

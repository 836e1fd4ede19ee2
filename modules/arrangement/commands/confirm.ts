import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { confirmArrangement } from '../contract.ts'
import { arrangementMachine } from '../core/arrangement.machine.ts'
import { makeTickets } from '../issue-tickets.ts'
import { arrangementClosed } from '../refusals.ts'
import { loadScene, type Scene } from '../scene.ts'
import {
  clearDraftSeats,
  insertPlacements,
  insertSessions,
  lockArrangement,
  ownOrganisation,
  type SeatRow,
  seatsOf,
  updateArrangement,
} from '../store.ts'
import { insertTickets } from '../ticket.store.ts'

/** Admitted people and seats must match one to one: nobody without, and nobody who is no longer admitted with one. */
const checkComplete = ({ people }: Scene, seats: readonly SeatRow[]) => {
  const held = new Set(seats.map((seat) => `${seat.applicationId}/${seat.subject}`))
  const unseated = people.filter(({ id, subjects }) =>
    subjects.some((subject) => !held.has(`${id}/${subject}`)),
  )
  const wanted = people.reduce((sum, { subjects }) => sum + subjects.length, 0)
  if (unseated.length === 0 && wanted === seats.length && wanted > 0) return null
  return refuse('PEOPLE_UNSEATED', {
    sentence:
      unseated.length > 0
        ? `还有 ${unseated.length} 名考生没有排到座位（${unseated
            .slice(0, 3)
            .map(({ name }) => name)
            .join('、')}${unseated.length > 3 ? '等' : ''}）。`
        : '编排后考生名单有变动，座位与名单不一致。',
    remedy: '请重新自动编排座位，未排名单为零后再确认。',
    clauses: ['SDS-4.1-18', 'SDS-4.1-19'],
    details: { unseated: unseated.length },
  })
}

/** Publishes the arrangement: sessions, places and tickets become evidence; from here on changes are recorded. */
export const confirmHandler: CommandHandler<typeof confirmArrangement> = async (
  context,
  { batchId, version },
) => {
  const { tx } = context
  const of = { organisationId: ownOrganisation(context), batchId }
  const row = await lockArrangement(tx, of, version)
  const scene = await loadScene(tx, of)
  const seats = await seatsOf(tx, of, row.state)
  const incomplete = row.state === 'confirmed' ? null : checkComplete(scene, seats)
  if (incomplete) return incomplete
  const state = arrangementMachine.next(row.state, 'confirm')
  if (!state) return arrangementClosed()
  const { sessions } = row.settings
  const tickets = await makeTickets(context, scene, { seats, sessions })
  if (!tickets) {
    return refuse('NOT_FILED', {
      sentence: '本机构没有有效备案，不能生成准考证。',
      remedy: '请先核对备案状态。',
      clauses: ['SDS-1.0-01'],
    })
  }
  await insertSessions(tx, of, sessions)
  const placementIds = await insertPlacements(tx, of, seats)
  const ticketIds = await insertTickets(tx, of, tickets)
  await clearDraftSeats(tx, of)
  const next = await updateArrangement(tx, row, { state, confirmedAt: context.now })
  const { organisationId } = of
  context.recordAll({
    type: 'session-published',
    table: 'examSession',
    organisationId,
    ids: sessions.map(({ id }) => id),
    clauses: ['SDS-4.1-18'],
  })
  context.recordAll({
    type: 'place-published',
    table: 'placement',
    organisationId,
    ids: placementIds,
    clauses: ['SDS-4.1-18', 'SDS-4.1-10', 'SDS-4.1-14'],
  })
  context.recordAll({
    type: 'ticket-issued',
    table: 'ticket',
    organisationId,
    ids: ticketIds,
    clauses: ['SDS-4.1-19'],
  })
  context.record({
    type: 'arrangement-confirmed',
    table: 'arrangement',
    row,
    data: { tickets: tickets.length },
    clauses: ['SDS-4.1-18'],
  })
  await context.publish('arrangement.confirmed', { organisationId, batchId })
  return accept({ version: next, tickets: tickets.length })
}

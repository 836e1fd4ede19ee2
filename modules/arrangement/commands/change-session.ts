import { batchFacts } from '#modules/plan/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { changeSession } from '../contract.ts'
import { overlap, subjectTitles } from '../core/seating-input.ts'
import { checkSessionTimes } from '../core/session.rule.ts'
import { sessionsOverlap } from '../refusals.ts'
import { renewTickets } from '../renew-tickets.ts'
import { loadScene } from '../scene.ts'
import {
  lockArrangement,
  lockSession,
  ownOrganisation,
  publishedSessions,
  seatsOf,
  updateSession,
} from '../store.ts'

/** SDS-4.4-02: a published session is held at another time only as a recorded change with its reason. */
export const changeSessionHandler: CommandHandler<typeof changeSession> = async (context, input) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const session = await lockSession(tx, organisationId, input)
  const batch = await batchFacts(tx, organisationId, session.batchId)
  const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)]
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
  const title = `${subjectTitles[session.subject]}第 ${session.number} 场`
  const times = checkSessionTimes(
    { title, from: dayOf(startsAt), to: dayOf(endsAt), minutes },
    { from: batch.examFrom, to: batch.examTo },
  )
  if (times.refused) return { ...times, code: 'SESSION_TIMES_WRONG' }
  const row = await lockArrangement(tx, session)
  const seats = await seatsOf(tx, session, row.state)
  const moved = { ...session, from: startsAt.getTime(), to: endsAt.getTime() }
  const concerned = new Set(
    seats.filter(({ sessionId }) => sessionId === session.id).map(({ applicationId }) => applicationId),
  )
  const others = (await publishedSessions(tx, session)).filter(({ id }) => id !== session.id)
  const clashing = new Set(
    others
      .filter((other) =>
        overlap(moved, { ...other, from: other.startsAt.getTime(), to: other.endsAt.getTime() }),
      )
      .map(({ id }) => id),
  )
  const usedRooms = new Set(
    seats.filter(({ sessionId }) => sessionId === session.id).map(({ roomId }) => roomId),
  )
  const collision = seats.find(
    (seat) =>
      clashing.has(seat.sessionId) && (concerned.has(seat.applicationId) || usedRooms.has(seat.roomId)),
  )
  const scene = await loadScene(tx, session)
  if (collision)
    return sessionsOverlap(scene.people.find(({ id }) => id === collision.applicationId)?.name ?? '考生')
  const version = await updateSession(tx, session, { startsAt, endsAt, staffedAt: null })
  context.record({
    type: 'session-changed',
    table: 'examSession',
    row: session,
    data: { from: session.startsAt.toISOString(), to: startsAt.toISOString(), reason: input.reason },
    clauses: ['SDS-4.4-02'],
  })
  const tickets = await renewTickets(context, row, { scene, applicationIds: [...concerned] })
  return accept({ version, tickets })
}

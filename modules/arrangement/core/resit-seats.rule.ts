import { type Conflict, findConflict, type MoveScene, type Place } from './move.rule.ts'
import { overlap, type SeatingSession, usableSeats } from './seating-input.ts'

export type ResitSeating =
  | { readonly kind: 'seated'; readonly places: readonly Place[] }
  | { readonly kind: 'short'; readonly seats: number }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }

/**
 * SDS-4.4-40, SDS-4.1-10: a seat for each who sits again, in rooms that no session of the same time uses, filled one after
 * the other; nobody sits two subjects at once.
 */
export const seatResits = (
  applicationIds: readonly string[],
  session: SeatingSession,
  scene: MoveScene,
): ResitSeating => {
  const sessions = new Map(scene.sessions.map((one) => [one.id, one]))
  const busy = new Set(
    scene.places
      .filter(({ sessionId }) => {
        const other = sessions.get(sessionId)
        return other !== undefined && overlap(other, session)
      })
      .map(({ roomId }) => roomId),
  )
  const free = scene.rooms
    .filter(
      (room) => room.kind === session.subject && room.lineIds.includes(session.lineId) && !busy.has(room.id),
    )
    .flatMap((room) => usableSeats(room).map((seat) => ({ roomId: room.id, seatId: seat.id })))
  if (free.length < applicationIds.length) return { kind: 'short', seats: free.length }
  const places = applicationIds.map((applicationId, at) => ({
    ...{ applicationId, subject: session.subject, sessionId: session.id },
    ...free[at]!,
  }))
  const conflict = findConflict(places, { ...scene, sessions: [...scene.sessions, session] })
  return conflict ? { kind: 'conflict', conflict } : { kind: 'seated', places }
}

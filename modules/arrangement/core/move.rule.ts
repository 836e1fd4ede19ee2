import { overlap, type SeatingRoom, type SeatingSession, type Subject } from './seating-input.ts'

export interface Place {
  readonly applicationId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
}

export interface Conflict {
  readonly kind: 'taken' | 'unusable' | 'overlap'
  /** Who sits there already, or whose own sessions collide. */
  readonly applicationId: string
}

export interface MoveScene {
  /** Everyone's places before the change. */
  readonly places: readonly Place[]
  readonly rooms: readonly SeatingRoom[]
  readonly sessions: readonly SeatingSession[]
  readonly restMinutes: number
  readonly lineOf: ReadonlyMap<string, string>
}

/**
 * The first thing that speaks against changed places: the desk or station is broken or of another kind, someone holds
 * it in a session at that time (SDS-4.1-10, SDS-4.1-14), or the person sits another subject then. Null: nothing.
 */
export const findConflict = (changes: readonly Place[], scene: MoveScene): Conflict | null => {
  const sessions = new Map(scene.sessions.map((session) => [session.id, session]))
  const changed = new Set(changes.map((place) => `${place.applicationId}/${place.subject}`))
  const others = scene.places.filter((place) => !changed.has(`${place.applicationId}/${place.subject}`))
  for (const change of changes) {
    const session = sessions.get(change.sessionId)
    const room = scene.rooms.find(({ id }) => id === change.roomId)
    const seat = room?.seats.find(({ id }) => id === change.seatId)
    const fits =
      session?.subject === change.subject &&
      room?.kind === change.subject &&
      session.lineId === scene.lineOf.get(change.applicationId)
    if (!session || !fits || !seat?.usable) return { kind: 'unusable', applicationId: change.applicationId }
    const holder = others.find(
      (place) => place.seatId === change.seatId && overlap(sessions.get(place.sessionId)!, session),
    )
    if (holder) return { kind: 'taken', applicationId: holder.applicationId }
    const clash = [...others, ...changes].some(
      (place) =>
        place.applicationId === change.applicationId &&
        place.subject !== change.subject &&
        overlap(sessions.get(place.sessionId)!, session, scene.restMinutes),
    )
    if (clash) return { kind: 'overlap', applicationId: change.applicationId }
  }
  return null
}

import {
  overlap,
  type RoomsOfSessions,
  type SeatingInput,
  type SeatingRoom,
  type SeatingSession,
  seatCount,
} from './seating-input.ts'

/** How many candidates of each line sit each subject, by `lineId/subject`. */
export const demandOf = (candidates: SeatingInput['candidates']): ReadonlyMap<string, number> => {
  const demand = new Map<string, number>()
  for (const { lineId, subjects } of candidates) {
    for (const subject of subjects)
      demand.set(`${lineId}/${subject}`, (demand.get(`${lineId}/${subject}`) ?? 0) + 1)
  }
  return demand
}

export const demandKey = ({ lineId, subject }: Pick<SeatingSession, 'lineId' | 'subject'>): string =>
  `${lineId}/${subject}`

/**
 * Gives rooms to sessions, so that no room serves two sessions that overlap (SDS-4.1-10, SDS-4.1-14). Of sessions at
 * the same time the one whose share of its line's need is least met takes the next room; none takes more than its
 * line has people.
 */
export const allotRooms = (
  input: Pick<SeatingInput, 'candidates' | 'sessions' | 'rooms'>,
): RoomsOfSessions => {
  const demand = demandOf(input.candidates)
  const siblings = new Map<string, number>()
  for (const session of input.sessions) {
    siblings.set(demandKey(session), (siblings.get(demandKey(session)) ?? 0) + 1)
  }
  const given = new Map(input.sessions.map((session) => [session.id, [] as SeatingRoom[]]))
  const need = (session: SeatingSession) => demand.get(demandKey(session)) ?? 0
  const met = (session: SeatingSession) =>
    seatCount(given.get(session.id)!) / (need(session) / siblings.get(demandKey(session))!)
  const takers = (room: SeatingRoom) =>
    input.sessions
      .filter(
        (session) =>
          session.subject === room.kind &&
          room.lineIds.includes(session.lineId) &&
          seatCount(given.get(session.id)!) < need(session),
      )
      .sort((one, other) => met(one) - met(other) || one.from - other.from || one.number - other.number)
  for (const room of input.rooms) {
    const taken: SeatingSession[] = []
    for (const session of takers(room)) {
      if (taken.some((other) => overlap(session, other))) continue
      taken.push(session)
      given.get(session.id)!.push(room)
    }
  }
  return given
}

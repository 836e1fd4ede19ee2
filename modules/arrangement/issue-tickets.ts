import { filedScopeOn } from '#modules/filing/facts.ts'
import { candidateMaterials } from '#modules/itembank/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { ticketNumber } from './core/ticket.rule.ts'
import { lineTitle, type Scene } from './scene.ts'
import type { DraftSession, SeatRow } from './store.ts'
import type { NewTicket } from './ticket.store.ts'
import { type Surroundings, sittingsOf, type TicketContent } from './ticket-content.ts'

export const surroundingsOf = (scene: Scene, sessions: readonly DraftSession[]): Surroundings => ({
  sessions: new Map(sessions.map((session) => [session.id, session])),
  rooms: new Map(scene.rooms.map((room) => [room.id, room])),
  sites: new Map(scene.sites.map((site) => [site.id, site])),
})

/** What the QR of a ticket says: number and signature, `JHT1.<key>.<number>.<signature>`; made once. */
const signedToken = ({ services }: CommandContext, organisationId: string, number: string): string => {
  const signature = services.signer.sign(new TextEncoder().encode(`ticket:${organisationId}:${number}`))
  return `JHT1.${services.signer.keyId}.${number}.${Buffer.from(signature).toString('base64url')}`
}

/** HN-1.8.3.8-04, HN-1.8.4-12: what candidates of each line bring themselves, told ahead, by the practical papers in force on the day. */
const materialsByLine = async (
  context: CommandContext,
  { batch }: Scene,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, readonly string[]>()
  for (const { id, subjects, occupationCode, level } of batch.lines)
    if (subjects.includes('practical'))
      found.set(id, await candidateMaterials(context, batch.organisationId, { occupationCode, level }))
  return found
}

/**
 * One ticket a person (SDS-4.1-19), numbered in the order of sessions, rooms and seats, so that a printed bundle lies
 * as the rooms do. Null when the organisation has no valid filing, whose code the number carries.
 */
export const makeTickets = async (
  context: CommandContext,
  scene: Scene,
  given: { readonly seats: readonly SeatRow[]; readonly sessions: readonly DraftSession[] },
): Promise<NewTicket[] | null> => {
  const { batch } = scene
  const scope = await filedScopeOn(context.tx, batch.organisationId, batch.createdOn)
  if (!scope) return null
  const around = surroundingsOf(scene, given.sessions)
  const lines = new Map(batch.lines.map((line) => [line.id, lineTitle(line)]))
  const materials = await materialsByLine(context, scene)
  const seats = Map.groupBy(given.seats, (seat) => seat.applicationId)
  const people = scene.people.map((person) => {
    const sittings = sittingsOf(seats.get(person.id) ?? [], around)
    const [first] = sittings
    const place = first
      ? `${first.startsAt} ${first.roomCode} ${String(first.seatNumber).padStart(4, '0')}`
      : ''
    return { person, sittings, place }
  })
  people.sort((one, other) => (one.place < other.place ? -1 : 1))
  return people.map(({ person, sittings }, index) => {
    const number = ticketNumber({
      year: yearOf(batch.examFrom),
      organisationCode: scope.code,
      batchSequence: batch.sequence,
      serial: index + 1,
    })
    const content: TicketContent = {
      batchName: batch.name,
      examFrom: batch.examFrom,
      lineTitle: lines.get(person.lineId) ?? '',
      name: person.name,
      sex: person.sex,
      employer: person.employer,
      photoFileId: person.photoFileId,
      sittings,
      materials: materials.get(person.lineId) ?? [],
    }
    const token = signedToken(context, batch.organisationId, number)
    return { applicationId: person.id, personId: person.personId, number, token, content }
  })
}

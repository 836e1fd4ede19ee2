import { type ApplicationFact, admittedApplications } from '#modules/enrolment/facts.ts'
import { type BatchFacts, type BatchLineFacts, batchFacts } from '#modules/plan/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import { confirmedSites, type RoomFact, type SiteFact, usableRooms } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { SeatingInput, SeatingRoom, Subject } from './core/seating-input.ts'
import type { DraftSession, OfBatch } from './store.ts'

/** Everything that seating reads from earlier modules, loaded once. */
export interface Scene {
  readonly batch: BatchFacts
  readonly people: readonly ApplicationFact[]
  readonly rooms: readonly (RoomFact & { readonly lineIds: readonly string[] })[]
  readonly sites: readonly SiteFact[]
}

/** `电工 四级/中级工`, with the trade where there is one. */
export const lineTitle = ({ occupationName, trade, level }: BatchLineFacts): string =>
  `${occupationName}${trade ? `（${trade}）` : ''} ${levelName(level)}`

const kinds: readonly Subject[] = ['theory', 'practical', 'review']

const roomsOfBatch = async (tx: QueryContext['tx'], batch: BatchFacts) => {
  const found = new Map<string, RoomFact & { lineIds: string[] }>()
  for (const kind of kinds) {
    for (const line of batch.lines.filter(({ subjects }) => subjects.includes(kind))) {
      const rooms = await usableRooms(tx, batch.organisationId, {
        siteIds: batch.siteIds,
        kind,
        occupationCode: kind === 'practical' ? line.occupationCode : undefined,
        on: batch.examTo,
      })
      for (const room of rooms) {
        const known = found.get(room.id)
        if (known) known.lineIds.push(line.id)
        else found.set(room.id, { ...room, lineIds: [line.id] })
      }
    }
  }
  return [...found.values()]
}

export const loadScene = async (
  tx: QueryContext['tx'],
  { organisationId, batchId }: OfBatch,
): Promise<Scene> => {
  const batch = await batchFacts(tx, organisationId, batchId)
  return {
    batch,
    people: await admittedApplications(tx, organisationId, batchId),
    rooms: await roomsOfBatch(tx, batch),
    sites: await confirmedSites(tx, organisationId),
  }
}

export const seatingRooms = (scene: Scene): SeatingRoom[] =>
  scene.rooms.map(({ id, kind, lineIds, seats }) => ({ id, kind, lineIds, seats }))

export const seatingCandidates = ({ people }: Scene): SeatingInput['candidates'] =>
  people.map(({ id, lineId, subjects, employer, specialNeeds }) => ({
    applicationId: id,
    lineId,
    subjects,
    group: employer,
    firstRow: specialNeeds !== '',
  }))

export const seatingInput = (
  scene: Scene,
  given: { readonly seed: string; readonly restMinutes: number; readonly sessions: readonly DraftSession[] },
): SeatingInput => ({
  seed: given.seed,
  restMinutes: given.restMinutes,
  candidates: seatingCandidates(scene),
  rooms: seatingRooms(scene),
  sessions: given.sessions.map(({ startsAt, endsAt, ...session }) => ({
    ...session,
    from: Date.parse(startsAt),
    to: Date.parse(endsAt),
  })),
  lineTitles: new Map(scene.batch.lines.map((line) => [line.id, lineTitle(line)])),
})

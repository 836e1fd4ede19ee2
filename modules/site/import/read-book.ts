import { knownCities, organisationFacts } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import { inWorker, type UploadCode } from '#platform/upload/in-worker.ts'
import { planImport } from '../core/import-plan.ts'
import { siteLaw } from '../core/law.ts'
import { roomKey } from '../core/plan-rooms.ts'
import type { ImportPlan } from '../core/planned.ts'
import type { RoomsBook } from '../core/rooms-book.ts'
import { listSites, roomsOf, seatsOfRooms } from '../store.ts'
import { type Comparison, compare, type Registered } from './comparison.ts'
import type { RoomsParserCode } from './rooms.parser.ts'

/** A province's largest organisation describes its sites in well under a megabyte. */
const limits = { bytes: 5 * 1024 * 1024, milliseconds: 20_000, memory: 128 }

const registeredBy = async (tx: QueryContext['tx'], organisationId: string): Promise<Registered> => {
  const sites = await listSites(tx, { organisationId })
  const rooms = await roomsOf(
    tx,
    sites.map(({ id }) => id),
  )
  const seats = await seatsOfRooms(
    tx,
    rooms.map(({ id }) => id),
  )
  return { sites, rooms, seats }
}

export interface ReadBook {
  readonly plan: ImportPlan
  readonly comparison: Comparison
  readonly registered: Registered
}

/** Reads an uploaded workbook of the actor's own organisation and compares it with what is registered. */
export const readRoomsBook = async (
  context: QueryContext,
  fileId: string,
): Promise<Verdict<ReadBook, RoomsParserCode | UploadCode>> => {
  const { tx, actor, today } = context
  const organisationId = actor.organisationId!
  const file = await readFile(context, organisationId, fileId)
  const parsed = await inWorker<RoomsBook, RoomsParserCode>({
    module: new URL('./rooms.parser.ts', import.meta.url),
    export: 'parseRoomsBook',
    input: file.bytes,
    limits,
  })
  if (parsed.refused) return parsed
  const registered = await registeredBy(tx, organisationId)
  const seats = Map.groupBy(registered.seats, ({ roomId }) => roomId)
  const siteCodes = new Map(registered.sites.map(({ id, code }) => [id, code]))
  const plan = planImport(parsed.value, {
    organisationName: (await organisationFacts(tx, organisationId)).name,
    cities: await knownCities(tx),
    siteCodes: registered.sites.map(({ code }) => code),
    rooms: new Map(
      registered.rooms.map((room) => [
        roomKey(siteCodes.get(room.siteId) ?? '', room.code),
        { ...room, seatCount: seats.get(room.id)?.length ?? 0 },
      ]),
    ),
    law: siteLaw(today),
    today,
  })
  return accept({ plan, registered, comparison: compare(plan, registered) })
}

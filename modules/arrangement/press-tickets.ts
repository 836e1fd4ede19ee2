import { organisationFacts } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { qrSvg } from '#platform/document/qr.ts'
import { readFile } from '#platform/files/files.ts'
import { candidateRules } from './core/candidate-rules.ts'
import { roomPicture, seatPicture } from './core/room-picture.ts'
import { dateInWords, placeInWords, timeRange } from './core/wording.ts'
import { sha256 } from './digest.ts'
import type { OfBatch } from './store.ts'
import type { TicketRow } from './ticket.store.ts'
import type { TicketSitting } from './ticket-content.ts'

export interface ClearDocument {
  readonly documentType: string
  readonly documentNumber: string
}

/** One page of tickets ready for the press: its data and its pictures. */
export interface TicketPage {
  readonly data: Json
  readonly images: Readonly<Record<string, Uint8Array>>
}

const extensions: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' }

/** The photo under a name the press can tell the kind from; null when the candidate has none. */
const photoOf = async (context: QueryContext, { organisationId, id, content }: TicketRow) => {
  if (content.photoFileId === null) return null
  try {
    const { bytes, mediaType } = await readFile(context, organisationId, content.photoFileId)
    return { name: `${id}.${extensions[mediaType] ?? 'jpg'}`, bytes }
  } catch (error) {
    if (error instanceof MissingRow) return null
    throw error
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
/** Rooms that look alike share one picture, drawn once. */
const roomMaps = () => {
  const drawn = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>()
  return ({ rows, columns, numbers, broken }: TicketSitting) => {
    const key = JSON.stringify([rows, columns, numbers, broken])
    const known = drawn.get(key)
    if (known) return known
    const made = {
      name: `room-${sha256(key).slice(0, 16)}.svg`,
      bytes: bytesOf(roomPicture({ rows, columns, numbers, broken })),
    }
    drawn.set(key, made)
    return made
  }
}

const ticketPage = async (
  context: QueryContext,
  ticket: TicketRow,
  given: { readonly document: ClearDocument; readonly mapOf: ReturnType<typeof roomMaps> },
): Promise<TicketPage> => {
  const { document, mapOf } = given
  const photo = await photoOf(context, ticket)
  const qr = `${ticket.id}.svg`
  const { content } = ticket
  return {
    data: {
      number: ticket.number,
      name: content.name,
      sex: content.sex,
      documentType: document.documentType,
      documentNumber: document.documentNumber,
      line: content.lineTitle,
      employer: content.employer,
      materials: [...(content.materials ?? [])],
      photo: photo?.name ?? null,
      qr,
      sittings: content.sittings.map((sitting) => ({
        subject: sitting.subjectTitle,
        date: dateInWords(sitting.startsAt),
        time: timeRange(sitting.startsAt, sitting.endsAt),
        site: sitting.siteName,
        address: sitting.address,
        place: placeInWords(sitting),
        room: `${sitting.roomCode} ${sitting.roomName}`,
        seatWord: sitting.subject === 'practical' ? '工位号' : '座位号',
        seatNumber: sitting.seatNumber,
        row: sitting.row,
        column: sitting.column,
        rows: sitting.rows,
        columns: sitting.columns,
        map: mapOf(sitting).name,
      })),
    },
    images: {
      [qr]: bytesOf(await qrSvg(ticket.token)),
      ...Object.fromEntries(content.sittings.map(mapOf).map(({ name, bytes }) => [name, bytes])),
      ...(photo && { [photo.name]: photo.bytes }),
    },
  }
}

/** Reads what a page of tickets needs; the caller has recorded why the document numbers are read. */
export const ticketPages = (
  context: QueryContext,
  tickets: readonly TicketRow[],
  documents: ReadonlyMap<string, ClearDocument>,
): Promise<TicketPage[]> => {
  const mapOf = roomMaps()
  return Promise.all(
    tickets.map((ticket) => {
      const document = documents.get(ticket.personId)
      if (!document) throw new MissingRow()
      return ticketPage(context, ticket, { document, mapOf })
    }),
  )
}

/** The head and the foot that all tickets of a batch share. */
export const ticketFrame = async (context: QueryContext, { organisationId, batchId }: OfBatch) => {
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const { delivery } = regime(batch.pack, batch.createdOn)
  const { name } = await organisationFacts(context.tx, organisationId)
  return {
    organisation: name,
    batch: batch.name,
    date: batch.ticketFrom,
    rules: candidateRules({
      entryLimit: delivery.entryLimit.provenance === 'not-stated' ? undefined : delivery.entryLimit.value,
      earlySubmission:
        delivery.earlySubmission.provenance === 'not-stated' ? undefined : delivery.earlySubmission.value,
    }),
  }
}

/** The same tickets give the same bytes: dated by the batch, coded by the token made once. */
export const pressTickets = async (
  context: Pick<QueryContext, 'services'>,
  frame: Awaited<ReturnType<typeof ticketFrame>>,
  pages: readonly TicketPage[],
): Promise<Verdict<Uint8Array, 'GLYPH_MISSING'>> => {
  const { date, ...shared } = frame
  const data = { ...shared, seat: seatPicture, tickets: pages.map((page) => page.data) }
  // Each character once: two thousand tickets repeat the same few hundred.
  const characters = [...new Set(JSON.stringify(data))].join('')
  const printable = context.services.press.printable(characters, ['fangsong', 'serif'])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const images = Object.assign({}, ...pages.map((page) => page.images)) as Record<string, Uint8Array>
  const manuscript = { template: { path: 'modules/arrangement/documents/ticket.typ' }, data, images }
  return accept(await context.services.press.render(manuscript, { date, title: '准考证' }))
}

import { organisationFacts } from '#modules/party/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printSheets } from '../contract.ts'
import { subjectTitles } from '../core/seating-input.ts'
import { dateInWords, placeInWords, timeRange } from '../core/wording.ts'
import { type PlacementFact, placementsOf } from '../facts.ts'
import { notConfirmed } from '../refusals.ts'
import { lineTitle, loadScene, type Scene } from '../scene.ts'
import { findArrangement, ownOrganisation, publishedSessions, type SessionRow } from '../store.ts'

const titles = {
  'sign-in': '考生签到表',
  door: '考场门贴',
  desk: '桌贴',
  'seat-plan': '考场座次表',
  record: '考场情况记录单',
} as const

/** SDS-4.4-18: what goes into the room with the papers. */
const carriedItems = ['试卷', '考生签到表', '草稿纸', '装订工具']

const sheetOf = (scene: Scene, session: SessionRow, people: readonly PlacementFact[]) => {
  const room = scene.rooms.find(({ id }) => id === people[0]!.roomId)!
  const line = scene.batch.lines.find(({ id }) => id === session.lineId)
  const names = new Map(people.map((person) => [person.seatId, person.name]))
  const seats = new Map(room.seats.map((seat) => [`${seat.row}-${seat.column}`, seat]))
  const [startsAt, endsAt] = [session.startsAt.toISOString(), session.endsAt.toISOString()]
  return {
    subject: subjectTitles[session.subject],
    line: line ? lineTitle(line) : '',
    number: session.number,
    date: dateInWords(startsAt),
    time: timeRange(startsAt, endsAt),
    site: room.siteName,
    place: placeInWords({ building: room.building, floor: room.floor, door: room.doorNumber }),
    room: `${room.code} ${room.name}`,
    roomShort: room.name,
    seatWord: session.subject === 'practical' ? '工位' : '座位',
    staffWord: session.subject === 'theory' ? '监考人员' : '考评人员',
    rows: room.rowCount,
    columns: room.columnCount,
    people: people.map(({ seatNumber, ticketNumber, name, documentMasked }) => ({
      seat: seatNumber,
      ticket: ticketNumber,
      name,
      document: documentMasked,
    })),
    places: Array.from({ length: room.rowCount * room.columnCount }, (_, index) => {
      const seat = seats.get(`${Math.floor(index / room.columnCount) + 1}-${(index % room.columnCount) + 1}`)
      return seat ? { number: seat.number, usable: seat.usable, name: names.get(seat.id) ?? null } : null
    }),
  }
}

/** One sheet for each session and room in use, in the order of time and rooms; people in the order of their seats. */
export const printSheetsHandler: CommandHandler<typeof printSheets> = async (context, input) => {
  const { tx, services } = context
  const of = { organisationId: ownOrganisation(context), batchId: input.batchId }
  const scene = await loadScene(tx, of)
  const row = await findArrangement(tx, of)
  if (row?.state !== 'confirmed') return notConfirmed()
  const placements = await placementsOf(tx, of.organisationId, input)
  const order = new Map(scene.rooms.map(({ id }, index) => [id, index]))
  const sheets = (await publishedSessions(tx, of)).flatMap((session) => {
    const byRoom = Map.groupBy(
      placements.filter(({ sessionId }) => sessionId === session.id),
      ({ roomId }) => roomId,
    )
    return [...byRoom]
      .sort(([one], [other]) => order.get(one)! - order.get(other)!)
      .map(([, people]) => sheetOf(scene, session, people))
  })
  const { name } = await organisationFacts(tx, of.organisationId)
  const data = { form: input.form, organisation: name, batch: scene.batch.name, items: carriedItems, sheets }
  const printable = services.press.printable([...new Set(JSON.stringify(data))].join(''), [
    'fangsong',
    'serif',
  ])
  if (printable.refused) {
    const { sentence, remedy, clauses, details } = printable
    return refuse('GLYPH_MISSING', { sentence, remedy, clauses, details })
  }
  const title = titles[input.form]
  const template = { path: 'modules/arrangement/documents/sheets.typ' }
  const bytes = await services.press.render({ template, data }, { date: scene.batch.examFrom, title })
  const file = await storeFile(context, {
    organisationId: of.organisationId,
    audience: ['org-exam', 'org-head', 'site-chief'],
    name: `${title}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  })
  context.record({
    type: 'sheets-printed',
    table: 'arrangement',
    row,
    data: { form: title, sheets: sheets.length, fileId: file.fileId },
    clauses: ['SDS-4.4-18'],
  })
  return accept({ ...file, sheets: sheets.length })
}

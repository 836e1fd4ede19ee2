import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import { arrangementFixture, type Fixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import * as staffContract from './staff.contract.ts'

const workbook = readFileSync(fileURLToPath(new URL('../../demo/data/staff.xlsx', import.meta.url)))

export interface Day {
  readonly fixture: Fixture
  readonly actor: Actor
  readonly sessions: readonly { id: string; subject: string; version: number }[]
  staffId(staffNumber: string): Promise<string>
}

type Role = '监考人员' | '考评人员'
interface Wanted {
  readonly sessionId: string
  readonly role: Role
  readonly reason?: string
}

/** Puts a workbook where an upload would have put it. */
const uploader = (open: () => World) => {
  const uploaded = async (fixture: Fixture, bytes: Uint8Array): Promise<string> => {
    const { hash, size } = await open().services.blobs.put(bytes, { mediaType: 'application/octet-stream' })
    const id = randomUUID()
    await open()
      .database.connection.owner.insertInto('storedFile')
      .values({
        organisationId: fixture.organisationId,
        id,
        audience: [],
        hash,
        name: 'staff.xlsx',
        mediaType: 'x',
        size,
        createdAt: new Date(0),
      })
      .execute()
    return id
  }

  return uploaded
}

const examDays = (open: () => World) => {
  const uploaded = uploader(open)
  /** A confirmed arrangement with two theory sessions and one practical, and the roster imported. */
  const examDay = async (people = 60): Promise<Day> => {
    const fixture = await arrangementFixture(open(), {
      people,
      workshops: [
        [3, 10],
        [3, 10],
      ],
    })
    const actor = open().actor('org-exam', fixture.organisationId)
    const at = (time: string) => instantOf(day('2026-12-26'), time).toISOString()
    const session = (subject: 'theory' | 'practical', from: string, to: string) => ({
      lineId: fixture.lineId,
      subject,
      startsAt: at(from),
      endsAt: at(to),
    })
    const sessions = [session('theory', '09:00', '10:30'), session('practical', '16:30', '18:30')]
    const { version } = await open().done(
      contract.saveSessions,
      { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
      actor,
    )
    await open().done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
    await open().done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
    await open().done(staffContract.importStaff, { fileId: await uploaded(fixture, workbook) }, actor)
    const overview = await open().done(contract.overview, { batchId: fixture.batchId }, actor)
    const staffId = async (staffNumber: string) => {
      const pool = await open().done(staffContract.staffPool, { batchId: fixture.batchId }, actor)
      return pool.staff.find((each) => each.staffNumber === staffNumber)!.id
    }
    return { fixture, actor, sessions: overview.sessions, staffId }
  }

  return { uploaded, examDay }
}

const of = (made: Day, subject: string) => made.sessions.find((session) => session.subject === subject)!

const staffing = (open: () => World) => {
  const headed = async (made: Day, subject = 'theory') =>
    open().done(
      staffContract.assignDuty,
      {
        sessionId: of(made, subject).id,
        staffId: await made.staffId('B024'),
        role: '考点负责人',
        siteId: made.fixture.siteId,
      },
      made.actor,
    )

  /** Declares that someone of the staff must avoid a candidate. */
  const declare = async (
    made: Day,
    staffNumber: string,
    { personId, reason }: { readonly personId: string; readonly reason: string },
  ) => {
    const { owner } = open().database.connection
    const person = await owner
      .selectFrom('person')
      .select('documentIndex')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    await owner
      .insertInto('staffRelation')
      .values({
        organisationId: made.fixture.organisationId,
        staffId: await made.staffId(staffNumber),
        documentIndex: person.documentIndex,
        kind: 'relative',
        reason,
      })
      .execute()
  }

  const announced = (made: Day, { sessionId, role, reason }: Wanted) =>
    open().run(
      staffContract.announceDraw,
      { sessionId, siteId: made.fixture.siteId, role, ...(reason && { reason }) },
      made.actor,
    )

  /** SDS-4.4-09: everybody of the session has confirmed whatever the rules ask for besides the qualification. */
  const studied = async (made: Day, sessionId: string) => {
    const asked = await open().done(staffContract.confirmations, { sessionId }, made.actor)
    const topics = asked.items.filter(({ clause }) => clause === 'SDS-4.4-09').map(({ item }) => item)
    if (topics.length === 0 || asked.isDrawn) return
    for (const { staffId } of asked.people)
      await open().done(staffContract.confirmInvigilator, { sessionId, staffId, items: topics }, made.actor)
  }

  const drawnFor = async (made: Day, wanted: Wanted) => {
    if (wanted.role === '监考人员') await studied(made, wanted.sessionId)
    const announcement = await announced(made, wanted)
    if (announcement.refused) throw new Error(announcement.sentence)
    return {
      ...announcement.value,
      ...(await open().done(
        staffContract.draw,
        { drawId: announcement.value.drawId, version: 1 },
        made.actor,
      )),
    }
  }
  return { headed, declare, announced, studied, drawnFor }
}

/** A confirmed arrangement on the examination day with the demo roster imported, and what is done to its staff. */
export const examDayIn = (open: () => World) => ({ workbook, of, ...examDays(open), ...staffing(open) })

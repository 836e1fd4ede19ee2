import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { checkRoster, type DutyRole, type RosterProblem } from './core/roster.rule.ts'
import { schemeTime } from './core/wording.ts'
import { loadSessionRoster } from './roster.ts'
import { lineTitle, loadScene } from './scene.ts'
import { activeDuties, type DutyRow, listStaff, type StaffRow } from './staff.store.ts'
import { lockSession, publishedSessions, seatsOf } from './store.ts'

export { commitmentOf, drawHolds, drawnOrder } from './core/draw.ts'

type Tx = QueryContext['tx']

export interface SessionFact {
  readonly id: string
  readonly subject: Subject
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lineId: string
}

/** The published sessions of a batch in the order of time; none before the arrangement is confirmed. */
export const sessionsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<SessionFact[]> => {
  const rows = await publishedSessions(tx, { organisationId, batchId })
  return rows.map(({ id, subject, number, startsAt, endsAt, lineId }) => ({
    id,
    subject,
    number,
    startsAt,
    endsAt,
    lineId,
  }))
}

export interface PlacementFact {
  readonly id: string
  readonly applicationId: string
  readonly personId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
  readonly seatNumber: number
  readonly row: number
  readonly column: number
  readonly ticketNumber: string
  readonly name: string
  readonly documentMasked: string
  readonly photoFileId: string | null
}

/** Who sits where, by session, room and seat number. */
export const placementsOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<PlacementFact[]> => {
  let found = tx
    .selectFrom('placement as p')
    .innerJoin('seat', (join) =>
      join.onRef('seat.organisationId', '=', 'p.organisationId').onRef('seat.id', '=', 'p.seatId'),
    )
    .innerJoin('ticket', (join) =>
      join
        .onRef('ticket.organisationId', '=', 'p.organisationId')
        .onRef('ticket.applicationId', '=', 'p.applicationId'),
    )
    .innerJoin('application', (join) =>
      join
        .onRef('application.organisationId', '=', 'p.organisationId')
        .onRef('application.id', '=', 'p.applicationId'),
    )
    .select([
      'p.id',
      'p.applicationId',
      'p.personId',
      'p.subject',
      'p.sessionId',
      'p.roomId',
      'p.seatId',
      'seat.number as seatNumber',
      'seat.rowNumber as row',
      'seat.columnNumber as column',
      'ticket.number as ticketNumber',
      'application.name',
      'application.documentMasked',
      'application.photoFileId',
    ])
    .where('p.organisationId', '=', organisationId)
    .where('p.batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('p.sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('p.roomId', '=', of.roomId)
  return (await found
    .orderBy('p.sessionId')
    .orderBy('p.roomId')
    .orderBy('seat.number')
    .execute()) as PlacementFact[]
}

export interface DutyFact {
  /** Null until an account is opened for the member of the staff. */
  readonly accountId: string | null
  readonly staffId: string
  readonly staffNumber: string
  readonly staffName: string
  readonly role: DutyRole
  readonly isLeader: boolean
  readonly roomId: string | null
  readonly siteId: string | null
  readonly sessionId: string
}

const dutyFact = (duty: DutyRow, staff: ReadonlyMap<string, StaffRow>): DutyFact => {
  const { staffId, staffName, role, isLeader, roomId, siteId, sessionId } = duty
  const member = staff.get(staffId)
  return {
    accountId: member?.accountId ?? null,
    staffNumber: member?.staffNumber ?? '',
    ...{ staffId, staffName, role, isLeader, roomId, siteId, sessionId },
  }
}

/** Who serves where; a head of a site serves the whole day of the session he is named in. */
export const dutiesOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<DutyFact[]> => {
  const duties = await activeDuties(tx, organisationId, {
    batchId: of.batchId,
    ...(of.sessionId !== undefined && { sessionIds: [of.sessionId] }),
  })
  const staff = new Map((await listStaff(tx, organisationId)).map((member) => [member.id, member]))
  return duties
    .filter(({ roomId }) => of.roomId === undefined || roomId === of.roomId)
    .map((duty) => dutyFact(duty, staff))
}

/**
 * Whether a session may start as far as its staff goes: 逢考必督 (SDS-4.3-13) and every other gap of the roster named.
 * Throws MissingRow when there is no such session within reach.
 */
export const sessionMayStart = async (
  tx: Tx,
  organisationId: string,
  sessionId: string,
): Promise<Verdict<true, 'ROSTER_INCOMPLETE'>> => {
  const { problems } = await loadSessionRoster(tx, await lockSession(tx, organisationId, { sessionId }))
  return checkRoster(problems)
}

/** Who serves at a session, its sites' heads of the day included, and what still keeps its staff from being complete. Throws MissingRow. */
export const sessionStaff = async (
  tx: Tx,
  organisationId: string,
  sessionId: string,
): Promise<{ readonly duties: readonly DutyFact[]; readonly problems: readonly RosterProblem[] }> => {
  const roster = await loadSessionRoster(tx, await lockSession(tx, organisationId, { sessionId }))
  const staff = new Map(roster.staff.map((member) => [member.id, member]))
  return { duties: roster.duties.map((duty) => dutyFact(duty, staff)), problems: roster.problems }
}

/** The batch a session belongs to. Throws MissingRow. */
export const sessionBatch = async (tx: Tx, organisationId: string, sessionId: string): Promise<string> =>
  (await lockSession(tx, organisationId, { sessionId })).batchId

/** Batches whose arrangement is confirmed, the latest first. */
export const arrangedBatches = (
  tx: Tx,
  organisationId: string,
): Promise<{ readonly batchId: string; readonly confirmedAt: Date | null }[]> =>
  tx
    .selectFrom('arrangement')
    .select(['batchId', 'confirmedAt'])
    .where('organisationId', '=', organisationId)
    .where('confirmedAt', 'is not', null)
    .orderBy('confirmedAt', 'desc')
    .execute()

/** One line of the rooms in the implementation scheme (SDS-A3-03, SDS-A3-04). */
export interface SchemeRoom {
  readonly part: Subject
  readonly lineId: string
  readonly occupationAndLevel: string
  readonly place: string
  /** `2023-05-21 09:00-10:30` (SDS-A3-16). */
  readonly time: string
  readonly room: string
  readonly candidates: number
  readonly invigilators: readonly string[]
  readonly supervisors: readonly string[]
  readonly examiners: readonly string[]
}

/** The rooms of a confirmed arrangement as Annex 3 lists them, by part, time and room. */
export const schemeRooms = async (tx: Tx, organisationId: string, batchId: string): Promise<SchemeRoom[]> => {
  const of = { organisationId, batchId }
  const scene = await loadScene(tx, of)
  const seats = await seatsOf(tx, of, 'confirmed')
  const duties = await activeDuties(tx, organisationId, { batchId })
  const titles = new Map(scene.batch.lines.map((line) => [line.id, lineTitle(line)]))
  const sites = new Map(scene.sites.map((site) => [site.id, site]))
  return (await publishedSessions(tx, of)).flatMap((session) => {
    const own = seats.filter(({ sessionId }) => sessionId === session.id)
    const serving = duties.filter(({ sessionId }) => sessionId === session.id)
    const names = (role: DutyRole, roomId?: string) =>
      serving
        .filter((duty) => duty.role === role && (roomId === undefined || duty.roomId === roomId))
        .map(({ staffName }) => staffName)
    return scene.rooms
      .filter(({ id }) => own.some(({ roomId }) => roomId === id))
      .map(
        (room): SchemeRoom => ({
          part: session.subject,
          lineId: session.lineId,
          occupationAndLevel: titles.get(session.lineId) ?? '',
          place: `${room.siteName}（${sites.get(room.siteId)?.address ?? ''}）`,
          time: schemeTime(session.startsAt.toISOString(), session.endsAt.toISOString()),
          room: `${room.code} ${room.name}`,
          candidates: own.filter(({ roomId }) => roomId === room.id).length,
          invigilators: names('监考人员', room.id),
          supervisors: names('内部质量督导员'),
          examiners: names('考评人员', room.id),
        }),
      )
  })
}

export interface StaffMemberFact {
  readonly staffId: string
  readonly staffNumber: string
  readonly name: string
  readonly roles: readonly string[]
  readonly documentMasked: string
  /** Hexadecimal. */
  readonly documentIndex: string
  readonly accountId: string | null
}

/** Everybody on the organisation's roster of staff. */
export const staffMembers = async (tx: Tx, organisationId: string): Promise<StaffMemberFact[]> =>
  (await listStaff(tx, organisationId)).map(
    ({ id, staffNumber, name, roles, documentMasked, documentIndex, accountId }) => ({
      ...{ staffId: id, staffNumber, name, roles, documentMasked, documentIndex, accountId },
    }),
  )

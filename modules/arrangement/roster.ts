import {
  documentIndexesOf,
  type ExclusionFact,
  type ExclusionScope,
  exclusionsInForce,
} from '#modules/party/facts.ts'
import type { Supervisors } from '#modules/policy/core/exam-parameters.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { type Day, dayOf, inWords } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import {
  type ExaminerQuestion,
  examinerReasons,
  type Ineligibility,
  supervisorReasons,
} from './core/examiner.rule.ts'
import { provincialExaminerRequirements } from './core/examiner-requirements.ts'
import {
  type RosterProblem,
  rosterProblems,
  type StaffedRoom,
  type StaffingNumbers,
} from './core/roster.rule.ts'
import { overlap } from './core/seating-input.ts'
import { loadScene, type Scene } from './scene.ts'
import { activeDuties, type DutyRow, listStaff, relationsOf, type StaffRow } from './staff.store.ts'
import { publishedSessions, type SeatRow, type SessionRow, seatsOf } from './store.ts'

/** Candidates one examiner assesses: the ratio of the national standards (1:5). */
const candidatesPerExaminer = 5

/** Where the number is for a whole batch or site, a session still is not without one. */
const perSession = (asked: Supervisors | undefined): number =>
  asked === undefined ? 0 : asked.per === 'session' ? asked.count : Math.min(1, asked.count)

/** Numbers of the pack in force for the batch (SDS-4.3-04, -05, -07, -13). */
export const staffingNumbers = ({ batch }: Pick<Scene, 'batch'>): StaffingNumbers => {
  const { staffing } = regime(batch.pack, batch.createdOn)
  const { siteHeads, invigilatorsPerRoom, panel, supervisors } = staffing
  return {
    invigilatorsPerRoom:
      'value' in invigilatorsPerRoom ? invigilatorsPerRoom.value : { count: 0, operator: 'at-least' },
    panel: 'value' in panel ? panel.value : { minMembers: 0, odd: false },
    candidatesPerExaminer,
    supervisorsPerSession: perSession(statedValue(supervisors)),
    headsPerSite: 'value' in siteHeads ? (siteHeads.value[0]?.min ?? 0) : 0,
  }
}

/** Who must avoid whom: relations whose document is that of an admitted candidate. */
export interface Avoidance {
  readonly staffId: string
  readonly applicationId: string
  readonly candidateName: string
  readonly reason: string
}

export interface Roster {
  readonly scene: Scene
  readonly staff: readonly StaffRow[]
  readonly avoidances: readonly Avoidance[]
  /** Document indexes of the admitted candidates. */
  readonly enrolled: ReadonlySet<string>
  /** Who is out after a decision on a violation, as what; on the day of the examination. */
  readonly exclusions: readonly ExclusionFact[]
}

/** Why a decided violation keeps somebody from serving as this (HN-3.3.2-10, HN-3.3.9-01, HN-3.3.9-06). */
export const excludedFrom = (
  { exclusions }: Pick<Roster, 'exclusions'>,
  staff: Pick<StaffRow, 'id' | 'accountId' | 'documentIndex'>,
  scope: ExclusionScope,
): readonly Ineligibility[] =>
  exclusions
    .filter(
      (each) =>
        (each.scope === scope || each.scope === 'any') &&
        (each.staffId === staff.id ||
          (each.accountId !== null && each.accountId === staff.accountId) ||
          each.documentIndex === staff.documentIndex),
    )
    .map(({ caseNumber, untilOn }) => ({
      code: 'EXCLUDED',
      sentence:
        untilOn === null
          ? `因违规处理（${caseNumber}）已取消资格`
          : `因违规处理（${caseNumber}）至${inWords(untilOn)}不得参加认定工作`,
      clauses: ['HN-3.3.2-10', 'HN-3.3.9-01', 'HN-3.3.9-06'],
    }))

export const loadRoster = async (
  tx: QueryContext['tx'],
  of: { organisationId: string; batchId: string },
): Promise<Roster> => {
  const scene = await loadScene(tx, of)
  const indexes = await documentIndexesOf(
    tx,
    scene.people.map(({ personId }) => personId),
  )
  const byIndex = new Map(scene.people.map((person) => [indexes.get(person.personId) ?? '', person]))
  const relations = await relationsOf(tx, of.organisationId)
  return {
    scene,
    staff: await listStaff(tx, of.organisationId),
    enrolled: new Set(byIndex.keys()),
    exclusions: await exclusionsInForce(tx, scene.batch.examFrom),
    avoidances: relations.flatMap(({ staffId, documentIndex, reason }) => {
      const person = byIndex.get(documentIndex)
      return person ? [{ staffId, applicationId: person.id, candidateName: person.name, reason }] : []
    }),
  }
}

/** Why someone may not examine in any line of the batch; one line that admits them is enough. */
export const examinerIneligibility = (roster: Roster, staff: StaffRow): readonly Ineligibility[] => {
  const excluded = excludedFrom(roster, staff, 'examiner')
  if (excluded.length > 0) return excluded
  const { scene, enrolled } = roster
  const questions = scene.batch.lines.map(
    (line): ExaminerQuestion => ({
      occupationCode: line.occupationCode,
      occupationName: line.occupationName,
      examDay: scene.batch.examFrom,
      isCandidate: enrolled.has(staff.documentIndex),
    }),
  )
  const answers = questions.map((question) =>
    examinerReasons(staff.record, question, provincialExaminerRequirements),
  )
  return answers.find((reasons) => reasons.length === 0) ?? answers[0] ?? []
}

export const supervisorIneligibility = (
  roster: Roster,
  staff: StaffRow,
  on: Day,
): readonly Ineligibility[] => [
  ...excludedFrom(roster, staff, 'supervisor'),
  ...supervisorReasons(staff.record, on),
]

/** Invigilators need the role, an agreement and not to be candidates themselves. */
export const mayInvigilate = (roster: Roster, staff: StaffRow): boolean =>
  excludedFrom(roster, staff, 'any').length === 0 && isFitToInvigilate(roster, staff)

const isFitToInvigilate = ({ enrolled }: Roster, { record, documentIndex }: StaffRow): boolean =>
  record.roles.includes('监考人员') &&
  record.agreementSigned &&
  record.status === '在聘' &&
  !enrolled.has(documentIndex)

/** One session with its rooms in use, the duties that count for it, and what is still wrong. */
export interface SessionRoster extends Roster {
  readonly session: SessionRow
  readonly rooms: readonly StaffedRoom[]
  readonly duties: readonly DutyRow[]
  /** Duties in sessions that overlap this one, its own included. */
  readonly busy: ReadonlySet<string>
  readonly numbers: StaffingNumbers
  readonly problems: readonly RosterProblem[]
}

const staffedRooms = (
  { scene, avoidances }: Roster,
  seats: readonly SeatRow[],
  session: SessionRow,
): StaffedRoom[] => {
  const byRoom = Map.groupBy(seats, ({ roomId }) => roomId)
  return scene.rooms
    .filter(({ id }) => byRoom.has(id))
    .map((room) => {
      const people = new Set(byRoom.get(room.id)!.map(({ applicationId }) => applicationId))
      const avoided = avoidances.filter(({ applicationId }) => people.has(applicationId))
      return {
        id: room.id,
        name: `${room.code} ${room.name}`,
        siteId: room.siteId,
        siteName: room.siteName,
        subject: session.subject,
        candidates: people.size,
        avoided: new Map(
          avoided.map(({ staffId, candidateName, reason }) => [staffId, `${candidateName}，${reason}`]),
        ),
      }
    })
}

const asInterval = (session: SessionRow) => ({
  ...session,
  from: session.startsAt.getTime(),
  to: session.endsAt.getTime(),
})

export const loadSessionRoster = async (
  tx: QueryContext['tx'],
  session: SessionRow,
): Promise<SessionRoster> => {
  const roster = await loadRoster(tx, session)
  const seats = (await seatsOf(tx, session, 'confirmed')).filter(({ sessionId }) => sessionId === session.id)
  const sessions = await publishedSessions(tx, session)
  const all = await activeDuties(tx, session.organisationId, { batchId: session.batchId })
  const on = (sessionId: string) => sessions.find(({ id }) => id === sessionId)!
  const sameDay = (duty: DutyRow) => dayOf(on(duty.sessionId).startsAt) === dayOf(session.startsAt)
  // A head is one for the site and the whole day, in whichever session of it he was named.
  const heads = [
    ...new Map(
      all
        .filter((duty) => duty.role === '考点负责人' && sameDay(duty))
        .map((duty) => [`${duty.siteId}/${duty.staffId}`, duty]),
    ).values(),
  ]
  const duties = [
    ...heads,
    ...all.filter((duty) => duty.role !== '考点负责人' && duty.sessionId === session.id),
  ]
  const busy = all.filter(
    (duty) =>
      overlap(asInterval(on(duty.sessionId)), asInterval(session)) ||
      (duty.role === '考点负责人' && sameDay(duty)),
  )
  const rooms = staffedRooms(roster, seats, session)
  const numbers = staffingNumbers(roster.scene)
  const problems = rosterProblems(rooms, duties, numbers)
  return {
    ...roster,
    session,
    rooms,
    duties,
    numbers,
    problems,
    busy: new Set(busy.map(({ staffId }) => staffId)),
  }
}

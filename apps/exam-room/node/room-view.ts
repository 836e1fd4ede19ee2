import type { DutyRole } from '#modules/delivery/core/preparation.ts'
import { plainSeatRules } from '#modules/delivery/core/room.rules.ts'
import type { SeatState } from '#modules/delivery/core/room-state.ts'
import { isFinal } from '#modules/delivery/core/seat.machine.ts'
import { sittingTransitions } from '#modules/delivery/core/sitting.machine.ts'
import { epochOf } from '#modules/delivery/core/standby-folds.ts'
import { seatEnd, timeMarks } from '#modules/delivery/core/time-marks.ts'
import { acceptedIn } from '#modules/delivery/core/transition-table.ts'
import { incidentsView } from '#modules/delivery/incident/core/incident-view.ts'
import { isSealed } from '#modules/delivery/incident/core/open.rule.ts'
import { isCorrection } from '#modules/delivery/incident/core/step.rule.ts'
import type { AnnouncementOnSeat } from '../desk.port.ts'
import type { CandidateProfile, DutyCommandType, RoomView, SeatStanding } from '../room.port.ts'
import { dayActions, dayView, noteViews } from './day-view.ts'
import { dutyName } from './duty-name.ts'
import type { LiveSitting } from './live-sitting.ts'
import { reachableMachines } from './machines.ts'
import { iso, type Moment } from './moment.ts'
import { pairActions, pairView } from './pair-view.ts'
import { seatView } from './seat-view.ts'

type KeptRosterEntry = LiveSitting['preparation']['roster'][number]

/** What the order of items and options at a seat is drawn from. */
export const seedOf = ({ preparation }: LiveSitting, seat: string): string =>
  `${preparation.sittingId}/${seat}`

export const profileOf = (
  sitting: LiveSitting,
  entry: KeptRosterEntry,
  seat: SeatState,
): CandidateProfile => ({
  name: entry.name,
  maskedNumber: entry.maskedNumber,
  ticketNumber: entry.ticketNumber,
  seat: entry.seat,
  title: sitting.preparation.title,
  roomName: sitting.preparation.roomName,
  hasPhoto: entry.photoHash !== null,
  guide: sitting.preparation.guide,
  confirmed: seat.confirmedAt !== null,
  sittingId: sitting.preparation.sittingId,
  isRehearsal: sitting.preparation.isRehearsal === true,
  rules: sitting.preparation.rules.seat ?? plainSeatRules,
  seed: seedOf(sitting, entry.seat),
})

const nothing: readonly AnnouncementOnSeat[] = []

/** HN-2.6-05: what candidates were told lately; how long it stays is the rules' to say, yet no call to the start outlives it. */
const recentAnnouncements = ({ room }: LiveSitting, now: number): readonly AnnouncementOnSeat[] => {
  if (room.announced.length === 0) return nothing
  const { announcements, announcementMinutes } = room.rules!.conduct
  const since = now - announcementMinutes * 60_000
  const isOver = (id: string): boolean =>
    room.startedAt !== null && announcements.some((one) => one.id === id && one.before === 'start')
  // HN-3.1.6-13: a correction stays to the end, whenever the candidate comes to its item.
  return room.announced.filter(({ id, at }) => isCorrection(id) || (Date.parse(at) > since && !isOver(id)))
}

const noNodes: readonly string[] = []

export const standingOf = (
  sitting: LiveSitting,
  seat: SeatState,
  at: { readonly now: number; readonly clientId: string | null },
): SeatStanding => {
  const { room } = sitting
  const marks = timeMarks(room, at.now)
  const earliest = marks.earliestHandIn
  const waiting = seat.status !== 'assigned' && !isFinal(seat.status) && seat.confirmedAt !== null
  return {
    serverTime: new Date(at.now).toISOString(),
    sitting: room.status,
    seatStatus: seat.status,
    start: iso(marks.start),
    earliestHandIn: earliest === null ? null : iso(earliest),
    end: iso(seatEnd(room, seat, at.now)),
    extensionMinutes: Math.round(seat.extensionSeconds / 60),
    paperReady: room.status === 'running' && waiting,
    mayHandIn: seat.status === 'answering' && room.status === 'running' && at.now >= (earliest ?? marks.end),
    acknowledged: (at.clientId !== null && seat.clients.get(at.clientId)?.contiguous) || 0,
    announcements: recentAnnouncements(sitting, at.now),
    released: room.status === 'sealed' || room.status === 'uploaded',
    head: sitting.durable,
    epoch: epochOf(room),
    mark: sitting.standing.mark,
    nodes: sitting.second?.addresses ?? noNodes,
  }
}

const sittingOrders: { readonly [event: string]: DutyCommandType } = {
  'check-in-opened': 'open-check-in',
  'paper-opened': 'open-paper',
  started: 'start',
  suspended: 'suspend',
  resumed: 'resume',
  ended: 'collect-all',
  sealed: 'seal',
}

const sittingActions = (sitting: LiveSitting, role: DutyRole): DutyCommandType[] => {
  const { room } = sitting
  const incident: DutyCommandType[] = isSealed(room) ? [] : ['incident']
  if (role === 'supervisor' || role === 'keeper')
    return [...(room.status === 'ended' ? (['sign-record'] as const) : []), 'note', ...incident]
  const fromTable = acceptedIn(sittingTransitions, room.status).flatMap((event) => sittingOrders[event] ?? [])
  const isBefore = room.status === 'sealed-package-present'
  const rules = (room.status === 'checked-in' || room.status === 'opened') && !room.rulesReadAt
  // A room that does not match what it was handed is not offered to be opened.
  const opens = !isBefore || room.preflight?.passed !== false
  return [
    ...(isBefore ? (['preflight'] as const) : []),
    ...fromTable.filter((type) => opens || type !== 'open-check-in'),
    ...(rules ? (['read-rules'] as const) : []),
    ...dayActions(sitting, role),
    'note',
    ...incident,
  ]
}

/** The room without its seats, for one duty person at one moment. */
export const roomHead = (
  sitting: LiveSitting,
  me: { readonly id: string; readonly role: DutyRole },
  moment: Moment,
): Omit<RoomView, 'seats'> => {
  const { room, preparation } = sitting
  const marks = timeMarks(room, moment.now)
  const { sittingId, title, organisation, site, roomName, plannedStart, grid, rules } = preparation
  return {
    ...{ sittingId, title, organisation, site, roomName, plannedStart, grid },
    status: room.status,
    serverTime: iso(moment.now),
    marks: {
      start: iso(marks.start),
      entryLimit: iso(marks.entryLimit),
      earliestHandIn: marks.earliestHandIn === null ? null : iso(marks.earliestHandIn),
      end: iso(marks.end),
    },
    openFrom: iso(room.plannedStart - rules.openingLeadMinutes.value * 60_000),
    keepers: preparation.duties
      .filter(({ custodian }) => custodian !== null)
      .map(({ id, name }) => ({ id, name })),
    isRehearsal: preparation.isRehearsal === true,
    openingPersons: rules.openingPersons.value,
    roomChecks: rules.roomChecks.value,
    preflight: room.preflight,
    machines: reachableMachines(sitting, moment),
    rulesReadAt: room.rulesReadAt,
    openedAt: room.openedAt,
    openers: room.openers.map((id) => dutyName(sitting, id)),
    startedAt: room.startedAt === null ? null : iso(room.startedAt),
    endedAt: room.endedAt,
    sealedAt: room.sealedAt,
    itemCount: room.items.length,
    notes: noteViews(sitting),
    ...dayView(sitting, moment.now),
    incidents: incidentsView(room, {
      ...{ id: me.id, role: me.role, now: moment.now },
      name: (id) => dutyName(sitting, id),
    }),
    actions: [...pairActions(sitting, me.id), ...sittingActions(sitting, me.role)],
    me: { person: dutyName(sitting, me.id), role: me.role },
    head: { ...room.head },
    ...pairView(sitting),
  }
}

/** The whole room for one duty person at one moment. */
export const roomView = (
  sitting: LiveSitting,
  me: { readonly id: string; readonly role: DutyRole },
  moment: Moment,
): RoomView => ({
  ...roomHead(sitting, me, moment),
  seats: sitting.preparation.roster.map(({ seat }) => seatView(sitting, seat, { ...moment, role: me.role })),
})

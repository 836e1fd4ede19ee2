import type { DutyRole, RosterEntry } from '#modules/delivery/core/preparation.ts'
import { plainSeatRules } from '#modules/delivery/core/room.rules.ts'
import type { SeatState } from '#modules/delivery/core/room-state.ts'
import { isFinal, seatTransitions } from '#modules/delivery/core/seat.machine.ts'
import { sittingTransitions } from '#modules/delivery/core/sitting.machine.ts'
import { openLossSeconds, seatEnd, timeMarks } from '#modules/delivery/core/time-marks.ts'
import { acceptedIn } from '#modules/delivery/core/transition-table.ts'
import type { CandidateProfile, DutyCommandType, RoomView, SeatStanding, SeatView } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'

type KeptRosterEntry = LiveSitting['preparation']['roster'][number]

const formatted = new Map<number, string>()

/** The marks of a sitting are the same in every standing, and formatting them is dear: each instant is formatted once. */
const iso = (at: number): string => {
  const known = formatted.get(at)
  if (known) return known
  if (formatted.size > 10_000) formatted.clear()
  const text = new Date(at).toISOString()
  formatted.set(at, text)
  return text
}

/** Machine time and room time of one moment: silence is measured by the machine, the law by the room. */
export interface Moment {
  readonly now: number
  readonly wall: number
}

export const isOnline = (sitting: LiveSitting, seat: string, wall: number): boolean => {
  const heard = sitting.lastHeard.get(seat)
  return heard !== undefined && wall - heard <= sitting.preparation.rules.heartbeatSilenceSeconds * 1000
}

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
  isRehearsal: false,
  rules: sitting.preparation.rules.seat ?? plainSeatRules,
  seed: seedOf(sitting, entry.seat),
})

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
    serverTime: iso(at.now),
    sitting: room.status,
    seatStatus: seat.status,
    start: iso(marks.start),
    earliestHandIn: earliest === null ? null : iso(earliest),
    end: iso(seatEnd(room, seat, at.now)),
    extensionMinutes: Math.round(seat.extensionSeconds / 60),
    paperReady: room.status === 'running' && waiting,
    mayHandIn: seat.status === 'answering' && room.status === 'running' && at.now >= (earliest ?? marks.end),
    acknowledged: (at.clientId !== null && seat.clients.get(at.clientId)?.contiguous) || 0,
    released: room.status === 'sealed' || room.status === 'uploaded',
  }
}

/** The invigilator's order behind each event of a seat's table. */
const seatOrders: { readonly [event: string]: DutyCommandType } = {
  'signed-in': 'sign-in',
  interrupted: 'interrupt',
  reconnected: 'restore',
  collected: 'collect',
  expelled: 'expel',
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

const seatActions = (sitting: LiveSitting, seat: SeatState, role: DutyRole): DutyCommandType[] => {
  if (role === 'supervisor' || role === 'keeper' || isFinal(seat.status)) return ['note']
  const inUse = ['checked-in', 'opened', 'running', 'suspended'].includes(sitting.room.status)
  if (!inUse) return []
  const fromTable = acceptedIn(seatTransitions, seat.status).flatMap((event) => seatOrders[event] ?? [])
  const actions: DutyCommandType[] =
    seat.status === 'present' ? fromTable.filter((a) => a !== 'collect') : fromTable
  const timed = seat.status === 'answering' || seat.status === 'interrupted'
  return [
    ...actions,
    ...(timed ? (['extend'] as const) : []),
    ...(seat.session ? (['issue-move-code'] as const) : []),
    'note',
  ]
}

const sittingActions = (sitting: LiveSitting, role: DutyRole): DutyCommandType[] => {
  if (role === 'supervisor' || role === 'keeper') return ['note']
  const { room } = sitting
  const fromTable = acceptedIn(sittingTransitions, room.status).flatMap((event) => sittingOrders[event] ?? [])
  const rules = (room.status === 'checked-in' || room.status === 'opened') && !room.rulesReadAt
  return [...fromTable, ...(rules ? (['read-rules'] as const) : []), 'note']
}

const seatView = (
  sitting: LiveSitting,
  entry: Omit<RosterEntry, 'photo'>,
  context: Moment & { readonly role: DutyRole },
): SeatView => {
  const seat = sitting.room.seats.get(entry.seat)!
  const answered = [...seat.answers.values()].filter(({ choice }) => choice.length > 0).length
  return {
    seat: entry.seat,
    row: entry.row,
    column: entry.column,
    candidate: entry.candidate,
    name: entry.name,
    maskedNumber: entry.maskedNumber,
    ticketNumber: entry.ticketNumber,
    status: seat.status,
    entered: seat.session !== null,
    confirmed: seat.confirmedAt !== null,
    online: isOnline(sitting, entry.seat, context.wall),
    answered,
    lastSavedAt: seat.lastSavedAt,
    signedInAt: seat.signedInAt,
    finishedAt: seat.finishedAt,
    end: iso(seatEnd(sitting.room, seat, context.now)),
    extensionMinutes: Math.round(seat.extensionSeconds / 60),
    openLossMinutes: Math.ceil(openLossSeconds(seat, context.now) / 60),
    violations: seat.violations.length,
    actions: seatActions(sitting, seat, context.role),
  }
}

export const dutyName = (sitting: LiveSitting, id: string): string =>
  sitting.preparation.duties.find((duty) => duty.id === id)?.name ?? (id === 'room' ? '考场系统' : id)

/** The whole room for one duty person at one moment. */
export const roomView = (
  sitting: LiveSitting,
  me: { readonly id: string; readonly role: DutyRole },
  moment: Moment,
): RoomView => {
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
    openingPersons: rules.openingPersons.value,
    roomChecks: rules.roomChecks.value,
    rulesReadAt: room.rulesReadAt,
    openedAt: room.openedAt,
    openers: room.openers.map((id) => dutyName(sitting, id)),
    startedAt: room.startedAt === null ? null : iso(room.startedAt),
    endedAt: room.endedAt,
    sealedAt: room.sealedAt,
    itemCount: room.items.length,
    seats: preparation.roster.map((entry) => seatView(sitting, entry, { ...moment, role: me.role })),
    notes: room.notes.map(({ actor, seq: _seq, ...note }) => ({ ...note, person: dutyName(sitting, actor) })),
    actions: sittingActions(sitting, me.role),
    me: { person: dutyName(sitting, me.id), role: me.role },
    head: { ...room.head },
  }
}

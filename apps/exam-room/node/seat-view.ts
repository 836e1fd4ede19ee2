import type { DutyRole } from '#modules/delivery/core/preparation.ts'
import type { SeatState } from '#modules/delivery/core/room-state.ts'
import { isFinal, seatTransitions } from '#modules/delivery/core/seat.machine.ts'
import { openLossSeconds, seatEnd } from '#modules/delivery/core/time-marks.ts'
import { acceptedIn } from '#modules/delivery/core/transition-table.ts'
import type { DutyCommandType, SeatView } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'
import { isOnline, iso, type Moment } from './moment.ts'

/** The invigilator's order behind each event of a seat's table. */
const seatOrders: { readonly [event: string]: DutyCommandType } = {
  'signed-in': 'sign-in',
  interrupted: 'interrupt',
  reconnected: 'restore',
  collected: 'collect',
  expelled: 'expel',
}

const seatActions = (sitting: LiveSitting, seat: SeatState, role: DutyRole): DutyCommandType[] => {
  if (role === 'supervisor' || role === 'keeper' || isFinal(seat.status)) return ['note']
  const { room } = sitting
  if (!['checked-in', 'opened', 'running', 'suspended'].includes(room.status)) return []
  const fromTable = acceptedIn(seatTransitions, seat.status).flatMap((event) => seatOrders[event] ?? [])
  const actions: DutyCommandType[] =
    seat.status === 'present' ? fromTable.filter((a) => a !== 'collect') : fromTable
  const timed = seat.status === 'answering' || seat.status === 'interrupted'
  const countsAbsent = room.rules!.door.documents.value.whenMissing === 'absent'
  return [
    ...actions,
    ...(seat.status === 'assigned' && countsAbsent ? (['turn-away'] as const) : []),
    ...(timed ? (['extend'] as const) : []),
    ...(timed && seat.identityCheckedAt === null ? (['check-identity'] as const) : []),
    ...(seat.session ? (['issue-move-code'] as const) : []),
    'note',
  ]
}

const answeredIn = (seat: SeatState): number => {
  let count = 0
  for (const { choice } of seat.answers.values()) if (choice.length > 0) count += 1
  return count
}

/** One seat as the desk shows it. */
export const seatView = (
  sitting: LiveSitting,
  label: string,
  context: Moment & { readonly role: DutyRole },
): SeatView => {
  const entry = sitting.roster.get(label)!
  const seat = sitting.room.seats.get(label)!
  return {
    seat: entry.seat,
    row: entry.row,
    column: entry.column,
    candidate: entry.candidate,
    name: entry.name,
    maskedNumber: entry.maskedNumber,
    ticketNumber: entry.ticketNumber,
    hasPhoto: entry.photoHash !== null,
    status: seat.status,
    entered: seat.session !== null,
    confirmed: seat.confirmedAt !== null,
    online: isOnline(sitting, entry.seat, context.wall),
    answered: answeredIn(seat),
    lastSavedAt: seat.lastSavedAt,
    signedInAt: seat.signedInAt,
    document: seat.passed?.document || null,
    identityCheckedAt: seat.identityCheckedAt,
    finishedAt: seat.finishedAt,
    end: iso(seatEnd(sitting.room, seat, context.now)),
    extensionMinutes: Math.round(seat.extensionSeconds / 60),
    openLossMinutes: Math.ceil(openLossSeconds(seat, context.now) / 60),
    violations: seat.violations.length,
    actions: seatActions(sitting, seat, context.role),
  }
}

import type { Draft } from '#modules/delivery/core/journal.ts'
import {
  decideCollection,
  decideExpulsion,
  decideExtension,
  decideInterruption,
  decideMoveCode,
  decideReconnection,
} from '#modules/delivery/core/seat.rule.ts'
import { unsignedRecord } from '#modules/delivery/core/sign-off.rule.ts'
import {
  decideCheckIn,
  decideResumption,
  decideRulesRead,
  decideSeal,
  decideSuspension,
  type Occasion,
} from '#modules/delivery/core/sitting.rule.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { DayCommand } from '../desk.port.ts'
import type { DutyCommand } from '../room.port.ts'
import { type DecidedHere, decideDayOrder, isDayCommand, seatUnknown } from './day-orders.ts'
import type { LiveSitting } from './live-sitting.ts'

type PaperCommand = Exclude<
  DutyCommand,
  DayCommand | { readonly type: 'open-paper' | 'collect-all' | 'preflight' | 'readmit-standby' | 'incident' }
>
type SeatCommand = Extract<PaperCommand, { readonly seat: string }>
type SittingCommand = Exclude<PaperCommand, SeatCommand>

const decideSitting = (
  sitting: LiveSitting,
  command: SittingCommand,
  on: Occasion,
): Verdict<readonly Draft[]> => {
  const { room } = sitting
  switch (command.type) {
    case 'open-check-in':
      return decideCheckIn(room, command.checked, on)
    case 'read-rules':
      return decideRulesRead(room, on)
    case 'suspend':
      return decideSuspension(room, command.reason, on)
    case 'resume':
      return decideResumption(room, command.reason, on)
    case 'seal':
      return unsignedRecord(room, sitting.preparation.duties) ?? decideSeal(room, command.reason, on)
  }
}

const decideSeat = (
  sitting: LiveSitting,
  command: SeatCommand,
  on: Occasion & { readonly codeHash: string },
): Verdict<readonly Draft[]> => {
  const { room } = sitting
  const seat = room.seats.get(command.seat)
  if (!seat) return seatUnknown
  switch (command.type) {
    case 'interrupt':
      return decideInterruption(seat, { ...on, cause: command.cause, reason: command.reason })
    case 'restore':
      return decideReconnection(seat, on)
    case 'extend':
      return decideExtension(seat, { ...on, minutes: command.minutes, reason: command.reason })
    case 'issue-move-code':
      return decideMoveCode(seat, { ...on, reason: command.reason })
    case 'expel':
      return decideExpulsion(seat, { ...on, reason: command.reason })
    case 'collect':
      return decideCollection(room, seat, { ...on, by: 'invigilator', reason: command.reason })
  }
}

/** What an order would write, or why it is refused; nothing is written here. */
export const decideOrder = (
  sitting: LiveSitting,
  command: PaperCommand | DecidedHere,
  on: Occasion & { readonly codeHash: string },
): Verdict<readonly Draft[]> => {
  if (isDayCommand(command)) return decideDayOrder(sitting, command, on)
  return 'seat' in command ? decideSeat(sitting, command, on) : decideSitting(sitting, command, on)
}

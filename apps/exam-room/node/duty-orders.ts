import type { Draft } from '#modules/delivery/core/journal.ts'
import {
  decideCollection,
  decideExpulsion,
  decideExtension,
  decideInterruption,
  decideMoveCode,
  decideReconnection,
  decideSignIn,
} from '#modules/delivery/core/seat.rule.ts'
import {
  decideCheckIn,
  decideNote,
  decideResumption,
  decideRulesRead,
  decideSeal,
  decideStart,
  decideSuspension,
  type Occasion,
} from '#modules/delivery/core/sitting.rule.ts'
import { refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { DutyCommand } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'

type SeatCommand = Extract<DutyCommand, { readonly seat: string }>
type SittingCommand = Exclude<DutyCommand, SeatCommand | { readonly type: 'open-paper' | 'collect-all' }>

export const seatUnknown = refuse('seat-unknown', {
  sentence: '本考场没有这个座位。',
  remedy: '请在座位图上重新选择。',
  clauses: ['SDS-4.4-02'],
  field: 'seat',
})

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
    case 'start':
      return decideStart(room, command.reason, on)
    case 'suspend':
      return decideSuspension(room, command.reason, on)
    case 'resume':
      return decideResumption(room, command.reason, on)
    case 'seal':
      return decideSeal(room, command.reason, on)
    case 'note':
      return decideNote(room, command, on)
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
    case 'sign-in':
      return decideSignIn(room, seat, { ...on, identity: command.identity, articles: command.articles })
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

const isSeatCommand = (command: DutyCommand): command is SeatCommand =>
  command.type !== 'note' && 'seat' in command

/** What an order would write, or why it is refused; nothing is written here. */
export const decideOrder = (
  sitting: LiveSitting,
  command: SeatCommand | SittingCommand,
  on: Occasion & { readonly codeHash: string },
): Verdict<readonly Draft[]> =>
  isSeatCommand(command) ? decideSeat(sitting, command, on) : decideSitting(sitting, command, on)

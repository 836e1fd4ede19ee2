import { decideIdentityChecks, decideSignIn, decideTurnAway } from '#modules/delivery/core/admission.rule.ts'
import {
  decideAnnouncement,
  decideOnNote,
  decidePlaceChange,
  decideRoomExtension,
} from '#modules/delivery/core/conduct.rule.ts'
import { disagreementOf } from '#modules/delivery/core/document-digest.ts'
import type { Draft } from '#modules/delivery/core/journal.ts'
import { decideNote, decideStart, type Occasion } from '#modules/delivery/core/sitting.rule.ts'
import { decideCertificateEntry } from '#modules/delivery/incident/core/certificate.rule.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { DayCommand } from '../desk.port.ts'
import type { DutyCommand } from '../room.port.ts'
import type { LiveSitting } from './live-sitting.ts'

export type DecidedHere = Exclude<DayCommand, { readonly type: 'sign-record' }>

type Decided = Verdict<readonly Draft[]>
type Of<T extends DayCommand['type']> = Extract<DayCommand, { readonly type: T }>

export const seatUnknown = refuse('seat-unknown', {
  sentence: '本考场没有这个座位。',
  remedy: '请在座位图上重新选择。',
  clauses: ['SDS-4.4-02'],
  field: 'seat',
})

const dayTypes: readonly string[] = [
  'sign-in',
  'turn-away',
  'check-identity',
  'announce',
  'change-place',
  'start',
  'extend-all',
  'decide-note',
  'note',
] satisfies readonly DecidedHere['type'][]

export const isDayCommand = (command: DutyCommand): command is DecidedHere => dayTypes.includes(command.type)

const signIn = (sitting: LiveSitting, command: Of<'sign-in'>, on: Occasion): Decided => {
  const seat = sitting.room.seats.get(command.seat)
  const line = sitting.roster.get(command.seat)
  if (!seat || !line) return seatUnknown
  const { identity, articles, ticket, document, reading, certificate } = command
  if (certificate) {
    return decideCertificateEntry(sitting.room, seat, {
      ...{ ...on, identity, articles, ...certificate },
      ...(ticket !== undefined && { ticket }),
    })
  }
  return decideSignIn(sitting.room, seat, {
    ...{ ...on, identity, articles },
    ...(ticket !== undefined && { ticket }),
    ...(document !== undefined && { document }),
    ...(reading && { comparison: { by: reading.by, disagrees: disagreementOf(line, reading) } }),
  })
}

const turnAway = (sitting: LiveSitting, command: Of<'turn-away'>, on: Occasion): Decided => {
  const seat = sitting.room.seats.get(command.seat)
  return seat ? decideTurnAway(sitting.room, seat, { ...on, ...command }) : seatUnknown
}

/** SDS-4.4-02, SDE-4.6-01: the start, and with it on record where it is held when that is not as arranged. */
const start = (sitting: LiveSitting, { reason, place }: Of<'start'>, on: Occasion): Decided => {
  const { room, preparation } = sitting
  const elsewhere = place !== undefined && place.trim() !== preparation.roomName
  const moved = elsewhere ? decidePlaceChange(room, { place, reason }, on) : accept([])
  if (moved.refused) return moved
  const started = decideStart(room, reason, on)
  return started.refused ? started : accept([...moved.value, ...started.value])
}

/** What an order around the paper would write, or why it is refused. */
export const decideDayOrder = (sitting: LiveSitting, command: DecidedHere, on: Occasion): Decided => {
  const { room } = sitting
  switch (command.type) {
    case 'sign-in':
      return signIn(sitting, command, on)
    case 'turn-away':
      return turnAway(sitting, command, on)
    case 'check-identity':
      return decideIdentityChecks(room, command.seats, on)
    case 'announce':
      return decideAnnouncement(room, command, on)
    case 'change-place':
      return decidePlaceChange(room, command, on)
    case 'start':
      return start(sitting, command, on)
    case 'extend-all':
      return decideRoomExtension(room, command, on)
    case 'decide-note':
      return decideOnNote(room, command, on)
    case 'note':
      return decideNote(room, command, on)
  }
}

import { openNotes, plannedAnnouncements } from '#modules/delivery/core/conduct.rule.ts'
import type { DutyRole } from '#modules/delivery/core/preparation.ts'
import { missingSigners } from '#modules/delivery/core/sign-off.rule.ts'
import { doorOpensAt, procedureFrom } from '#modules/delivery/core/time-marks.ts'
import type { NoteView, RoomDayView } from '../desk.port.ts'
import type { DutyCommandType } from '../room.port.ts'
import { dutyName } from './duty-name.ts'
import type { LiveSitting } from './live-sitting.ts'
import { iso } from './moment.ts'

/** Notes with the time of the event and that of the entry (HN-2.3.4-31), and the chief's word on them. */
export const noteViews = (sitting: LiveSitting): readonly NoteView[] => {
  const { notes, decisions } = sitting.room
  return notes.map(({ actor, happenedAt, ...note }) => {
    const decided = decisions.get(note.seq)
    return {
      ...note,
      happenedAt: happenedAt ?? note.at,
      person: dutyName(sitting, actor),
      decision: decided
        ? { at: decided.at, person: dutyName(sitting, decided.actor), text: decided.decision }
        : null,
    }
  })
}

const signersOf = (sitting: LiveSitting): RoomDayView['record']['signers'] => {
  const { room, preparation } = sitting
  const { signers } = room.rules!.record
  const missing = missingSigners(room, preparation.duties)
  return preparation.duties
    .filter(({ role }) => role !== 'keeper')
    .map(({ id, name, role }) => ({
      ...{ id, name, role },
      isRequired: signers.value.some((one) => one === role) && missing.some((one) => one.id === id),
      signedAt: room.signatures.get(id)?.at ?? null,
    }))
}

const doorOf = ({ room, preparation }: LiveSitting, now: number): RoomDayView['door'] => {
  const [opens, procedure] = [doorOpensAt(room), procedureFrom(room)]
  const { ticketRequired, accepted, substitute, whenMissing } = room.rules!.door.documents.value
  return {
    opensAt: opens === null ? null : iso(opens),
    procedureFrom: procedure === null ? null : iso(procedure),
    isProcedureTime: procedure !== null && now >= procedure && room.startedAt === null,
    ticketRequired,
    documents: substitute === null ? accepted : [...accepted, substitute],
    countsAbsent: whenMissing === 'absent',
    salt: preparation.documentSalt ?? null,
  }
}

/** What the rules of the sitting ask of the desk, and how far it is. */
export const dayView = (sitting: LiveSitting, now: number): RoomDayView => {
  const { room } = sitting
  const { conduct, record } = room.rules!
  return {
    door: doorOf(sitting, now),
    rulesReading: conduct.rulesReading.value,
    announcements: plannedAnnouncements(room, now).map(({ dueAt, ...one }) => ({
      ...one,
      dueAt: iso(dueAt),
    })),
    place: room.place && { place: room.place.place, reason: room.place.reason },
    inSessionCheck: conduct.inSessionCheck.value,
    carriedItems: conduct.carriedItems.value,
    record: { title: record.title.value, signers: signersOf(sitting) },
  }
}

/** Orders around the paper that the room takes now. */
export const dayActions = ({ room }: LiveSitting, role: DutyRole): readonly DutyCommandType[] => {
  const isBefore = room.status === 'checked-in' || room.status === 'opened'
  const isUnderWay = room.status === 'running' || room.status === 'suspended'
  return [
    ...(isBefore || isUnderWay ? (['announce'] as const) : []),
    ...(isBefore ? (['change-place'] as const) : []),
    ...(isUnderWay ? (['extend-all'] as const) : []),
    ...(room.status === 'running' ? (['check-identity'] as const) : []),
    ...(room.status === 'ended' ? (['sign-record'] as const) : []),
    ...(role === 'chief' && openNotes(room).length > 0 ? (['decide-note'] as const) : []),
  ]
}

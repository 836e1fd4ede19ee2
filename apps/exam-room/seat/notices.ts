import type { AnnouncementOnSeat } from '../desk.port.ts'
import type { SeatSnapshot } from './seat-state.ts'

/** Reminders whose minute before this seat's own end has come; the machine knows it without network. */
const dueReminders = ({ profile, standing }: SeatSnapshot, now: number): AnnouncementOnSeat[] => {
  if (!profile || !standing) return []
  const end = Date.parse(standing.end)
  return profile.rules.endReminders
    .map(({ id, minutes, text }) => ({ id, at: end - minutes * 60_000, text }))
    .filter(({ at }) => now >= at && now < end)
    .map(({ id, at, text }) => ({ id, text, at: new Date(at).toISOString() }))
}

/** What all machines show now, oldest first: the room's announcements and this machine's reminders, each once. */
export const noticesAt = (
  seat: SeatSnapshot,
  now: number,
  read: ReadonlySet<string>,
): readonly AnnouncementOnSeat[] => {
  const called = seat.standing?.announcements ?? []
  const names = new Set(called.map(({ id }) => id))
  return [...called, ...dueReminders(seat, now).filter(({ id }) => !names.has(id))]
    .filter(({ id }) => !read.has(id))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

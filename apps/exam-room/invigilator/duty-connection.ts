import type { ConsoleView, RoomMessage } from '../desk.port.ts'
import type { DutyPort } from '../room.port.ts'
import { callRoom, followRoom, type RoomRequest } from '../room-http.ts'
import { RoomUpdates } from './room-updates.ts'

/** The invigilator's half of the port over HTTP. */
export const dutyConnection = (token: () => string): DutyPort => {
  const headers = () => ({ authorization: `Bearer ${token()}` })
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({ method, path: `duty/${path}`, headers: headers(), ...(body === undefined ? {} : { body }) })
  const source = (path: string) => () => ({ path: `duty/${path}`, headers: headers() })
  return {
    sittings: () => call('GET', 'sittings'),
    signIn: (request) => call('POST', 'sign-in', request),
    takeOver: (order) => call('POST', 'take-over', order),
    room: () => call('GET', 'room'),
    timeline: (seat) => call('GET', `seats/${encodeURIComponent(seat)}`),
    recognise: (digest) => call('GET', `recognise?digest=${digest}`),
    photo: async (seat) => {
      const response = await fetch(`/room/duty/photo/${encodeURIComponent(seat)}`, { headers: headers() })
      return response.status === 200 ? response.blob() : null
    },
    order: (command) => call('POST', 'orders', command),
    orderIn: (sittingId, command) => call('POST', 'console/orders', { sittingId, command }),
    follow: (onRoom, onLost) =>
      followRoom<RoomMessage>(
        source('stream'),
        () => {
          const updates = new RoomUpdates()
          return (message) => onRoom(updates.take(message))
        },
        onLost,
      ),
    followConsole: (onView, onLost) =>
      followRoom<ConsoleView>(source('console/stream'), () => onView, onLost),
  }
}

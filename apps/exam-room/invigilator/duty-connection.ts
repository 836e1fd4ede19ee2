import type { ConsoleView, RoomMessage } from '../desk.port.ts'
import type { DutyPort, DutySession } from '../room.port.ts'
import { callRoom, followRoom, type RoomRequest, roomHeaders } from '../room-http.ts'
import { roomNodes } from '../room-nodes.ts'
import { RoomUpdates } from './room-updates.ts'

/** The invigilator's half of the port over HTTP. */
export const dutyConnection = (token: () => string): DutyPort => {
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({ method, path: `duty/${path}`, token: token(), ...(body === undefined ? {} : { body }) })
  const source = (path: string) => () => ({ path: `duty/${path}`, headers: roomHeaders(token()) })
  return {
    sittings: () => call('GET', 'sittings'),
    signIn: (request) => call('POST', 'sign-in', request),
    takeOver: async (order, at) => {
      const request = { method: 'POST', path: 'duty/take-over', token: token(), body: order } as const
      const verdict = await callRoom<DutySession>({ ...request, at })
      if (!verdict.refused) roomNodes.use(at)
      return verdict
    },
    room: () => call('GET', 'room'),
    timeline: (seat) => call('GET', `seats/${encodeURIComponent(seat)}`),
    recognise: (digest) => call('GET', `recognise?digest=${digest}`),
    photo: async (seat) => {
      const url = `${roomNodes.origin}/room/duty/photo/${encodeURIComponent(seat)}`
      const response = await fetch(url, { headers: roomHeaders(token()) })
      return response.status === 200 ? response.blob() : null
    },
    order: (command) => call('POST', 'orders', command),
    orderIn: (sittingId, command) => call('POST', 'console/orders', { sittingId, command }),
    follow: (onRoom, onLost) =>
      followRoom<RoomMessage>(
        source('stream'),
        () => {
          const updates = new RoomUpdates()
          return (message) => {
            const room = updates.take(message)
            if (roomNodes.hear(token(), room)) onRoom(room)
          }
        },
        onLost,
      ),
    followConsole: (onView, onLost) =>
      followRoom<ConsoleView>(source('console/stream'), () => onView, onLost),
  }
}

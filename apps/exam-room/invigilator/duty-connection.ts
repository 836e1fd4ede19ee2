import type { DutyPort, RoomView } from '../room.port.ts'
import { callRoom, followRoom, type RoomRequest } from '../room-http.ts'

/** The invigilator's half of the port over HTTP. */
export const dutyConnection = (token: () => string): DutyPort => {
  const headers = () => ({ authorization: `Bearer ${token()}` })
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({ method, path: `duty/${path}`, headers: headers(), ...(body === undefined ? {} : { body }) })
  return {
    sittings: () => call('GET', 'sittings'),
    signIn: (request) => call('POST', 'sign-in', request),
    room: () => call('GET', 'room'),
    timeline: (seat) => call('GET', `seats/${encodeURIComponent(seat)}`),
    order: (command) => call('POST', 'orders', command),
    follow: (onRoom, onLost) =>
      followRoom<RoomView>(() => ({ path: 'duty/stream', headers: headers() }), onRoom, onLost),
  }
}

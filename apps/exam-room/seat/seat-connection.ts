import type { SeatPort } from '../room.port.ts'
import { callRoom, type RoomRequest } from '../room-http.ts'

/** The seat's half of the port over HTTP. `token` is asked for at each call, since entering changes it. */
export const seatConnection = (machine: string, token: () => string): SeatPort => {
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({
      method,
      path: `seat/${path}`,
      headers: { authorization: `Bearer ${token()}`, 'x-machine': machine },
      ...(body === undefined ? {} : { body }),
    })
  return {
    enter: (request) => call('POST', 'enter', request),
    profile: () => call('GET', 'profile'),
    confirm: () => call('POST', 'confirm'),
    heartbeat: (clientId) => call('POST', 'heartbeat', { clientId }),
    paper: () => call('GET', 'paper'),
    send: (batch) => call('POST', 'events', batch),
    handIn: (request) => call('POST', 'hand-in', request),
  }
}

/** The candidate's picture as an object URL, or null. */
export const photoUrl = async (machine: string, token: string): Promise<string | null> => {
  const headers = { authorization: `Bearer ${token}`, 'x-machine': machine }
  const response = await fetch('/room/seat/photo', { headers, cache: 'no-store' })
  return response.ok ? URL.createObjectURL(await response.blob()) : null
}

import { accept } from '#platform/contract/verdict.ts'
import type { SealedFormOnSeat, SeatPort, SeatStanding } from '../room.port.ts'
import { callRoom, followRoom, type RoomRequest } from '../room-http.ts'

/** A form may be large and the room's network slow. */
const formPatienceMilliseconds = 60_000

/** The seat's half of the port over HTTP. `token` is asked for at each call, since entering changes it. */
export const seatConnection = (machine: string, token: () => string): SeatPort => {
  const headers = () => ({ authorization: `Bearer ${token()}`, 'x-machine': machine })
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({
      method,
      path: `seat/${path}`,
      headers: headers(),
      ...(body === undefined ? {} : { body }),
    })
  return {
    enter: (request) => call('POST', 'enter', request),
    profile: () => call('GET', 'profile'),
    confirm: () => call('POST', 'confirm'),
    heartbeat: (clientId) => call('POST', 'heartbeat', { clientId }),
    sealedForm: async () => {
      const signal = AbortSignal.timeout(formPatienceMilliseconds)
      const response = await fetch('/room/seat/form', { headers: headers(), cache: 'no-store', signal })
      const id = response.headers.get('x-form')
      if (!response.ok || !id) return response.json()
      return accept<SealedFormOnSeat>({ id, box: new Uint8Array(await response.arrayBuffer()) })
    },
    shown: (request) => call('POST', 'shown', request),
    follow: (clientId, onStanding, onLost) =>
      followRoom<SeatStanding>(
        () => ({ path: `seat/stream?clientId=${clientId}`, headers: headers() }),
        () => onStanding,
        onLost,
      ),
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

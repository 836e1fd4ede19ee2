import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { SealedFormOnSeat, SeatPort, SeatStanding } from '../room.port.ts'
import { callRoom, followRoom, isServedElsewhere, type RoomRequest, roomHeaders } from '../room-http.ts'
import { roomNodes } from '../room-nodes.ts'
import { knownBrowserProof, ownBrowserProof } from './own-browser.ts'

/** A form may be large and the room's network slow. */
const formPatienceMilliseconds = 60_000

/**
 * The seat's half of the port over HTTP, with whichever node serves. `token` is asked for at each call, since entering
 * changes it; it holds on either node.
 */
export const seatConnection = (machine: string, token: () => string): SeatPort => {
  const headers = () => roomHeaders(token(), { 'x-machine': machine, ...knownBrowserProof() })
  const call = async <T>(
    method: RoomRequest['method'],
    path: string,
    body?: unknown,
  ): Promise<Verdict<T>> => {
    const verdict = await callRoom<T>({
      method,
      path: `seat/${path}`,
      token: token(),
      headers: { 'x-machine': machine, ...(await ownBrowserProof()) },
      ...(body === undefined ? {} : { body }),
    })
    // Until somebody lets the standby take over, the room is out of reach.
    if (isServedElsewhere(verdict)) throw new Error(verdict.code)
    return verdict
  }
  return {
    here: (fonts) => call('POST', 'here', { machine, fonts }),
    enter: (request) => call('POST', 'enter', request),
    profile: () => call('GET', 'profile'),
    confirm: () => call('POST', 'confirm'),
    heartbeat: (clientId) => {
      const head = roomNodes.head(token())
      return call('POST', 'heartbeat', { clientId, ...(head && { head }) })
    },
    sealedForm: async () => {
      const signal = AbortSignal.timeout(formPatienceMilliseconds)
      const response = await fetch(`${roomNodes.origin}/room/seat/form`, {
        headers: headers(),
        cache: 'no-store',
        signal,
      })
      const id = response.headers.get('x-form')
      if (!response.ok || !id) return response.json()
      return accept<SealedFormOnSeat>({ id, box: new Uint8Array(await response.arrayBuffer()) })
    },
    shown: (request) => call('POST', 'shown', request),
    follow: (clientId, onStanding, onLost) =>
      followRoom<SeatStanding>(
        () => ({ path: `seat/stream?clientId=${clientId}`, headers: headers() }),
        () => (standing) => {
          if (roomNodes.hear(token(), standing)) onStanding(standing)
        },
        onLost,
      ),
    send: (batch) => call('POST', 'events', batch),
    handIn: (request) => call('POST', 'hand-in', request),
  }
}

/** The candidate's picture as an object URL, or null. */
export const photoUrl = async (machine: string, token: string): Promise<string | null> => {
  const headers = roomHeaders(token, { 'x-machine': machine, ...(await ownBrowserProof()) })
  const response = await fetch(`${roomNodes.origin}/room/seat/photo`, { headers, cache: 'no-store' })
  return response.ok ? URL.createObjectURL(await response.blob()) : null
}

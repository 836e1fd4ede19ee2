import type { ConsoleView, RoomMessage } from '../desk.port.ts'
import type { DutyPort } from '../room.port.ts'
import { callRoom, type RoomRequest } from '../room-http.ts'
import { RoomUpdates } from './room-updates.ts'

/** A lost stream is tried again after this. */
const retryMilliseconds = 2_000

const readStream = async (response: Response, take: (data: string) => void): Promise<void> => {
  if (!response.ok || !response.body) throw new Error(`the room answered ${response.status}`)
  let buffered = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const messages = (buffered + part.value).split('\n\n')
    buffered = messages.pop() ?? ''
    for (const message of messages) take(message.replace(/^data: /, ''))
  }
}

/** The invigilator's half of the port over HTTP. */
export const dutyConnection = (token: () => string): DutyPort => {
  const headers = () => ({ authorization: `Bearer ${token()}` })
  const call = <T>(method: RoomRequest['method'], path: string, body?: unknown) =>
    callRoom<T>({ method, path: `duty/${path}`, headers: headers(), ...(body === undefined ? {} : { body }) })
  /** Reads a stream again and again until stopped; `open` is asked anew what to do with each connection's messages. */
  const follow = (path: string, open: () => (data: string) => void, onLost: () => void) => {
    const stop = new AbortController()
    const run = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        try {
          const response = await fetch(`/room/duty/${path}`, { headers: headers(), signal: stop.signal })
          await readStream(response, open())
        } catch {
          // Tried again below; the screen says that the room is out of reach.
        }
        if (stop.signal.aborted) return
        onLost()
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds))
      }
    }
    run()
    return () => stop.abort()
  }
  return {
    sittings: () => call('GET', 'sittings'),
    signIn: (request) => call('POST', 'sign-in', request),
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
      follow(
        'stream',
        () => {
          const updates = new RoomUpdates()
          return (data) => onRoom(updates.take(JSON.parse(data) as RoomMessage))
        },
        onLost,
      ),
    followConsole: (onView, onLost) =>
      follow('console/stream', () => (data) => onView(JSON.parse(data) as ConsoleView), onLost),
  }
}

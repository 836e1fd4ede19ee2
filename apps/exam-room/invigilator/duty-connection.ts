import type { DutyPort, RoomView } from '../room.port.ts'
import { callRoom, type RoomRequest } from '../room-http.ts'

/** A lost stream is tried again after this. */
const retryMilliseconds = 2_000

const readStream = async (response: Response, onRoom: (room: RoomView) => void): Promise<void> => {
  if (!response.ok || !response.body) throw new Error(`the room answered ${response.status}`)
  let buffered = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const messages = (buffered + part.value).split('\n\n')
    buffered = messages.pop() ?? ''
    // Each message is the whole room, so only the last one matters.
    const last = messages.at(-1)
    if (last) onRoom(JSON.parse(last.replace(/^data: /, '')) as RoomView)
  }
}

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
    follow: (onRoom, onLost) => {
      const stop = new AbortController()
      const run = async (): Promise<void> => {
        while (!stop.signal.aborted) {
          try {
            await readStream(
              await fetch('/room/duty/stream', { headers: headers(), signal: stop.signal }),
              onRoom,
            )
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
    },
  }
}

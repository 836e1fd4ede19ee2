import type { Verdict } from '#platform/contract/verdict.ts'

export interface RoomRequest {
  readonly method: 'GET' | 'POST'
  /** Below `/room/`. */
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: unknown
}

/** A node that does not answer within this counts as out of reach. */
const patienceMilliseconds = 6_000

/** One request to the node. Throws when the node is out of reach or answers with anything but a verdict. */
export const callRoom = async <T>({ method, path, headers, body }: RoomRequest): Promise<Verdict<T>> => {
  const all = new Headers(headers)
  if (body !== undefined) all.set('content-type', 'application/json')
  const response = await fetch(`/room/${path}`, {
    method,
    headers: all,
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMilliseconds),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const verdict = (await response.json()) as Verdict<T>
  if (typeof verdict.refused !== 'boolean') throw new Error(`the room answered ${response.status}`)
  return verdict
}

/** A lost stream is taken up again after this, and up to as much later, so that a room does not come back at once. */
const retryMilliseconds = 1_500
/** The node says something at least every ten seconds; longer silence is a dead connection. */
const deadMilliseconds = 30_000

const readStream = async <T>(response: Response, onMessage: (message: T) => void, alive: () => void) => {
  if (!response.ok || !response.body) throw new Error(`the room answered ${response.status}`)
  let buffered = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    alive()
    const messages = (buffered + part.value).split('\n\n')
    buffered = messages.pop() ?? ''
    for (const message of messages) if (message) onMessage(JSON.parse(message.replace(/^data: /, '')) as T)
  }
}

/** Follows a stream of the node until stopped; a lost one is taken up again, and `open` asked anew who takes its messages. */
export const followRoom = <T>(
  source: () => { readonly path: string; readonly headers: { readonly [name: string]: string } },
  open: () => (message: T) => void,
  onLost: () => void,
): (() => void) => {
  const stop = new AbortController()
  const once = async (): Promise<void> => {
    const dead = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const alive = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => dead.abort(), deadMilliseconds)
    }
    try {
      alive()
      const { path, headers } = source()
      const signal = AbortSignal.any([stop.signal, dead.signal])
      await readStream<T>(await fetch(`/room/${path}`, { headers, signal }), open(), alive)
    } catch {
      // Taken up again below; the screen says that the room is out of reach.
    } finally {
      clearTimeout(timer)
    }
  }
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await once()
      if (stop.signal.aborted) return
      onLost()
      await new Promise((resolve) => setTimeout(resolve, retryMilliseconds * (1 + Math.random())))
    }
  }
  run()
  return () => stop.abort()
}

import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import { roomNodes } from './room-nodes.ts'

export interface RoomRequest {
  readonly method: 'GET' | 'POST'
  /** Below `/room/`. */
  readonly path: string
  readonly token: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: unknown
  /** The one node to ask; otherwise whichever serves. */
  readonly at?: string
}

/** A node that does not answer within this counts as out of reach; sooner where there is another to ask. */
const patience = { alone: 6_000, paired: 3_000 }

export const isServedElsewhere = (verdict: Verdict<unknown>): verdict is Refusal =>
  verdict.refused && (verdict.code === 'node-superseded' || verdict.code === 'node-standby')

/** What every request to a node carries: who asks, and the epoch that the node has to know of. */
export const roomHeaders = (
  token: string,
  more: { readonly [name: string]: string } = {},
): { readonly [name: string]: string } => {
  const mark = roomNodes.mark(token)
  return { ...more, authorization: `Bearer ${token}`, ...(mark && { 'x-epoch': mark }) }
}

const askNode = async <T>(origin: string, request: RoomRequest): Promise<Verdict<T>> => {
  const { method, path, token, body } = request
  const headers = new Headers(roomHeaders(token, request.headers))
  if (body !== undefined) headers.set('content-type', 'application/json')
  const response = await fetch(`${origin}/room/${path}`, {
    method,
    headers,
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(roomNodes.count > 1 ? patience.paired : patience.alone),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const verdict = (await response.json()) as Verdict<T>
  if (typeof verdict.refused !== 'boolean') throw new Error(`the room answered ${response.status}`)
  if (!verdict.refused && !roomNodes.hear(token, verdict.value)) throw new Error('a node of a lower epoch')
  return verdict
}

/**
 * One request to the node that serves: the one in use, or else the next. Throws when none is in reach or one answers
 * with anything but a verdict; a standby that has not been told to take over says so in a refusal.
 */
export const callRoom = async <T>(request: RoomRequest): Promise<Verdict<T>> => {
  if (request.at) return askNode(request.at, request)
  let refused: Verdict<T> | undefined
  let fault: unknown
  for (let tries = roomNodes.count; tries > 0; tries -= 1) {
    const { origin } = roomNodes
    try {
      const verdict = await askNode<T>(origin, request)
      if (!isServedElsewhere(verdict)) return verdict
      if (verdict.code === 'node-standby' || !refused) refused = verdict
    } catch (cause) {
      fault = cause
    }
    roomNodes.moveOn(origin)
  }
  if (refused) return refused
  throw fault
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
      await readStream<T>(await fetch(`${roomNodes.origin}/room/${path}`, { headers, signal }), open(), alive)
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

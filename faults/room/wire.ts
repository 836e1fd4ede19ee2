import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Send } from '#apps/exam-room/testing/room-client.ts'
import type { Random } from '#platform/random/seeded.ts'

type Call = Parameters<Send>[0]

/** How often, of 1, a request meets each of these. */
export interface Weather {
  readonly lost: number
  /** The node does it, the seat never hears. */
  readonly unheard: number
  /** The connection breaks within the request. */
  readonly torn: number
  readonly doubled: number
  /** Held up, so that later requests overtake it. */
  readonly late: number
  /** The longest that one is held up, milliseconds. */
  readonly lateness: number
}

export const calm: Weather = { lost: 0, unheard: 0, torn: 0, doubled: 0, late: 0, lateness: 0 }

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const patience = 3000

/** One call over HTTP. `torn` breaks the connection in the middle of the body. */
const overHttp = (origin: string, call: Call, torn = false): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body))
    const outgoing = request(
      `${origin}${call.path}`,
      {
        ...{ agent, method: call.method, timeout: patience },
        headers: {
          ...call.headers,
          ...(body && { 'content-type': 'application/json', 'content-length': body.length }),
        },
      },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () => {
          try {
            resolve(JSON.parse(Buffer.concat(parts).toString()))
          } catch (cause) {
            reject(cause)
          }
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
    if (torn && body && body.length > 1) {
      outgoing.write(body.subarray(0, body.length >> 1))
      setTimeout(() => outgoing.destroy(new Error('torn')), 5)
    } else outgoing.end(body)
  })

/** The cable between a seat and whichever node it is plugged to. */
export class Wire {
  readonly #origins: () => readonly string[]
  #at = 0
  readonly #random: Random
  weather: Weather = calm
  isCut = false
  /** Nodes that it does not lead to at present. */
  barred: ReadonlySet<string> = new Set()

  constructor(origins: () => readonly string[], random: Random) {
    this.#origins = origins
    this.#random = random
  }

  /** The next request goes to the other node, where there are two. */
  readonly turn = (): void => {
    this.#at += 1
  }

  /** The next request goes to this one. */
  readonly turnTo = (origin: string): void => {
    this.#at = this.#origins().indexOf(origin)
  }

  readonly #mustReach = (origin: string): void => {
    if (this.isCut || this.barred.has(origin)) throw new Error('the cable is cut')
  }

  readonly #once = async (call: Call, torn = false): Promise<unknown> => {
    const origins = this.#origins()
    const origin = origins[this.#at % origins.length]!
    this.#mustReach(origin)
    const heard = await overHttp(origin, call, torn)
    this.#mustReach(origin)
    return heard
  }

  readonly send: Send = async (call) => {
    const { lost, unheard, torn, doubled, late, lateness } = this.weather
    const meets = (often: number): boolean => this.#random() < often
    if (meets(lost)) throw new Error('lost')
    if (meets(late)) await pause(this.#random() * lateness)
    // A second sign-in is a new session, which ends the first: no protocol repeats it on its own.
    if (meets(doubled) && !call.path.endsWith('/enter')) {
      const again = pause(this.#random() * lateness).then(() => this.#once(call))
      again.catch(() => {})
      if (meets(0.5)) return again
    }
    const heard = await this.#once(call, meets(torn))
    if (meets(unheard)) throw new Error('unheard')
    return heard
  }
}

/** Calls over a wire in good order, as the desk does. */
export const directly =
  (origin: () => string): Send =>
  (call) =>
    overHttp(origin(), call)

/** Asks again until there is an answer, or until the patience, which may shrink meanwhile, is at an end. */
export const untilHeard = async <T>(act: () => Promise<T>, patience: () => number): Promise<T> => {
  const began = performance.now()
  for (;;) {
    try {
      return await act()
    } catch (cause) {
      if (performance.now() - began > patience()) throw cause
      await pause(40)
    }
  }
}

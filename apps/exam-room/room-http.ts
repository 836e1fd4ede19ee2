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

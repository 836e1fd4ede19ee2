import type { Verdict } from '#platform/contract/verdict.ts'
import { pauseOrOnline, reportReachable } from './network.ts'

/** The server could not be reached, or failed; the person may try again. Not a refusal. */
export class Fault extends Error {
  /** Number that support can look up, when the server gave one. */
  readonly incident: string | null
  readonly offline: boolean
  constructor(offline: boolean, incident: string | null) {
    super(offline ? '无法连接服务器' : '系统故障')
    this.offline = offline
    this.incident = incident
  }
}

/** A value that a query string can carry; arrays are repeated keys. */
type Carried = string | number | boolean | null | undefined | readonly (string | number)[]

export const addressOf = (name: string): string => `/api/${name.replace('.', '/')}`

export const queryString = (input: object): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(input) as [string, Carried][])
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
  const text = search.toString()
  return text && `?${text}`
}

const pauses = [400, 1200, 3000, 6000]
const waitsForServer = new Set([502, 503, 504])
const patience = 30_000

const attempt = async (address: string, init: RequestInit): Promise<Response | null> => {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) })
    return waitsForServer.has(response.status) ? null : response
  } catch {
    return null
  }
}

/** Sends the same request until it is answered or patience ends; safe because commands carry their key. */
const send = async (address: string, init: RequestInit): Promise<Response> => {
  for (const pause of [...pauses, null]) {
    const response = await attempt(address, init)
    // An answer kept on the device is shown, but it is not the server that gave it.
    reportReachable(response !== null && !response.headers.has('x-kept'))
    if (response) return response
    if (pause === null) break
    await pauseOrOnline(pause)
  }
  throw new Fault(true, null)
}

interface FaultBody {
  readonly incident?: string
}

const isVerdict = (body: unknown): body is Verdict<unknown> =>
  typeof body === 'object' && body !== null && 'refused' in body

/** Reads an answer: a verdict as it is, any other body of a 2xx as an accepted value; else throws a Fault. */
const verdictOf = async (response: Response): Promise<Verdict<unknown>> => {
  const body: unknown = await response.json().catch(() => null)
  if (isVerdict(body)) return body
  if (response.ok) return { refused: false, value: body }
  throw new Fault(false, (body as FaultBody | null)?.incident ?? null)
}

let csrf: string | null = null
let onLoginRequired: () => void = () => {}
let renewSession: () => Promise<unknown> = async () => {}

/** The session store tells the transport its token and what to do when the session has ended. */
export const bindSession = (hooks: { ended: () => void; renew: () => Promise<unknown> }): void => {
  onLoginRequired = hooks.ended
  renewSession = hooks.renew
}
export const rememberCsrf = (token: string | null): void => {
  csrf = token
}
export const csrfHeader = (): Record<string, string> => (csrf === null ? {} : { 'x-csrf': csrf })

const noticed = (verdict: Verdict<unknown>) => {
  if (verdict.refused && verdict.code === 'LOGIN_REQUIRED') onLoginRequired()
  return verdict
}

/** GET. Throws a Fault when the server cannot answer. */
export const get = async (address: string): Promise<Verdict<unknown>> =>
  noticed(await verdictOf(await send(address, { headers: { accept: 'application/json' } })))

/** POST with a key of the intention; a token gone stale is renewed once. Throws a Fault. */
export const post = async (address: string, body: string, key: string): Promise<Verdict<unknown>> => {
  const once = async () =>
    verdictOf(
      await send(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...csrfHeader() },
        body,
      }),
    )
  const first = await once()
  if (!first.refused || first.code !== 'CSRF') return noticed(first)
  await renewSession()
  return noticed(await once())
}

import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { OperatorStatus } from '../program/operator.port.ts'
import type { CommandOutcome, DutySession } from '../room.port.ts'
import { callRoom } from '../room-http.ts'

/** This page is about one machine: it never asks the other of a pair. */
const here = { token: '', at: location.origin }

export const readStatus = (): Promise<Verdict<OperatorStatus>> =>
  callRoom({ ...here, method: 'GET', path: 'op/status' })

/** Installs a package; `confirmed` is the fingerprint of the centre that the person has compared. */
export const installFile = async (
  file: File,
  confirmed?: string,
): Promise<Verdict<{ readonly title: string; readonly roomName: string }>> => {
  const query = confirmed === undefined ? '' : `?confirmed=${encodeURIComponent(confirmed)}`
  const response = await fetch(`/room/op/packages${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  return (await response.json()) as Verdict<{ readonly title: string; readonly roomName: string }>
}

export const confirmCentre = (fingerprint: string): Promise<Verdict<null>> =>
  callRoom({ method: 'POST', ...here, path: 'op/centre', body: { fingerprint } })

/** Joins a centre with the code it shows; it takes the time of a stretched code and of the line. */
export const joinCentre = (body: {
  readonly centre: string
  readonly code: string
}): Promise<Verdict<{ readonly checkCode: string }>> =>
  callRoom({ method: 'POST', ...here, path: 'op/join', body })

/** A code for the other machine, good for ten minutes. */
export const askPairingCode = (): Promise<Verdict<{ readonly code: string }>> =>
  callRoom({ method: 'POST', ...here, path: 'op/pair/code', body: {} })

export const pairWith = (body: {
  readonly own: string
  readonly peer: string
  readonly code: string
}): Promise<Verdict<null>> => callRoom({ method: 'POST', ...here, path: 'op/pair', body })

export const unpair = (confirmed: boolean): Promise<Verdict<null>> =>
  callRoom({ method: 'POST', ...here, path: 'op/unpair', body: { confirmed } })

export interface CheckRequest {
  readonly sittingId: string
  readonly person: string
  readonly passcode: string
  readonly confirmed: readonly string[]
  readonly reason: string
}

/** Somebody on duty has the room checked; his passcode says who he is. */
export const runCheck = async (request: CheckRequest): Promise<Verdict<CommandOutcome>> => {
  const { sittingId, person, passcode, confirmed, reason } = request
  const claim = { sittingId, person, passcode }
  const signedIn = await callRoom<DutySession>({
    method: 'POST',
    path: 'duty/sign-in',
    token: '',
    body: claim,
  })
  if (signedIn.refused) return signedIn
  return callRoom({
    method: 'POST',
    path: 'duty/orders',
    token: signedIn.value.token,
    body: { type: 'preflight', confirmed, reason },
  })
}

/** The answer of a call, or a refusal that says the server is out of reach. */
export const orOutOfReach = async <T>(call: Promise<Verdict<T>>): Promise<Verdict<T>> => {
  try {
    return await call
  } catch {
    const refusal: Refusal = {
      refused: true,
      code: 'out-of-reach',
      sentence: '考场服务器没有应答。',
      remedy: '请确认考场服务器程序正在运行后重试。',
      clauses: [],
    }
    return refusal
  }
}

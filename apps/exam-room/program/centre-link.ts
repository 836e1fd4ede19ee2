import type { Reported, SittingAnswer } from '#modules/delivery/node/reports.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { sm3 } from '../node/sm3.ts'
import type { Identity } from './identity.ts'

/** What the centre answers to a report. */
export interface CentreAnswer {
  readonly serverTime: string
  readonly sittings: readonly SittingAnswer[]
}

export interface ReceivedResult {
  readonly outcome: 'taken' | 'same' | 'refused' | 'conflict'
  readonly sentence: string
  readonly remedy: string
  readonly receipt: string | null
}

/** The centre over the network. Every call throws when it is out of reach. */
export interface CentreLink {
  report(report: {
    readonly build: string
    readonly sittings: readonly Reported[]
  }): Promise<Verdict<CentreAnswer>>
  roomPackage(sittingId: string): Promise<Buffer | undefined>
  /** Sends what the centre does not have of a file yet, and has the whole taken in. `told` hears how far it is. */
  sendResult(
    file: { readonly name: string; readonly bytes: Uint8Array },
    told: (sent: number) => void,
  ): Promise<Verdict<ReceivedResult>>
}

const patienceMilliseconds = 30_000

/** The text a server signs for each request: a request taken down and sent again only says the same once more. */
export const requestText = (request: {
  readonly method: string
  readonly address: string
  readonly body: Uint8Array
}): Buffer => Buffer.from(`${request.method}\n${request.address}\n${sm3(request.body)}`)

type Call = (method: 'GET' | 'POST', address: string, body?: Uint8Array) => Promise<Response>

interface Sending {
  readonly call: Call
  readonly verdictOf: <T>(response: Response) => Promise<Verdict<T>>
  readonly told: (sent: number) => void
}

interface Received {
  readonly received: number
}

/** Part by part from where the centre is; what was under way when the line broke is all that is sent again. */
const sendInParts = async (
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { call, verdictOf, told }: Sending,
): Promise<Verdict<ReceivedResult>> => {
  const size = bytes.length
  const address = `/api/room-nodes/uploads/${sm3(bytes)}`
  const there = await verdictOf<Received>(await call('GET', `${address}?size=${size}`))
  if (there.refused) return there
  let { received } = there.value
  while (received < size) {
    told(received)
    const part = bytes.subarray(received, received + roomNodeRules.uploadPartBytes)
    const query = `?size=${size}&start=${received}`
    const taken = await verdictOf<Received>(await call('POST', address + query, part))
    if (taken.refused) return taken
    if (taken.value.received <= received) throw new Error('the centre does not go on with the upload')
    received = taken.value.received
  }
  told(size)
  const query = `?size=${size}&name=${encodeURIComponent(name)}`
  return verdictOf(await call('POST', `${address}/end${query}`))
}

export const openCentreLink = (url: string, { signer }: Identity): CentreLink => {
  const call: Call = (method, address, body = new Uint8Array()) => {
    const signature = Buffer.from(signer.sign(requestText({ method, address, body }))).toString('base64url')
    return fetch(`${url.replace(/\/$/, '')}${address}`, {
      method,
      headers: {
        'x-node-key': signer.keyId,
        'x-node-signature': signature,
        ...(method === 'POST' && { 'content-type': 'application/octet-stream' }),
      },
      signal: AbortSignal.timeout(patienceMilliseconds),
      ...(method === 'POST' && { body: Buffer.from(body) }),
    })
  }
  const verdictOf = async <T>(response: Response): Promise<Verdict<T>> => {
    const verdict = (await response.json()) as Verdict<T>
    if (typeof verdict.refused !== 'boolean') throw new Error(`the centre answered ${response.status}`)
    return verdict
  }
  return {
    report: async (report) =>
      verdictOf(await call('POST', '/api/room-nodes/reports', Buffer.from(JSON.stringify(report)))),
    roomPackage: async (sittingId) => {
      const response = await call('GET', `/api/room-nodes/packages/${sittingId}`)
      return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined
    },
    sendResult: (file, told) => sendInParts(file, { call, verdictOf, told }),
  }
}

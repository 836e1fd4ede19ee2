import type { Reported, SittingAnswer } from '#modules/delivery/node/reports.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { sm3 } from '../node/sm3.ts'
import type { Identity } from './identity.ts'

/** What the centre answers to a report. */
export interface CentreAnswer {
  readonly serverTime: string
  readonly sittings: readonly SittingAnswer[]
}

export interface ReceivedResult {
  readonly outcome: 'taken' | 'same' | 'refused'
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
  sendResult(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Verdict<ReceivedResult>>
}

const patienceMilliseconds = 30_000

/** The text a server signs for each request: a request taken down and sent again only says the same once more. */
export const requestText = (request: {
  readonly method: string
  readonly address: string
  readonly body: Uint8Array
}): Buffer => Buffer.from(`${request.method}\n${request.address}\n${sm3(request.body)}`)

export const openCentreLink = (url: string, { signer }: Identity): CentreLink => {
  const call = (method: 'GET' | 'POST', address: string, body: Uint8Array = new Uint8Array()) => {
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
    sendResult: async ({ name, bytes }) =>
      verdictOf(await call('POST', `/api/room-nodes/results?name=${encodeURIComponent(name)}`, bytes)),
  }
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Entry } from '#modules/delivery/core/journal.ts'
import type { JournalHead } from '#modules/delivery/core/standby-events.ts'
import type { Pair } from './pairing.ts'

/** What one node says to the other; each message is about one sitting. */
export type PeerMessage =
  /** "I serve it": asks what the other has. */
  | { readonly kind: 'offer'; readonly sittingId: string; readonly mark: string; readonly epoch: number }
  | { readonly kind: 'attachment'; readonly sittingId: string; readonly name: string }
  | {
      readonly kind: 'entries'
      readonly sittingId: string
      readonly epoch: number
      readonly entries: readonly Entry[]
    }
  /** "I take over": the other serves no more, and says how far it came. */
  | { readonly kind: 'take-over'; readonly sittingId: string; readonly mark: string }
  /** Asks for the entries from one number on. */
  | { readonly kind: 'tail'; readonly sittingId: string; readonly from: number }
  /** Puts a journal that went another way aside, so that the other may follow from the beginning. */
  | { readonly kind: 'set-aside'; readonly sittingId: string; readonly mark: string }
  /** Sign of life with the room time of the one who serves. */
  | { readonly kind: 'ping'; readonly at: string; readonly linked: readonly string[] }

export type PeerReply =
  | { readonly kind: 'standing'; readonly head: JournalHead; readonly attachments: readonly string[] }
  | { readonly kind: 'superseded'; readonly mark: string }
  | { readonly kind: 'conflict'; readonly seq: number }
  | { readonly kind: 'tail'; readonly entries: readonly Entry[] }
  | { readonly kind: 'done' }

interface Parcel<T> {
  readonly message: T
  readonly bytes: Uint8Array
}

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM under the pair's key: length, message as JSON, attached bytes. `bound` ties a reply to its question. */
const seal = ({ key }: Pair, parcel: Parcel<PeerMessage | PeerReply>, bound: Uint8Array): Buffer => {
  const text = Buffer.from(JSON.stringify(parcel.message))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound)
  const body = [cipher.update(length), cipher.update(text), cipher.update(parcel.bytes), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...body])
}

const open = <T>({ key }: Pair, sealed: Uint8Array, bound: Uint8Array): Parcel<T> => {
  const iv = sealed.subarray(0, ivBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(bound)
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  const plain = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
  const end = 4 + plain.readUInt32BE(0)
  return { message: JSON.parse(plain.toString('utf8', 4, end)) as T, bytes: plain.subarray(end) }
}

/** Who asks whom: a question thrown back at its sender does not open. */
const asking = (from: string, to: string): Buffer => Buffer.from(`${from} ${to}`)

const none = new Uint8Array()

/** One connection kept open: groups follow one another without a new handshake. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** Posts bytes and gives the bytes of a 200; throws for anything else, and when it takes longer than `patience`. */
export const post = (url: string, body: Uint8Array, patience: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(Math.max(1, patience))
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length }
    const sent = request(url, { method: 'POST', agent, headers, signal }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts))
        else reject(new Error(`the other node answered ${response.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })

export interface Question {
  readonly message: PeerMessage
  readonly bytes?: Uint8Array
  /** Milliseconds after which the other node counts as silent. */
  readonly patience: number
}

/** Asks the other node. Throws when it is silent or is not the one we paired with. */
export const askPeer = async (pair: Pair, question: Question): Promise<PeerReply> => {
  const sealed = seal(
    pair,
    { message: question.message, bytes: question.bytes ?? none },
    asking(pair.own, pair.peer),
  )
  const reply = await post(`${pair.peer}/room/peer/message`, sealed, question.patience)
  return open<PeerReply>(pair, reply, sealed.subarray(0, ivBytes)).message
}

/** The answering side; throws when the question does not come from the other node of the pair. */
export const answerPeer = async (
  pair: Pair,
  sealed: Uint8Array,
  answer: (parcel: Parcel<PeerMessage>) => Promise<PeerReply>,
): Promise<Buffer> => {
  const reply = await answer(open<PeerMessage>(pair, sealed, asking(pair.peer, pair.own)))
  return seal(pair, { message: reply, bytes: none }, sealed.subarray(0, ivBytes))
}

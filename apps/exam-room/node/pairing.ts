import {
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { isSameText, macOver, newOneUseCode, plainCode } from '#platform/crypto/one-use-code.ts'

/** Two nodes that know each other: their addresses (origins) and the key that both keep. */
export interface Pair {
  readonly own: string
  readonly peer: string
  readonly key: Buffer
}

/** What the second node sends to the address that was typed there. `mac` proves that it knows the code. */
export interface PairingRequest {
  readonly own: string
  readonly peer: string
  readonly publicKey: string
  readonly mac: string
}

export interface PairingAnswer {
  readonly publicKey: string
  readonly mac: string
}

const fileName = 'pair.json'
const { codeMinutes, codeFailures } = roomNodeRules

const macOf = (code: string, parts: readonly string[]): string => macOver(plainCode(code), parts)

const exported = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64url')

const sharedKey = (own: KeyObject, other: string, code: string): Buffer => {
  const publicKey = createPublicKey({ key: Buffer.from(other, 'base64url'), format: 'der', type: 'spki' })
  const secret = diffieHellman({ privateKey: own, publicKey })
  return Buffer.from(hkdfSync('sha256', secret, plainCode(code), 'jiangheng room pair', 32))
}

export const readPair = (directory: string): Pair | null => {
  const file = path.join(directory, fileName)
  if (!existsSync(file)) return null
  const { own, peer, key } = JSON.parse(readFileSync(file, 'utf8')) as Record<keyof Pair, string>
  return { own, peer, key: Buffer.from(key, 'base64url') }
}

/** On disk, its name too, before anybody relies on it: after a power cut each node must know the other again. */
export const keepPair = (directory: string, { own, peer, key }: Pair): void => {
  const file = path.join(directory, fileName)
  const text = JSON.stringify({ own, peer, key: key.toString('base64url') })
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  const folder = openSync(directory, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

export const forgetPair = (directory: string): void => rmSync(path.join(directory, fileName), { force: true })

/** The code shown at one node, good for one pairing within a few minutes. */
export class PairingDesk {
  #open: { readonly code: string; readonly until: number; failures: number } | null = null

  show(wall: number): string {
    const code = newOneUseCode()
    this.#open = { code, until: wall + codeMinutes * 60_000, failures: 0 }
    return code
  }

  /** The pair, and what to answer; undefined when the code is wrong, used or too old. */
  answer(request: PairingRequest, wall: number): { pair: Pair; answer: PairingAnswer } | undefined {
    const open = this.#open
    if (!open || wall > open.until) return undefined
    const { own, peer, publicKey, mac } = request
    if (!isSameText(mac, macOf(open.code, ['ask', own, peer, publicKey]))) {
      open.failures += 1
      if (open.failures >= codeFailures) this.#open = null
      return undefined
    }
    this.#open = null
    const keys = generateKeyPairSync('x25519')
    const mine = exported(keys.publicKey)
    return {
      pair: { own: peer, peer: own, key: sharedKey(keys.privateKey, publicKey, open.code) },
      answer: { publicKey: mine, mac: macOf(open.code, ['answer', publicKey, mine]) },
    }
  }
}

/** The other half: what to send for a code that was typed here, and the pair that the answer makes. */
export const askToPair = (addresses: { readonly own: string; readonly peer: string }, code: string) => {
  const keys = generateKeyPairSync('x25519')
  const publicKey = exported(keys.publicKey)
  const { own, peer } = addresses
  const request: PairingRequest = {
    ...{ own, peer, publicKey },
    mac: macOf(code, ['ask', own, peer, publicKey]),
  }
  const accept = (answer: PairingAnswer): Pair | undefined =>
    isSameText(answer.mac, macOf(code, ['answer', publicKey, answer.publicKey]))
      ? { own, peer, key: sharedKey(keys.privateKey, answer.publicKey, code) }
      : undefined
  return { request, accept }
}

/** `2.5f0c…`: an epoch that only the two nodes of a pair can name. Seats carry it from one to the other. */
export const epochMark = (pair: Pair, sittingId: string, epoch: number): string =>
  `${epoch}.${createHmac('sha256', pair.key).update(`${sittingId}\n${epoch}`).digest('hex').slice(0, 32)}`

/** The epoch that a genuine mark names; 0 for any other text. */
export const epochOfMark = (pair: Pair, sittingId: string, mark: string): number => {
  const epoch = Number.parseInt(mark, 10)
  return Number.isSafeInteger(epoch) && isSameText(mark, epochMark(pair, sittingId, epoch)) ? epoch : 0
}

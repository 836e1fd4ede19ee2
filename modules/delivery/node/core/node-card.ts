import { canonicalJson } from '#modules/delivery/core/paper.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isExchangeKey } from '#platform/seal/exchange-key.ts'
import { type PublicJwk, verifierOf } from '#platform/seal/signer.ts'

/** What an exam room server tells of itself, signed with its own key: the code that the office registers. */
export interface NodeCard {
  readonly format: 'jiangheng-node/1'
  readonly name: string
  readonly signing: PublicJwk
  /** X25519, base64url. */
  readonly exchange: string
}

/** The centre's keys as a server pins them. */
export interface CentreKeys {
  readonly organisation: string
  readonly exchange: string
  readonly verifiers: readonly PublicJwk[]
}

const bytes = (value: unknown): Buffer => Buffer.from(canonicalJson(value as Json))

/** `A1B2 C3D4 …`, for two people to compare over the telephone. */
export const inGroups = (hex: string): string =>
  hex
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ')

export type Digest = (content: Uint8Array) => string

export const cardFingerprint = ({ signing, exchange }: NodeCard, digest: Digest): string =>
  inGroups(digest(bytes({ signing, exchange })))

export const centreFingerprint = ({ exchange, verifiers }: CentreKeys, digest: Digest): string =>
  inGroups(digest(bytes({ exchange, verifiers })))

/** One line of text: card and signature. */
export const cardText = (card: NodeCard, sign: (message: Uint8Array) => Uint8Array): string =>
  [bytes(card), Buffer.from(sign(bytes(card)))].map((part) => part.toString('base64url')).join('.')

const unreadable = refuse('CARD_UNREADABLE', {
  sentence: '登记码不完整或不正确。',
  remedy: '请在考场服务器的管理页重新复制完整的登记码。',
  clauses: ['HN-2.3.1-02'],
  field: 'card',
})

const isCard = (value: unknown): value is NodeCard => {
  const { format, name, signing, exchange } = (value ?? {}) as Partial<NodeCard>
  return (
    format === 'jiangheng-node/1' &&
    typeof name === 'string' &&
    typeof exchange === 'string' &&
    typeof signing === 'object' &&
    signing?.crv === 'Ed25519'
  )
}

/** A card whose signature is its own key's: nobody can register a key he does not hold. */
export const readCard = (text: string): Verdict<NodeCard, 'CARD_UNREADABLE'> => {
  const [body = '', signature = ''] = text.replace(/\s/g, '').split('.')
  try {
    const message = Buffer.from(body, 'base64url')
    const card: unknown = JSON.parse(message.toString('utf8'))
    if (!isCard(card) || !isExchangeKey(card.exchange)) return unreadable
    const holds = verifierOf(card.signing).verify(message, Buffer.from(signature, 'base64url'))
    return holds ? accept(card) : unreadable
  } catch {
    return unreadable
  }
}

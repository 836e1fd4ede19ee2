import { canonicalJson } from '#modules/delivery/core/paper.ts'
import {
  type CentreKeys,
  type Digest,
  inGroups,
  type NodeCard,
} from '#modules/delivery/node/core/node-card.ts'
import type { Json } from '#platform/contract/verdict.ts'

/** What a code that joins a server is stretched for. */
export const joiningPurpose = 'jiangheng node joining'

/** `asked`: the code was typed and somebody at the centre has to compare; nothing counts before. */
export type JoiningState = 'open' | 'asked' | 'registered' | 'refused' | 'closed'

/** What a server sends for a code; `mac` proves that it knows the code. */
export interface JoinRequest {
  readonly offer: string
  readonly card: string
  readonly mac: string
}

/** What the centre answers; `mac` proves that it is the one that shows the code. */
export interface JoinAnswer {
  readonly centre: CentreKeys
  readonly mac: string
}

const text = (value: unknown): string => canonicalJson(value as Json)

export const askedParts = ({ offer, card }: Omit<JoinRequest, 'mac'>): readonly string[] => [
  'ask',
  offer,
  card,
]

export const answeredParts = (card: string, centre: CentreKeys): readonly string[] => [
  'answer',
  card,
  text(centre),
]

/** 核对码: over the keys of both sides, so that it is the same on both screens only when nobody stands between them. */
export const checkCode = ({ signing, exchange }: NodeCard, centre: CentreKeys, digest: Digest): string =>
  inGroups(
    digest(
      Buffer.from(
        text({
          node: { signing, exchange },
          centre: { exchange: centre.exchange, verifiers: centre.verifiers },
        }),
      ),
    ),
  )

import path from 'node:path'
import { cardFingerprint, cardText, type NodeCard } from '#modules/delivery/node/core/node-card.ts'
import { type ExchangeKey, openExchangeKey } from '#platform/seal/exchange-key.ts'
import { openSigner, type Signer } from '#platform/seal/signer.ts'
import { sm3 } from '../node/sm3.ts'

/** Who this server is: the two keys it made at its first start. Its private halves never leave the machine. */
export interface Identity {
  readonly name: string
  readonly signer: Signer
  readonly exchange: ExchangeKey
  /** The code that the office registers. */
  readonly card: string
  readonly fingerprint: string
}

export const openIdentity = (folder: string, name: string): Identity => {
  const signer = openSigner(path.join(folder, 'keys', 'node-signing-key.json'))
  const exchange = openExchangeKey(path.join(folder, 'keys', 'node-exchange-key.json'))
  const card: NodeCard = {
    format: 'jiangheng-node/1',
    name,
    signing: signer.publicKey,
    exchange: exchange.publicKey,
  }
  return {
    ...{ name, signer, exchange },
    card: cardText(card, signer.sign),
    fingerprint: cardFingerprint(card, sm3),
  }
}

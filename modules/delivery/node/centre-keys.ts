import type { Services } from '#platform/command/services.ts'
import type { CentreKeys } from './core/node-card.ts'

/** The public keys of this centre: whose signature a room trusts, and to whom it encrypts. */
export const centreKeys = ({ sealing, signer, exchange }: Services, organisation: string): CentreKeys => ({
  organisation,
  exchange: exchange.publicKey,
  verifiers: [...new Map([signer, ...sealing.verifiers].map((key) => [key.keyId, key.publicKey])).values()],
})

import type { BlobStore } from '../blob/blob.ts'
import type { Clock } from '../clock/clock.ts'
import type { Suite } from '../crypto/aead.ts'
import type { DocumentPress } from '../document/press.ts'
import type { Logger } from '../log/log.ts'
import type { Keyring } from '../pii/keyring.ts'
import type { ExchangeKey } from '../seal/exchange-key.ts'
import type { Digest } from '../seal/header.ts'
import type { Signer } from '../seal/signer.ts'

/** What commands and queries may use besides the database; composed once, in `apps/server/services.ts`. */
export interface Services {
  readonly clock: Clock
  readonly log: Logger
  readonly keyring: Keyring
  readonly blobs: BlobStore
  readonly press: DocumentPress
  readonly signer: Signer
  /** What sealed packages are made with, and whose signature under them is accepted: after a change of the suite also the one before. */
  readonly sealing: {
    readonly suite: Suite
    readonly digest: Digest
    readonly signer: Signer
    readonly verifiers: readonly Signer[]
  }
  /** What exam room servers encrypt their results to. */
  readonly exchange: ExchangeKey
  /** Where browsers find the server, without a slash at the end; goes into QR codes. */
  readonly publicUrl: string
}

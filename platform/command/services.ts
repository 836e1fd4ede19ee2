import type { BlobStore } from '../blob/blob.ts'
import type { Clock } from '../clock/clock.ts'
import type { DocumentPress } from '../document/press.ts'
import type { Logger } from '../log/log.ts'
import type { Keyring } from '../pii/keyring.ts'
import type { Signer } from '../seal/signer.ts'

/** What commands and queries may use besides the database; composed once, in `apps/server/services.ts`. */
export interface Services {
  readonly clock: Clock
  readonly log: Logger
  readonly keyring: Keyring
  readonly blobs: BlobStore
  readonly press: DocumentPress
  readonly signer: Signer
  /** Where browsers find the server, without a slash at the end; goes into QR codes. */
  readonly publicUrl: string
}

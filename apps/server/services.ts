import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openBlobStore } from '#platform/blob/open-blob-store.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { Services } from '#platform/command/services.ts'
import { systemFontFolders } from '#platform/document/fonts.ts'
import { openDocumentPress } from '#platform/document/press.ts'
import type { Logger } from '#platform/log/log.ts'
import { openKeyring } from '#platform/pii/keyring.ts'
import { openExchangeKey } from '#platform/seal/exchange-key.ts'
import { openSigner, type Signer } from '#platform/seal/signer.ts'
import type { Config } from './config.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** SM4, SM3 and SM2 with a key of their own, or AES, SHA-256 and the Ed25519 key of the issuer. */
const sealingOf = (suite: Config['sealSuite'], issuer: Signer, sm2KeyFile: string): Services['sealing'] => {
  if (suite === 'national' || existsSync(sm2KeyFile)) {
    const sm2 = openSigner(sm2KeyFile, 'SM2')
    const verifiers = [issuer, sm2]
    return suite === 'national'
      ? { suite: 'sm4-cbc-hmac-sm3', digest: 'sm3', signer: sm2, verifiers }
      : { suite: 'aes-256-gcm', digest: 'sha256', signer: issuer, verifiers }
  }
  return { suite: 'aes-256-gcm', digest: 'sha256', signer: issuer, verifiers: [issuer] }
}

/** Composes what commands and queries may use; `press.close()` ends the document worker. */
export const openServices = (config: Config, { clock, log }: { clock: Clock; log: Logger }): Services => {
  const keys = path.join(config.dataFolder, 'keys')
  const signer = openSigner(path.join(keys, 'issuer-key.json'))
  return {
    clock,
    log,
    keyring: openKeyring(path.join(keys, 'data-keys.json')),
    signer,
    sealing: sealingOf(config.sealSuite, signer, path.join(keys, 'seal-key-sm2.json')),
    exchange: openExchangeKey(path.join(keys, 'exchange-key.json')),
    blobs: openBlobStore(config.blobUrl ?? pathToFileURL(path.join(config.dataFolder, 'blobs')).href),
    publicUrl: config.publicUrl,
    press: openDocumentPress({
      root,
      // Fonts are fetched into the program's own folder, wherever the data lie.
      fontDirs: [
        path.join(config.dataFolder, 'fonts'),
        path.join(root, 'data', 'fonts'),
        ...systemFontFolders,
      ],
    }),
  }
}

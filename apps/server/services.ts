import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openBlobStore } from '#platform/blob/open-blob-store.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { Services } from '#platform/command/services.ts'
import { systemFontFolders } from '#platform/document/fonts.ts'
import { openDocumentPress } from '#platform/document/press.ts'
import type { Logger } from '#platform/log/log.ts'
import { openKeyring } from '#platform/pii/keyring.ts'
import { openSigner } from '#platform/seal/signer.ts'
import type { Config } from './config.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Composes what commands and queries may use; `press.close()` ends the document worker. */
export const openServices = (config: Config, { clock, log }: { clock: Clock; log: Logger }): Services => {
  const keys = path.join(config.dataFolder, 'keys')
  return {
    clock,
    log,
    keyring: openKeyring(path.join(keys, 'data-keys.json')),
    signer: openSigner(path.join(keys, 'issuer-key.json')),
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

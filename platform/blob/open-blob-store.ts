import { fileURLToPath } from 'node:url'
import type { BlobStore } from './blob.ts'
import { openFileStore } from './file-store.ts'
import { openS3Store } from './s3-store.ts'

/**
 * Opens the store that a URL names: `file:./data/blobs`, `file:///var/lib/blobs`, or
 * `s3://KEY:SECRET@host[:port]/bucket[?region=…][&tls=off]` (key and secret percent-encoded; region defaults to
 * us-east-1). Throws a TypeError, without quoting the secret, for anything else.
 */
export const openBlobStore = (url: string): BlobStore => {
  if (url.startsWith('file://')) return openFileStore(fileURLToPath(url))
  if (url.startsWith('file:')) return openFileStore(decodeURIComponent(url.slice('file:'.length)))
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const bucket = parsed?.pathname.replaceAll(/^\/|\/$/g, '')
  if (parsed?.protocol !== 's3:' || !parsed.username || !parsed.password || !bucket) {
    throw new TypeError('BLOB_URL must be file:PATH or s3://KEY:SECRET@HOST/BUCKET')
  }
  return openS3Store({
    bucketUrl: `${parsed.searchParams.get('tls') === 'off' ? 'http' : 'https'}://${parsed.host}/${bucket}`,
    accessKeyId: decodeURIComponent(parsed.username),
    secretAccessKey: decodeURIComponent(parsed.password),
    region: parsed.searchParams.get('region') ?? 'us-east-1',
  })
}

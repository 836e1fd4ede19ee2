import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'
import { type BlobRef, type BlobSource, type BlobStore, checkedHash, hashOf, verified } from './blob.ts'
import { spool } from './file-store.ts'

export interface S3Settings {
  /** `https://host[:port]/bucket`, without a slash at the end. */
  readonly bucketUrl: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

interface Parcel extends BlobRef {
  readonly body: Blob | Uint8Array<ArrayBuffer>
}

/** A stream's hash is known only at its end, and is the object's name: it waits in a temporary file meanwhile. */
const parcelled = async <T>(source: BlobSource, send: (parcel: Parcel) => Promise<T>): Promise<T> => {
  if (source instanceof Uint8Array)
    return send({ hash: hashOf(source), size: source.length, body: new Uint8Array(source) })
  const file = path.join(tmpdir(), `blob-${randomUUID()}`)
  try {
    const ref = await spool(source, file)
    return await send({ ...ref, body: await openAsBlob(file) })
  } finally {
    await rm(file, { force: true })
  }
}

/** Keeps blobs in a bucket of any S3-compatible store, path style, requests signed with AWS Signature Version 4. */
export const openS3Store = ({ bucketUrl, ...keys }: S3Settings): BlobStore => {
  const client = new AwsClient({ ...keys, service: 's3', retries: 3 })
  const urlOf = (hash: string) => `${bucketUrl}/${checkedHash(hash).slice(0, 2)}/${hash}`
  const call = async (method: string, hash: string, init: RequestInit = {}): Promise<Response> => {
    const response = await client.fetch(urlOf(hash), { ...init, method })
    if (response.ok || response.status === 404) return response
    throw new Error(
      `blob store answered ${response.status} to ${method} ${hash}: ${(await response.text()).slice(0, 200)}`,
    )
  }
  const has = async (hash: string) => (await call('HEAD', hash)).ok
  const send = async ({ hash, size, body }: Parcel, mediaType: string): Promise<BlobRef> => {
    if (await has(hash)) return { hash, size }
    // The declared hash is part of the signature, so the store itself refuses bytes that were altered on the way.
    const headers = {
      'content-type': mediaType,
      'content-length': String(size),
      'x-amz-content-sha256': hash,
    }
    const response = await call('PUT', hash, { body, headers })
    if (!response.ok) throw new Error('blob store has no such bucket')
    return { hash, size }
  }
  return {
    put: (source, { mediaType }) => parcelled(source, (parcel) => send(parcel, mediaType)),
    get: async (hash) => {
      const response = await call('GET', hash)
      if (response.ok) return verified(new Uint8Array(await response.arrayBuffer()), hash)
      await response.body?.cancel()
      return undefined
    },
    has,
    remove: async (hash) => {
      await (await call('DELETE', hash)).body?.cancel()
    },
  }
}

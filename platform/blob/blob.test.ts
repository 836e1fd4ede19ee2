import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { type BlobStore, hashOf } from './blob.ts'
import { openBlobStore } from './open-blob-store.ts'

const bytes = new TextEncoder().encode('证件照的字节')
const about = { mediaType: 'image/jpeg' }
const absent = 'f'.repeat(64)

const root = await mkdtemp(path.join(tmpdir(), 'blob-test-'))
after(() => rm(root, { recursive: true, force: true }))

async function* inPieces() {
  for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5)
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The least of an S3: objects in a map, requests refused unless they carry a version-4 signature for the declared body. */
const s3 = () => {
  const objects = new Map<string, Buffer>()
  const requests: { method: string; url: string; mediaType: string | undefined }[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const body = await bodyOf(request)
    requests.push({ method, url, mediaType: headers['content-type'] })
    const signed =
      /^AWS4-HMAC-SHA256 Credential=the-key\/\d{8}\/cn-test\/s3\/aws4_request, SignedHeaders=[a-z0-9;-]*x-amz-date[^,]*, Signature=[0-9a-f]{64}$/
    if (!signed.test(headers.authorization ?? '')) return response.writeHead(403).end('unsigned')
    if (method === 'PUT') {
      if (headers['x-amz-content-sha256'] !== hashOf(body)) return response.writeHead(400).end('hash')
      objects.set(url, body)
      return response.writeHead(200).end()
    }
    if (method === 'DELETE') return response.writeHead(objects.delete(url) ? 204 : 404).end()
    const object = objects.get(url)
    return response.writeHead(object ? 200 : 404).end(method === 'GET' ? object : undefined)
  })
  return { objects, requests, server }
}

const fake = s3()
await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve))
after(() => fake.server.close())
const address = fake.server.address()
const port = typeof address === 'object' ? address?.port : 0
const s3Url = `s3://the-key:the%2Fsecret@127.0.0.1:${port}/blobs?region=cn-test&tls=off`

const stores: readonly (readonly [string, BlobStore])[] = [
  ['files', openBlobStore(`file:${path.join(root, 'store')}`)],
  ['S3', openBlobStore(s3Url)],
]

for (const [name, store] of stores) {
  test(`${name}: what is put is there under its SHA-256, once, and goes when removed`, async () => {
    const ref = await store.put(bytes, about)
    assert.deepEqual(ref, { hash: hashOf(bytes), size: bytes.length })
    assert.deepEqual(await store.put(inPieces(), about), ref)
    assert.equal(await store.has(ref.hash), true)
    assert.deepEqual(Buffer.from((await store.get(ref.hash))!), Buffer.from(bytes))
    await store.remove(ref.hash)
    await store.remove(ref.hash)
    assert.equal(await store.has(ref.hash), false)
    assert.equal(await store.get(ref.hash), undefined)
  })

  test(`${name}: a stream and no bytes at all are stored as well`, async () => {
    const streamed = await store.put(inPieces(), about)
    assert.equal(Buffer.from((await store.get(streamed.hash))!).toString(), '证件照的字节')
    const empty = await store.put(new Uint8Array(), about)
    assert.equal((await store.get(empty.hash))?.length, 0)
  })

  test(`${name}: what was never put is absent, and a name that is no hash is a fault`, async () => {
    assert.equal(await store.has(absent), false)
    assert.equal(await store.get(absent), undefined)
    for (const name of ['../../etc/passwd', '', 'F'.repeat(64)])
      await assert.rejects(store.get(name), TypeError)
  })

  test(`${name}: a source that fails leaves nothing behind`, async () => {
    const failing = (async function* () {
      yield bytes
      throw new Error('line cut')
    })()
    await assert.rejects(store.put(failing, about), /line cut/)
  })
}

test('files: nothing unfinished is left, and blobs lie two folders deep', async () => {
  const { hash } = await stores[0]![1].put(bytes, about)
  assert.deepEqual(await readdir(path.join(root, 'store', 'unfinished')), [])
  assert.deepEqual(
    await readFile(path.join(root, 'store', hash.slice(0, 2), hash.slice(2, 4), hash)),
    Buffer.from(bytes),
  )
})

test('files: bytes altered on the disk are a fault, never an answer', async () => {
  const [, store] = stores[0]!
  const { hash } = await store.put(new TextEncoder().encode('原件'), about)
  await writeFile(path.join(root, 'store', hash.slice(0, 2), hash.slice(2, 4), hash), '改件')
  await assert.rejects(store.get(hash), /altered/)
})

test('files: the same blob put by many at once is stored whole', async () => {
  const [, store] = stores[0]!
  const same = new Uint8Array(200_000).fill(7)
  const refs = await Promise.all(Array.from({ length: 12 }, () => store.put(same, about)))
  assert.equal(new Set(refs.map(({ hash }) => hash)).size, 1)
  assert.equal((await store.get(refs[0]!.hash))?.length, 200_000)
})

test('S3: objects carry their media type and are sent once', async () => {
  const [, store] = stores[1]!
  const content = new TextEncoder().encode('只送一次')
  const before = fake.requests.length
  const { hash } = await store.put(content, about)
  await store.put(content, about)
  const sent = fake.requests.slice(before).filter(({ method }) => method === 'PUT')
  assert.deepEqual(sent, [
    { method: 'PUT', url: `/blobs/${hash.slice(0, 2)}/${hash}`, mediaType: 'image/jpeg' },
  ])
})

test('S3: a refusal of the store is a fault', async () => {
  const other = openBlobStore(s3Url.replace('the-key', 'another-key'))
  await assert.rejects(other.has(absent), /answered 403/)
})

test('a URL that names no store is a fault that does not repeat the secret', () => {
  for (const url of ['s3://key:hidden@host', 's3://host/bucket', 'ftp://key:hidden@host/x', '']) {
    assert.throws(
      () => openBlobStore(url),
      (error: Error) => error instanceof TypeError && !error.message.includes('hidden'),
    )
  }
})

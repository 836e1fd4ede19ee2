import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance } from 'fastify'
import { importDetail, stageImport } from '#modules/itembank/exchange/contract.ts'
import { demoFile } from '#modules/itembank/exchange/import/workbook.fixture.ts'
import { type Bench, bank, openBench, stock } from '#modules/itembank/itembank.fixture.ts'
import type { Actor } from '#platform/command/context.ts'
import { itemFileRoutes } from './item-file-routes.ts'

let bench: Bench
let app: FastifyInstance
let address: string
let actor: Actor
before(async () => {
  bench = await openBench()
  await stock(bench)
  actor = bench.author
  app = Fastify()
  await app.register(multipart)
  const { world } = bench
  const pipeline = { database: world.database.connection.app, services: world.services }
  itemFileRoutes(app, pipeline, async () => ({ actor, csrf: 'page' }))
  app.get('/ping', async () => ({ alive: true }))
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  await app.close()
  await bench.close()
})

interface Answer {
  readonly refused: boolean
  readonly code?: string
  readonly sentence?: string
  readonly value?: { readonly itemUploadId: string; readonly size: number }
}

const send = async (body: BodyInit, headers: Record<string, string> = { 'x-csrf': 'page' }) => {
  const response = await fetch(`${address}/api/item-files`, {
    ...{ method: 'POST', headers, body },
    duplex: 'half',
  } as RequestInit)
  return (await response.json()) as Answer
}

const formOf = (bytes: Uint8Array, name: string) => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return form
}

/** A form with one file of so many megabytes, made as it is sent. */
const streamed = (megabytes: number, name: string) => {
  const piece = new Uint8Array(1024 * 1024).fill(65)
  const text = new TextEncoder()
  let sent = -1
  return new ReadableStream({
    pull: (controller) => {
      sent += 1
      if (sent === 0)
        controller.enqueue(
          text.encode(
            `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
          ),
        )
      else if (sent <= megabytes) controller.enqueue(piece)
      else {
        controller.enqueue(text.encode('\r\n--edge--\r\n'))
        controller.close()
      }
    },
  })
}

test('200 MB are refused by name while the server goes on serving, and nothing of them stays', async () => {
  const sending = send(streamed(200, '大题库.xlsx'), {
    'x-csrf': 'page',
    'content-type': 'multipart/form-data; boundary=edge',
  })
  let served = 0
  let over = false
  void sending.finally(() => {
    over = true
  })
  while (!over) {
    assert.deepEqual(await (await fetch(`${address}/ping`)).json(), { alive: true })
    served += 1
  }
  const answer = await sending
  assert.deepEqual([answer.code, answer.sentence], ['FILE_TOO_LARGE', '“大题库.xlsx”超过50 MB，没有接收。'])
  assert.ok(served > 0)
  const { owner } = bench.world.database.connection
  assert.deepEqual(await owner.selectFrom('itemUpload').select('id').execute(), [])
})

test('SDS-5.1-03 a file sent over HTTP is staged by its upload; nothing of it lies in clear', async () => {
  const { world, author } = bench
  const bytes = demoFile('items-electrician-4.xlsx')
  const { value } = await send(formOf(bytes, '题库.txt'))
  assert.equal(value?.size, bytes.length)
  const { owner } = world.database.connection
  const row = await owner.selectFrom('itemUpload').selectAll().executeTakeFirstOrThrow()
  const sealed = await world.services.blobs.get(row.blob)
  assert.ok(sealed && !Buffer.from(sealed).includes(Buffer.from('[Content_Types].xml')))
  const staged = await world.done(stageImport, { bank, itemUploadId: value?.itemUploadId ?? '' }, author)
  await bench.runJob(staged.jobId)
  const { state, name } = await world.done(importDetail, { itemImportId: staged.itemImportId }, author)
  assert.deepEqual([state, name], ['ready', '题库.txt'])
})

test('SDS-4.2-07 an upload without a signed undertaking, or by another role, or from no page is refused', async () => {
  const { world, organisationId } = bench
  const form = () => formOf(new Uint8Array([1, 2, 3]), '题.xlsx')
  assert.equal((await send(form(), {})).code, 'CSRF')
  actor = world.actor('org-itembank', organisationId)
  assert.equal((await send(form())).code, 'UNDERTAKING_MISSING')
  actor = world.actor('org-exam', organisationId)
  assert.equal((await send(form())).code, 'ROLE_MISSING')
})

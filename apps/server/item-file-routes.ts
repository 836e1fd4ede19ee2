import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type TakenExport, takeExport } from '#modules/itembank/exchange/commands/export.ts'
import { receiveUpload } from '#modules/itembank/exchange/commands/receive-upload.ts'
import { sealUpload } from '#modules/itembank/exchange/store/upload.store.ts'
import { itemExchangeRules } from '#modules/policy/core/item-exchange.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut, type Pipeline } from '#platform/command/pipeline.ts'
import { refuse } from '#platform/contract/verdict.ts'
import { type IdentifyActor, sendOutcome } from '#platform/http/routes.ts'

const largest = itemExchangeRules.uploadBytes
const megabytes = Math.floor(largest / 1024 / 1024)

const notFromPage = refuse('CSRF', {
  sentence: '缺少页面校验码。',
  remedy: '请刷新页面后重试。',
  clauses: [],
})
const noFile = refuse('INPUT_INVALID', { sentence: '没有收到文件。', remedy: '请选择文件。', clauses: [] })
const notTheirs = refuse('ROLE_MISSING', {
  sentence: '您的角色不能上传试题文件。',
  remedy: '请由题库管理人员办理。',
  clauses: [],
})

const tooLarge = (name: string) =>
  refuse('FILE_TOO_LARGE', {
    sentence: `“${name}”超过${megabytes} MB，没有接收。`,
    remedy: '请分成几个文件后上传。',
    clauses: [],
    field: 'file',
  })

interface Asked {
  readonly actor: Actor
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

const takeUpload = async (pipeline: Pipeline, { actor, request, reply }: Asked) => {
  const part = await request.file({ limits: { fileSize: largest } })
  if (!part) return sendOutcome(reply, noFile)
  const { services } = pipeline
  const name = part.filename.slice(0, 200)
  // Sealed while it arrives: neither memory nor disk ever holds the whole file in clear.
  const sealed = await sealUpload(services, part.file).catch((error: { readonly code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE') return null
    throw error
  })
  // What is over the limit may end in an error or be cut off in silence; half a file is no file.
  if (!sealed || part.file.truncated) {
    if (sealed) await services.blobs.remove(sealed.blob)
    return sendOutcome(reply, tooLarge(name))
  }
  const outcome = await carryOut(pipeline, { entry: receiveUpload(sealed), actor, input: { name } })
  if (outcome.refused) await services.blobs.remove(sealed.blob)
  return sendOutcome(reply, outcome)
}

/** Files of items: they hold answer keys and go another way than other files, sealed from the first byte. */
export const itemFileRoutes = (
  server: FastifyInstance,
  pipeline: Pipeline,
  identify: IdentifyActor,
): void => {
  server.post('/api/item-files', async (request, reply) => {
    const { actor, csrf } = await identify(request)
    if (csrf === null || request.headers['x-csrf'] !== csrf) return reply.status(403).send(notFromPage)
    if (!actor.roles.includes('org-itembank')) return sendOutcome(reply, notTheirs)
    return takeUpload(pipeline, { actor, request, reply })
  })

  server.post<{ Params: { readonly itemExportId: string } }>(
    '/api/item-exports/:itemExportId',
    async (request, reply) => {
      const { actor, csrf } = await identify(request)
      if (csrf === null || request.headers['x-csrf'] !== csrf) return reply.status(403).send(notFromPage)
      const outcome = await carryOut(pipeline, { entry: takeExport, actor, input: request.params })
      if (outcome.refused) return sendOutcome(reply, outcome)
      const { name, bytes } = outcome.value as TakenExport
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(bytes))
    },
  )
}

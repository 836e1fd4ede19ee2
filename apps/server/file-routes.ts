import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { organisationStaff } from '#modules/party/core/role.ts'
import { platformOrganisation, type QueryContext } from '#platform/command/context.ts'
import { carryOut, type Pipeline } from '#platform/command/pipeline.ts'
import { command, query } from '#platform/contract/contract.ts'
import { answers, handles } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readFile, storeFile } from '#platform/files/files.ts'
import { type IdentifyActor, sendOutcome } from '#platform/http/routes.ts'
import { sniff } from '#platform/upload/sniff.ts'

/** Rosters of 50,000 rows stay below this; videos do not come this way. */
const largestUpload = 30 * 1024 * 1024

const Uuid = Type.String({ format: 'uuid' })
const everyone = [...organisationStaff, 'candidate', 'province', 'city']
const mediaTypes: { readonly [kind: string]: string } = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Which organisation a file goes to: staff upload to their own, a candidate to the one named. */
const targetOf = ({ actor }: Pick<QueryContext, 'actor'>, named: string | undefined) =>
  actor.roles.includes('candidate')
    ? (named ?? platformOrganisation)
    : (actor.organisationId ?? platformOrganisation)

const upload = (bytes: Uint8Array) =>
  handles(
    command({
      name: 'file.upload',
      title: '上传文件',
      input: Type.Object({ name: Type.String({ maxLength: 200 }), organisationId: Type.Optional(Uuid) }),
      reply: Type.Object({ organisationId: Uuid, fileId: Uuid, name: Type.String(), size: Type.Integer() }),
      refusals: ['FILE_TYPE'],
      roles: everyone,
    }),
    async (context, { name, organisationId }) => {
      const mediaType = mediaTypes[sniff(bytes)]
      if (!mediaType) {
        return refuse('FILE_TYPE', {
          sentence: `“${name}”不是可以接收的文件。`,
          remedy: '可上传 JPG、PNG、PDF、xlsx、docx、zip 文件；请另存为其中一种后重试。',
          clauses: [],
          field: 'file',
        })
      }
      const { personId } = context.actor
      const stored = await storeFile(context, {
        organisationId: targetOf(context, organisationId),
        personId: personId ?? undefined,
        audience: personId ? ['org-review', 'org-exam', 'org-head'] : [],
        name,
        mediaType,
        bytes,
      })
      return accept({ ...stored, name, size: bytes.length })
    },
  )

const download = answers(
  query({
    name: 'file.read',
    title: '下载文件',
    input: Type.Object({ organisationId: Uuid, fileId: Uuid }),
    reply: Type.Unknown(),
    roles: everyone,
  }),
  async (context, { organisationId, fileId }) => accept(await readFile(context, organisationId, fileId)),
)

/** Upload (the content decides the type, not the name) and download of stored files. */
export const fileRoutes = (server: FastifyInstance, pipeline: Pipeline, identify: IdentifyActor): void => {
  server.post('/api/files', async (request, reply) => {
    const { actor, csrf } = await identify(request)
    if (csrf === null || request.headers['x-csrf'] !== csrf) {
      return reply
        .status(403)
        .send(refuse('CSRF', { sentence: '缺少页面校验码。', remedy: '请刷新页面后重试。', clauses: [] }))
    }
    const part = await request.file({ limits: { fileSize: largestUpload } })
    if (!part)
      return sendOutcome(
        reply,
        refuse('INPUT_INVALID', { sentence: '没有收到文件。', remedy: '请选择文件。', clauses: [] }),
      )
    const bytes = await part.toBuffer().catch(() => undefined)
    if (!bytes) {
      return sendOutcome(
        reply,
        refuse('FILE_TOO_LARGE', { sentence: '文件超过 30 MB。', remedy: '请拆分后上传。', clauses: [] }),
      )
    }
    const organisationId = (request.query as { organisationId?: string }).organisationId
    const input = { name: part.filename.slice(0, 200), ...(organisationId ? { organisationId } : {}) }
    return sendOutcome(reply, await carryOut(pipeline, { entry: upload(bytes), actor, input }))
  })

  server.get('/api/files/:organisationId/:fileId', async (request, reply) => {
    const { actor } = await identify(request)
    const outcome = await carryOut(pipeline, { entry: download, actor, input: request.params })
    if (outcome.refused) return sendOutcome(reply, outcome)
    const file = outcome.value as Awaited<ReturnType<typeof readFile>>
    const inline = (request.query as { inline?: string }).inline === 'yes'
    return reply
      .header('content-type', file.mediaType)
      .header(
        'content-disposition',
        `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(file.bytes))
  })
}

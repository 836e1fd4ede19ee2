import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requestText } from '#apps/exam-room/program/centre-link.ts'
import { receiveResultOf } from '#modules/delivery/node/commands/receive-result.ts'
import { type TakenArrival, takeArrivalEntry } from '#modules/delivery/node/commands/take-arrival.ts'
import { packageBytes } from '#modules/delivery/node/package-bytes.ts'
import { noteReportEntry } from '#modules/delivery/node/register.ts'
import { hearReport, type NodeReport } from '#modules/delivery/node/reports.ts'
import { type NodeRow, nodeByKey } from '#modules/delivery/node/store.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { systemActor } from '#platform/command/context.ts'
import { carryOut, type Pipeline } from '#platform/command/pipeline.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { Connection } from '#platform/db/connect.ts'
import { type IdentifyActor, sendOutcome } from '#platform/http/routes.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { verifierOf } from '#platform/seal/signer.ts'
import { joinRoutes } from './join-routes.ts'
import { uploadRoutes } from './upload-routes.ts'

export interface NodeRouteParts {
  readonly pipeline: Pipeline
  readonly connection: Connection
  readonly identify: IdentifyActor
}

/** A part of a result, or a report of many sittings. */
const largestRequest = 2 * roomNodeRules.uploadPartBytes

const notRegistered = refuse('NODE_UNKNOWN', {
  sentence: '中心没有登记这台考场服务器。',
  remedy: '请把管理页上的登记码交机构考务人员登记。',
  clauses: ['HN-2.3.1-02'],
})

const notFromPage = refuse('CSRF', {
  sentence: '缺少页面校验码。',
  remedy: '请刷新页面后重试。',
  clauses: [],
})
const noFile = refuse('INPUT_INVALID', { sentence: '没有收到文件。', remedy: '请选择文件。', clauses: [] })
const tooLarge = refuse('FILE_TOO_LARGE', {
  sentence: '文件超过答卷包的大小限制，没有接收。',
  remedy: '请核对所选文件是否为考场服务器导出的答卷包。',
  clauses: [],
})

const header = (request: FastifyRequest, name: string): string => String(request.headers[name] ?? '')

/** The registered server that signed this request; undefined for anybody else. */
const nodeOf = async (
  { connection }: NodeRouteParts,
  request: FastifyRequest,
): Promise<NodeRow | undefined> => {
  const node = await withReach(connection, 'all', (tx) => nodeByKey(tx, header(request, 'x-node-key')))
  if (!node) return undefined
  const body = Buffer.isBuffer(request.body) ? request.body : new Uint8Array()
  const message = requestText({ method: request.method, address: request.url, body })
  const signature = Buffer.from(header(request, 'x-node-signature'), 'base64url')
  return verifierOf(node.signingKey).verify(message, signature) ? node : undefined
}

const hear = async (parts: NodeRouteParts, node: NodeRow, body: Buffer) => {
  const { connection, pipeline } = parts
  const { organisationId, id: nodeId } = node
  const { build, sittings } = JSON.parse(body.toString('utf8')) as NodeReport
  const report: NodeReport = { organisationId, nodeId, build: String(build).slice(0, 128), sittings }
  const now = () => pipeline.services.clock.now()
  const read = () => withReach(connection, organisationId, (tx) => hearReport(tx, report, now()))
  let heard = await read()
  if (heard.hasNews) {
    const noted = await carryOut(pipeline, {
      entry: noteReportEntry,
      actor: systemActor,
      input: { organisationId, nodeId, sittings },
    })
    if (noted.refused) return noted
    heard = await read()
  }
  return accept({ serverTime: now().toISOString(), sittings: heard.sittings })
}

/** The package of a sitting, for the server that holds it alone. */
const packageFor = ({ connection, pipeline }: NodeRouteParts, node: NodeRow, sittingId: string) =>
  withReach(connection, node.organisationId, (tx) =>
    packageBytes(
      { tx, services: pipeline.services },
      { organisationId: node.organisationId, nodeId: node.id, sittingId },
    ),
  )

const sendPackage = (reply: FastifyReply, bytes: Uint8Array) =>
  reply
    .header('content-type', 'application/octet-stream')
    .header('cache-control', 'no-store')
    .send(Buffer.from(bytes))

const sendFile = (reply: FastifyReply, name: string, bytes: Uint8Array) =>
  reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes))

/** What servers of exam rooms ask of the centre, each request signed with the server's own key. */
const machineRoutes = (server: FastifyInstance, parts: NodeRouteParts): void => {
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestRequest },
    (_request, body, done) => done(null, body),
  )
  server.post('/api/room-nodes/reports', async (request, reply) => {
    const node = await nodeOf(parts, request)
    return sendOutcome(reply, node ? await hear(parts, node, request.body as Buffer) : notRegistered)
  })
  server.get<{ Params: { readonly sittingId: string } }>(
    '/api/room-nodes/packages/:sittingId',
    async (request, reply) => {
      const node = await nodeOf(parts, request)
      const bytes = node && (await packageFor(parts, node, request.params.sittingId))
      return bytes ? sendPackage(reply, bytes) : sendOutcome(reply, notRegistered)
    },
  )
  uploadRoutes(server, parts, async (request, reply, answer) => {
    const node = await nodeOf(parts, request)
    return sendOutcome(reply, node ? await answer(node) : notRegistered)
  })
}

/** Reports, packages and results of exam room servers; a person brings a result file here as well. */
export const roomNodeRoutes = (server: FastifyInstance, parts: NodeRouteParts): void => {
  const { pipeline, identify } = parts
  machineRoutes(server, parts)
  joinRoutes(server, parts)
  server.post('/api/room-results', async (request, reply) => {
    const { actor, csrf } = await identify(request)
    if (csrf === null || request.headers['x-csrf'] !== csrf) return reply.status(403).send(notFromPage)
    const part = await request.file({ limits: { fileSize: roomNodeRules.largestResultBytes } })
    if (!part) return sendOutcome(reply, noFile)
    const bytes = await part.toBuffer().catch(() => undefined)
    if (!bytes) return sendOutcome(reply, tooLarge)
    const input = { name: part.filename.slice(0, 200) }
    return sendOutcome(reply, await carryOut(pipeline, { entry: receiveResultOf(bytes), actor, input }))
  })
  server.post<{ Params: { readonly arrivalId: string } }>(
    '/api/room-results/:arrivalId/file',
    async (request, reply) => {
      const { actor, csrf } = await identify(request)
      if (csrf === null || request.headers['x-csrf'] !== csrf) return reply.status(403).send(notFromPage)
      const outcome = await carryOut(pipeline, { entry: takeArrivalEntry, actor, input: request.params })
      if (outcome.refused) return sendOutcome(reply, outcome)
      const { name, bytes } = outcome.value as TakenArrival
      return sendFile(reply, name, bytes)
    },
  )
}

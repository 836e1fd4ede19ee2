import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { receiveResultOf } from '#modules/delivery/node/commands/receive-result.ts'
import type { NodeRow } from '#modules/delivery/node/store.ts'
import {
  forgetUpload,
  type OfFile,
  takePart,
  uploadStanding,
  wholeUpload,
} from '#modules/delivery/node/uploads.ts'
import { systemActor } from '#platform/command/context.ts'
import { carryOut, type Pipeline } from '#platform/command/pipeline.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Connection } from '#platform/db/connect.ts'

interface UploadParts {
  readonly pipeline: Pipeline
  readonly connection: Connection
}

interface Asked {
  readonly Params: { readonly fileHash: string }
  readonly Querystring: { readonly size?: string; readonly start?: string; readonly name?: string }
}

type AskedRequest = FastifyRequest<Asked>

/** Takes the whole in as a result; whatever becomes of it, its parts are no longer needed. */
const takeWhole = async (
  { pipeline, connection }: UploadParts,
  node: NodeRow,
  ask: { file: OfFile; name: string },
) => {
  const { services } = pipeline
  const whole = await wholeUpload({ connection, services }, ask.file)
  if (whole.refused) return whole
  const outcome = await carryOut(pipeline, {
    entry: receiveResultOf(whole.value),
    actor: { ...systemActor, name: node.name },
    input: { name: ask.name, organisationId: node.organisationId },
  })
  if (!outcome.refused) await forgetUpload({ connection, services }, ask.file)
  return outcome
}

/** A result comes in parts: after a break the server asks what is here, and sends the rest. */
export const uploadRoutes = (
  server: FastifyInstance,
  parts: UploadParts,
  registered: (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (node: NodeRow) => Promise<Verdict<unknown>>,
  ) => Promise<FastifyReply>,
): void => {
  const { connection, pipeline } = parts
  const here = { connection, services: pipeline.services }
  const fileOf = (node: NodeRow, { params, query }: AskedRequest): OfFile => ({
    ...{ organisationId: node.organisationId, nodeId: node.id },
    ...{ fileHash: params.fileHash, size: Number(query.size) },
  })
  const address = '/api/room-nodes/uploads/:fileHash'
  server.get<Asked>(address, (request, reply) =>
    registered(request, reply, (node) => uploadStanding(here, fileOf(node, request))),
  )
  server.post<Asked>(address, (request, reply) =>
    registered(request, reply, async (node) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      return takePart(here, fileOf(node, request), { start: Number(request.query.start), bytes })
    }),
  )
  server.post<Asked>(`${address}/end`, (request, reply) =>
    registered(request, reply, (node) => {
      const name = String(request.query.name ?? '').slice(0, 200)
      return takeWhole(parts, node, { file: fileOf(node, request), name })
    }),
  )
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import Type, { type TSchema } from 'typebox'
import { Convert } from 'typebox/value'
import type { Actor } from '../command/context.ts'
import { carryOut, checkInput, type Pipeline } from '../command/pipeline.ts'
import type { Direct, DirectContext } from '../contract/direct.ts'
import type { Entry } from '../contract/registry.ts'
import { type Refusal, refuse, type Verdict } from '../contract/verdict.ts'
import { tokenBuckets } from './rate-limit.ts'

/** Finds who asks, from the session cookie; anonymous when there is none. */
export type IdentifyActor = (request: FastifyRequest) => Promise<Identified>

export interface Identified {
  readonly actor: Actor
  /** The token that a command of this session must carry in `x-csrf`; null without a session. */
  readonly csrf: string | null
}

const statusOf: { readonly [code: string]: number } = {
  INPUT_INVALID: 422,
  LOGIN_REQUIRED: 401,
  ROLE_MISSING: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
}

const RefusalSchema = Type.Object({
  refused: Type.Literal(true),
  code: Type.String(),
  sentence: Type.String(),
  remedy: Type.String(),
  clauses: Type.Array(Type.String()),
  field: Type.Optional(Type.String()),
  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

const addressOf = (name: string) => `/api/${name.replace('.', '/')}`

const replySchema = (reply: TSchema) => Type.Object({ refused: Type.Literal(false), value: reply })

const csrfRefusal: Refusal = refuse('CSRF', {
  sentence: '本次操作缺少页面校验码，已拒绝。',
  remedy: '请刷新页面后重试。',
  clauses: [],
})

const statusOfOutcome = (outcome: Verdict<unknown>): number =>
  outcome.refused ? (statusOf[outcome.code] ?? 409) : 200

export const sendOutcome = (reply: FastifyReply, outcome: Verdict<unknown>) =>
  reply.status(statusOfOutcome(outcome)).send(outcome)

const isUuid = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

const inputFrom = (entry: Entry, request: FastifyRequest): unknown =>
  entry.spec.kind === 'command'
    ? (request.body ?? {})
    : Convert(entry.spec.input, { ...(request.query as object) })

const handler =
  (pipeline: Pipeline, entry: Entry, identify: IdentifyActor) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { actor, csrf } = await identify(request)
    const isCommand = entry.spec.kind === 'command'
    if (isCommand && csrf !== null && request.headers['x-csrf'] !== csrf)
      return reply.status(403).send(csrfRefusal)
    const key = request.headers['idempotency-key']
    const commandId = isCommand && isUuid(key) ? key : undefined
    return sendOutcome(
      reply,
      await carryOut(pipeline, { entry, actor, commandId, input: inputFrom(entry, request) }),
    )
  }

const tooMany: Refusal = refuse('RATE_LIMITED', {
  sentence: '您的查询过于频繁，已暂停受理。',
  remedy: '请稍等一分钟再试。',
  clauses: [],
})

/** Reads with the public's reach only: no reach and no person are set on the pool's connections. */
const directContext = ({ services }: Pipeline, pool: pg.Pool): DirectContext => ({
  services,
  read: async <R extends object>(
    { name, text }: { name: string; text: string },
    values: readonly unknown[],
  ) => (await pool.query<R>({ name, text, values: [...values] })).rows,
})

/** The bytes of answers that a handler gives again and again; an answer let go takes its bytes with it. */
const bytesOf = (reply: FastifyReply, outcome: Verdict<unknown>, known: WeakMap<object, Buffer>): Buffer => {
  const kept = known.get(outcome)
  if (kept) return kept
  const bytes = Buffer.from(reply.serialize(outcome) as string)
  known.set(outcome, bytes)
  return bytes
}

/** No session and no transaction; the address pays for each question, also for one that finds nothing. */
const directHandler = (
  pipeline: Pipeline,
  { entry, direct }: { entry: Entry; direct: Direct },
  pool: pg.Pool,
) => {
  const buckets = tokenBuckets(direct.limit)
  const context = directContext(pipeline, pool)
  const { clock } = pipeline.services
  const known = new WeakMap<object, Buffer>()
  return async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store')
    if (!buckets.take(request.ip, clock.wall().getTime())) return sendOutcome(reply, tooMany)
    const input = inputFrom(entry, request)
    const outcome = checkInput({ entry, input }) ?? (await direct.handle(context, input as never))
    reply.status(statusOfOutcome(outcome)).type('application/json; charset=utf-8')
    return reply.send(bytesOf(reply, outcome, known))
  }
}

/** What an address without login may send in: enough for a household, too little for a script. */
const publicCommands = { max: 20, timeWindow: '1 minute' }

/**
 * One route for each command (POST) and query (GET) of the registry, and no other; the OpenAPI description
 * follows from the same schemas. Input is checked by the pipeline, so a refusal reads the same everywhere.
 */
export const registerRoutes = (
  server: FastifyInstance,
  pipeline: Pipeline,
  options: {
    readonly entries: Iterable<Entry>
    readonly identify: IdentifyActor
    /** The application role's pool, for entries that are answered directly. */
    readonly pool: pg.Pool
  },
): void => {
  server.setValidatorCompiler(() => () => true)
  for (const entry of options.entries) {
    const { spec, direct } = entry
    server.route({
      method: spec.kind === 'command' ? 'POST' : 'GET',
      url: addressOf(spec.name),
      config: spec.kind === 'command' && spec.roles === 'anyone' ? { rateLimit: publicCommands } : {},
      schema: {
        operationId: spec.name,
        summary: spec.title,
        tags: [spec.name.split('.')[0]!],
        ...(spec.kind === 'command' ? { body: spec.input } : { querystring: spec.input }),
        response: { 200: replySchema(spec.reply), '4xx': RefusalSchema },
      },
      handler: direct
        ? directHandler(pipeline, { entry, direct }, options.pool)
        : handler(pipeline, entry, options.identify),
    })
  }
}

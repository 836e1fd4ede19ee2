import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { v4 as uuid } from 'uuid'
import { roleNames } from '#modules/party/core/role.ts'
import type { Services } from '#platform/command/services.ts'
import { type Entry, registry } from '#platform/contract/registry.ts'
import type { Connection } from '#platform/db/connect.ts'
import { registerRoutes } from '#platform/http/routes.ts'
import { redactedPaths } from '#platform/log/log.ts'
import type { Config } from './config.ts'
import { fileRoutes } from './file-routes.ts'
import { itemFileRoutes } from './item-file-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { roomNodeRoutes } from './room-node-routes.ts'
import { identifyBySession, sessionRoutes } from './session-routes.ts'
import { servePages } from './static.ts'

export interface AppParts {
  readonly config: Config
  readonly connection: Connection
  readonly services: Services
  readonly entries: readonly Entry[]
  /** The HTTP face of the rooms hosted here. */
  readonly room: FastifyPluginAsync
  /** Where else their pages may call: the two nodes of a pair. */
  readonly roomAddresses?: () => readonly string[]
}

const metricsOf = (server: FastifyInstance) => {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  })
  server.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  // Figures tell an attacker when we are weak: they are for the machine itself and its collector beside it.
  server.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.status(404).send()
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}

const healthRoutes = (server: FastifyInstance, connection: Connection) => {
  server.get('/healthz', async () => ({ alive: true }))
  server.get('/readyz', async (_request, reply) => {
    try {
      await connection.appPool.query('SELECT 1')
      return { ready: true }
    } catch {
      return reply.status(503).send({ ready: false })
    }
  })
}

/** A fault is ours, not the user's: it is logged under a number that the page shows, and nothing else leaks. */
const faultHandler = (server: FastifyInstance) =>
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error.statusCode && error.statusCode < 500) {
      const limited = error.statusCode === 429
      return reply.status(error.statusCode).send({
        refused: true,
        code: limited ? 'RATE_LIMITED' : 'INPUT_INVALID',
        sentence: limited ? '操作过于频繁，已暂停受理。' : '请求的格式不正确。',
        remedy: limited ? '请稍后再试。' : '请刷新页面后重试。',
        clauses: [],
      })
    }
    const incident = uuid().slice(0, 8)
    request.log.error({ incident, route: request.routeOptions.url, stack: error.stack }, 'fault')
    return reply.status(500).send({
      refused: true,
      code: 'FAULT',
      sentence: `系统出现故障，您的数据没有改变（故障编号 ${incident}）。`,
      remedy: '请稍后重试；仍不成功的，请将故障编号告知系统运维人员。',
      clauses: [],
    })
  })

/** The HTTP server of the centre, with every command and query of the registry as a route. */
export const buildApp = async ({
  config,
  connection,
  services,
  entries,
  room,
  roomAddresses = () => [],
}: AppParts): Promise<FastifyInstance> => {
  const server = fastify({
    logger: { level: config.mode === 'demo' ? 'warn' : 'info', redact: [...redactedPaths] },
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: 'loopback',
    // An address may carry what was searched for; faults are logged without it.
    logController: new LogController({ disableRequestLogging: true }),
  })
  await server.register(cookie)
  await server.register(helmet, { contentSecurityPolicy: false, hsts: config.publicUrl.startsWith('https:') })
  await server.register(multipart)
  await server.register(rateLimit, { global: false })
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '匠衡 Jiangheng', version: '0.1.0' } },
  })
  faultHandler(server)
  metricsOf(server)
  healthRoutes(server, connection)
  keyRoutes(server, services)
  const identify = identifyBySession(connection, services)
  const pipeline = { database: connection.app, services }
  await server.register(async (scope) => {
    sessionRoutes(scope, { connection, services, config })
    fileRoutes(scope, pipeline, identify)
    itemFileRoutes(scope, pipeline, identify)
    await scope.register(async (inner) => roomNodeRoutes(inner, { pipeline, connection, identify }))
    registerRoutes(scope, pipeline, {
      entries: registry(entries, roleNames).values(),
      identify,
      pool: connection.appPool,
    })
  })
  await server.register(room, { prefix: '/room' })
  await server.register(servePages, { web: config.webFolder, connectTo: roomAddresses })
  server.get('/openapi.json', async () => server.swagger())
  return server
}

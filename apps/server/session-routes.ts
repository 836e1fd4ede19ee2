import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Check } from 'typebox/value'
import { anonymous, login, logout, resolveSession } from '#modules/party/login.ts'
import type { Services } from '#platform/command/services.ts'
import { refuse } from '#platform/contract/verdict.ts'
import type { Connection } from '#platform/db/connect.ts'
import { type IdentifyActor, sendOutcome } from '#platform/http/routes.ts'
import type { Config } from './config.ts'

const cookieName = 'jiangheng_session'

const Credentials = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
  totp: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
})

const tokenOf = (request: FastifyRequest) => request.cookies[cookieName]

/** Finds the actor behind the session cookie. */
export const identifyBySession =
  (connection: Connection, services: Services): IdentifyActor =>
  async (request) => {
    const token = tokenOf(request)
    const session = token ? await resolveSession(connection.app, services, token) : undefined
    return session ?? { actor: anonymous, csrf: null }
  }

/** Who is logged in, logging in and logging out. */
export const sessionRoutes = (
  server: FastifyInstance,
  { connection, services, config }: { connection: Connection; services: Services; config: Config },
): void => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
  } as const

  server.get('/api/session', async (request) => {
    const token = tokenOf(request)
    const session = token ? await resolveSession(connection.app, services, token) : undefined
    const clock = { now: services.clock.now().toISOString(), demo: config.mode === 'demo' }
    if (!session) return { actor: null, csrf: null, clock }
    const { name, roles, organisationId, personId } = session.actor
    const actor = { name, roles, organisationId, personId, organisationName: session.organisationName }
    return { actor, csrf: session.csrf, clock }
  })

  server.post(
    '/api/session/login',
    { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      if (!Check(Credentials, request.body)) {
        return sendOutcome(
          reply,
          refuse('INPUT_INVALID', { sentence: '请填写账号和密码。', remedy: '填写后重试。', clauses: [] }),
        )
      }
      const outcome = await login(connection.app, services, request.body)
      if (outcome.refused) return reply.status(outcome.code === 'TOTP_REQUIRED' ? 401 : 403).send(outcome)
      const { token, csrf, expiresAt } = outcome.value
      reply.setCookie(cookieName, token, { ...cookie, expires: expiresAt })
      return { refused: false, value: { csrf } }
    },
  )

  server.post('/api/session/logout', async (request, reply) => {
    const token = tokenOf(request)
    if (token) await logout(connection.app, token)
    reply.clearCookie(cookieName, cookie)
    return { refused: false, value: null }
  })
}

import { networkInterfaces } from 'node:os'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { CentreContact } from './centre-contact.ts'
import type { CentreStanding } from './follow-centre.ts'
import { type Installing, installPackage } from './install.ts'
import type { Joining } from './join-centre.ts'
import type { OperatorStatus } from './operator.port.ts'
import { pairNow, pairRoutes } from './pair-routes.ts'
import { fingerprintOf } from './pinned-centre.ts'
import type { ResultFiles } from './result-file.ts'

export interface OperatorParts extends Installing {
  readonly results: ResultFiles
  readonly standing: CentreStanding
  readonly contact: CentreContact
  readonly joining: Joining
  readonly build: () => Promise<string>
}

const here = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
const hostsHere = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

const onlyHere = refuse('only-here', {
  sentence: '管理页只能在考场服务器本机打开。',
  remedy: '请到考场服务器前操作。',
  clauses: ['SDS-4.4-13'],
})

const send = <T>(reply: FastifyReply, verdict: Verdict<T>) =>
  reply
    .code(verdict.refused ? 409 : 200)
    .header('cache-control', 'no-store')
    .send(verdict)

/** Where the machines of the room find this one. */
const addresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((lines) => lines ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

const linkOf = ({ heardAt, trouble, sending }: CentreStanding) => ({ heardAt, trouble, sending })

const statusOf = async (parts: OperatorParts): Promise<OperatorStatus> => {
  const { identity, centre, node, standing, contact, joining } = parts
  const keys = centre.current()
  const url = contact.url()
  return {
    name: identity.name,
    card: identity.card,
    fingerprint: identity.fingerprint,
    build: await parts.build(),
    addresses: addresses(),
    centre: keys ? { organisation: keys.organisation, fingerprint: fingerprintOf(keys) } : null,
    link: url === null ? null : { url, ...linkOf(standing) },
    joining: joining.now(),
    unconfirmed: standing.unconfirmed,
    pair: pairNow(node),
    unreadable: node.unreadable(),
    sittings: node
      .held()
      .flatMap((sittingId) => {
        const place = node.place(sittingId)
        const now = node.standing(sittingId)
        if (!place || !now) return []
        const { title, site, roomName, plannedStart, plannedEnd } = place
        const check = node.lastCheck(sittingId) ?? null
        return [
          {
            ...{ sittingId, title, site, roomName, plannedStart, plannedEnd, check },
            status: now.status,
            head: now.head,
            machines: node.machines(sittingId),
            isServed: node.serves(sittingId),
          },
        ]
      })
      .sort((a, b) => (a.plannedStart < b.plannedStart ? -1 : 1)),
  }
}

/** The operator's half of the program: for whoever sits at the machine itself. */
export const operatorRoutes = (app: FastifyInstance, parts: OperatorParts): void => {
  app.addHook('onRequest', async (request: FastifyRequest, reply) => {
    const isHere = here.includes(request.ip) && hostsHere.test(request.headers.host ?? '')
    if (!isHere) return send(reply.code(403), onlyHere)
  })
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: roomNodeRules.largestResultBytes },
    (_request, body, done) => done(null, body),
  )
  app.get('/status', async (_request, reply) => send(reply, accept(await statusOf(parts))))
  app.post<{ Body: Buffer; Querystring: { readonly confirmed?: string } }>(
    '/packages',
    async ({ body, query }, reply) => send(reply, await installPackage(parts, body, query.confirmed)),
  )
  app.post<{ Body: { readonly fingerprint?: string } | null }>('/centre', async ({ body }, reply) => {
    parts.standing.confirmed = String(body?.fingerprint ?? '')
    await parts.contact.turn()
    return send(reply, accept(null))
  })
  app.post<{ Body: { readonly centre?: string; readonly code?: string } | null }>(
    '/join',
    async ({ body }, reply) => {
      const asked = { centre: String(body?.centre ?? ''), code: String(body?.code ?? '') }
      return send(reply, await parts.joining.ask(asked))
    },
  )
  pairRoutes(app, parts.node)
  app.get<{ Params: { readonly sittingId: string } }>('/results/:sittingId', async ({ params }, reply) => {
    const file = parts.results.file(params.sittingId)
    if (file.refused) return send(reply, file)
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.value.name)}`)
      .header('cache-control', 'no-store')
      .send(file.value.bytes)
  })
}

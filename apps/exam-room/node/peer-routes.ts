import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PairingRequest } from './pairing.ts'
import type { RoomContext } from './room-context.ts'
import { barredHere, bearerOf, placeOfToken } from './serving.ts'
import type { Standby } from './standby.ts'

const short = Type.String({ minLength: 1, maxLength: 400 })
const pairing = Type.Object({ own: short, peer: short, publicKey: short, mac: short })

/** A journal of many thousand entries comes in parts; the largest attachment is the paper with its pictures. */
const largestMessage = 256 * 2 ** 20

/** Routes under `/peer`: what the two nodes of a room say to each other, sealed with the key of their pair. */
export const peerRoutes = async (app: FastifyInstance, standby: Standby): Promise<void> => {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestMessage },
    (_request, body, done) => done(null, body),
  )
  app.post('/peer/pair', { bodyLimit: 10_000 }, async (request) => {
    const asked: unknown = JSON.parse(String(request.body))
    if (!Value.Check(pairing, asked)) throw new TypeError('no pairing request')
    return standby.answerPairing(asked satisfies PairingRequest)
  })
  app.post('/peer/message', { bodyLimit: largestMessage }, async (request, reply) => {
    // The pair was ended here: the other learns it by hearing nothing, and no fault is logged twice a second.
    if (!standby.pair) return reply.code(410).send()
    const answer = await standby.answer(request.body as Buffer)
    return reply.type('application/octet-stream').send(answer)
  })
}

const allowed = {
  'access-control-allow-headers': 'authorization, content-type, x-machine, x-epoch, x-seb-page-hash',
  'access-control-allow-methods': 'GET, POST',
  'access-control-expose-headers': 'x-form',
  'access-control-max-age': '7200',
  vary: 'origin',
}

/** Pages that either node of a pair served may call the other; nobody else's, and without cookies. */
export const allowPair = (app: FastifyInstance, standby: Standby): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    if (!origin || !standby.addresses.includes(origin)) return done()
    // On the raw response: a live update is written past the reply.
    for (const [name, value] of Object.entries(allowed)) reply.raw.setHeader(name, value)
    reply.raw.setHeader('access-control-allow-origin', origin)
    done()
  })
  app.options('/*', (_request, reply) => reply.code(204).send())
}

/**
 * A request of somebody whose sitting is served by the other node is answered here by a refusal, after heeding the epoch
 * mark it carries from there.
 */
export const barElsewhere = (app: FastifyInstance, context: RoomContext): void => {
  app.addHook('onRequest', (request, reply, done) => {
    // Somebody who has not signed in yet names no sitting.
    const token = bearerOf(request.headers.authorization)
    // The order to take over is for a node that does not serve.
    if (!token || request.routeOptions.url?.endsWith('/duty/take-over')) return done()
    const mark = String(request.headers['x-epoch'] ?? '')
    const sitting = context.sittings.get(placeOfToken(token)[0] ?? '')
    const refusal = barredHere(sitting, { mark, pair: context.standby?.pair })
    if (!refusal) return done()
    reply.code(409).header('cache-control', 'no-store').send(refusal)
  })
}

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { kioskCommand, sebFile, sebSettings } from '#modules/delivery/core/safe-browser.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { ConsoleService } from './console-service.ts'
import { consoleOrderBody, digestQuery } from './day-request.schema.ts'
import type { DutyCaller } from './duty-caller.ts'
import type { DutyService } from './duty-service.ts'
import {
  batchBody,
  clientBody,
  commandBody,
  enterBody,
  handInBody,
  hereBody,
  seatParams,
  shownBody,
  signInBody,
  sittingParams,
  takeOverBody,
} from './request.schema.ts'
import { notSignedIn } from './room-context.ts'
import { type BrowserProof, browserNotAllowed, othersThan } from './safe-browser.ts'
import type { SeatService, SeatSession } from './seat-service.ts'
import { streamSeat } from './seat-stream.ts'
import { bearerOf } from './serving.ts'
import { streamConsole, streamRoom } from './stream.ts'

const bearer = (request: FastifyRequest): string => bearerOf(request.headers.authorization)

const statusOf = (code: string): number =>
  code === 'not-signed-in' ? 401 : code === 'too-many-attempts' ? 429 : 409

const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`

const proofOf = (request: FastifyRequest): BrowserProof => ({
  origin: originOf(request),
  path: request.url,
  requestHash: String(request.headers['x-safeexambrowser-configkeyhash'] ?? ''),
  pageHash: String(request.headers['x-seb-page-hash'] ?? ''),
})

/** What a machine is set up with for one sitting. Nothing in it is secret, so no login is asked for. */
const browserRoutes = (instance: FastifyInstance, seats: SeatService): void => {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const schema = { params: sittingParams }
  const placeOf = (request: FastifyRequest, sittingId: string) => {
    const origin = originOf(request)
    return { origin, others: othersThan(origin, seats.nodes), sittingId }
  }
  app.get('/browser/:sittingId/exam.seb', { schema }, (request, reply) =>
    reply
      .type('application/seb')
      .header('cache-control', 'no-store')
      .send(sebFile(sebSettings(placeOf(request, request.params.sittingId)))),
  )
  app.get('/browser/:sittingId/kiosk.txt', { schema }, (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(kioskCommand(placeOf(request, request.params.sittingId))),
  )
}

/** Every reply is a verdict; the HTTP status only repeats it. */
const send = <T>(reply: FastifyReply, verdict: Verdict<T>): FastifyReply =>
  reply
    .code(verdict.refused ? statusOf(verdict.code) : 200)
    .header('cache-control', 'no-store')
    .send(verdict)

/** Routes under `/seat`: the candidate's half of the port, and what his machine is set up with. */
export const seatRoutes = (instance: FastifyInstance, seats: SeatService): void => {
  browserRoutes(instance, seats)
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  // The browser proves itself with every request: a token that was copied out of it opens nothing elsewhere.
  const sessionOf = (request: FastifyRequest): Verdict<SeatSession> => {
    const machine = String(request.headers['x-machine'] ?? '')
    const session = seats.authenticate({ token: bearer(request), machine })
    if (!session) return notSignedIn
    return seats.admits(session, () => proofOf(request)) ? accept(session) : browserNotAllowed
  }
  const within = async <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (session: SeatSession) => Promise<Verdict<T>> | Verdict<T>,
  ): Promise<FastifyReply> => {
    const session = sessionOf(request)
    return send(reply, session.refused ? session : await act(session.value))
  }

  app.post('/seat/enter', { schema: { body: enterBody } }, async (request, reply) =>
    send(reply, await seats.enter({ ...request.body, proof: proofOf(request) })),
  )
  app.post('/seat/here', { schema: { body: hereBody } }, (request, reply) =>
    send(reply, seats.here(request.body)),
  )
  app.get('/seat/profile', (request, reply) =>
    within(request, reply, (session) => accept(seats.profile(session))),
  )
  app.post('/seat/confirm', (request, reply) => within(request, reply, seats.confirm))
  app.post('/seat/heartbeat', { schema: { body: clientBody } }, (request, reply) =>
    within(request, reply, (session) => seats.heartbeat(session, request.body)),
  )
  app.get('/seat/form', (request, reply) => {
    const session = sessionOf(request)
    const verdict = session.refused ? session : seats.sealedForm(session.value)
    if (verdict.refused) return send(reply, verdict)
    const { id, box } = verdict.value
    return reply
      .header('cache-control', 'no-store')
      .header('x-form', id)
      .type('application/octet-stream')
      .send(Buffer.from(box))
  })
  app.post('/seat/shown', { schema: { body: shownBody } }, (request, reply) =>
    within(request, reply, (session) => seats.shown(session, request.body)),
  )
  app.get('/seat/stream', { schema: { querystring: clientBody } }, (request, reply) => {
    const session = sessionOf(request)
    const { clientId } = request.query
    return session.refused
      ? send(reply, session)
      : streamSeat(reply, seats, { session: session.value, clientId })
  })
  app.get('/seat/paper', (request, reply) => within(request, reply, seats.paper))
  app.post('/seat/events', { schema: { body: batchBody } }, (request, reply) =>
    within(request, reply, (session) => seats.send(session, request.body)),
  )
  app.post('/seat/hand-in', { schema: { body: handInBody } }, (request, reply) =>
    within(request, reply, (session) => seats.handIn(session, request.body)),
  )
  app.get('/seat/photo', (request, reply) => {
    const session = sessionOf(request)
    if (session.refused) return send(reply, session)
    const photo = seats.photo(session.value)
    if (!photo) return send(reply, notSignedIn)
    return reply.header('cache-control', 'no-store').type('image/jpeg').send(Buffer.from(photo))
  })
}

/** Routes under `/duty`: the invigilator's half of the port. */
export const dutyRoutes = (instance: FastifyInstance, duties: DutyService): void => {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const within = async <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (caller: DutyCaller) => Promise<Verdict<T>> | Verdict<T>,
  ): Promise<FastifyReply> => {
    const caller = duties.authenticate(bearer(request))
    return send(reply, caller ? await act(caller) : notSignedIn)
  }

  app.get('/duty/sittings', (_request, reply) => send(reply, accept(duties.sittings())))
  app.post('/duty/sign-in', { schema: { body: signInBody } }, async (request, reply) =>
    send(reply, await duties.signIn({ ...request.body, from: request.ip })),
  )
  app.post('/duty/take-over', { schema: { body: takeOverBody } }, async (request, reply) =>
    send(reply, await duties.takeOver(request.body)),
  )
  app.get('/duty/room', (request, reply) => within(request, reply, (caller) => accept(duties.room(caller))))
  app.get('/duty/seats/:seat', { schema: { params: seatParams } }, (request, reply) =>
    within(request, reply, (caller) => duties.timeline(caller, request.params.seat)),
  )
  app.post('/duty/orders', { schema: { body: commandBody } }, (request, reply) =>
    within(request, reply, (caller) => duties.order(caller, request.body)),
  )
  app.get('/duty/stream', (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    const node = { streams: duties.streams, now: duties.moment }
    return caller ? streamRoom(reply, caller, node) : send(reply, notSignedIn)
  })
}

/** Routes under `/duty` for who stands at the door, and for the chief over all his rooms. */
export const deskRoutes = (instance: FastifyInstance, duties: DutyService, chief: ConsoleService): void => {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  app.get('/duty/photo/:seat', { schema: { params: seatParams } }, (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    if (!caller) return send(reply, notSignedIn)
    const photo = duties.photo(caller, request.params.seat)
    if (!photo) return reply.code(204).send()
    return reply.header('cache-control', 'no-store').type('image/jpeg').send(Buffer.from(photo))
  })
  app.get('/duty/recognise', { schema: { querystring: digestQuery } }, (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    return send(reply, caller ? accept(duties.recognise(caller, request.query.digest)) : notSignedIn)
  })
  app.get('/duty/console', (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    return send(reply, caller ? chief.view(caller) : notSignedIn)
  })
  app.post('/duty/console/orders', { schema: { body: consoleOrderBody } }, async (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    return send(reply, caller ? await chief.order(caller, request.body) : notSignedIn)
  })
  app.get('/duty/console/stream', (request, reply) => {
    const caller = duties.authenticate(bearer(request))
    if (!caller) return send(reply, notSignedIn)
    const refused = chief.view(caller)
    if (refused.refused) return send(reply, refused)
    const view = () => {
      const now = chief.view(caller)
      return now.refused ? null : now.value
    }
    return streamConsole(reply, duties.streams, { sittings: chief.rooms(caller), view })
  })
}

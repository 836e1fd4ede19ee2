import type { FastifyReply } from 'fastify'
import type { SeatService, SeatSession } from './seat-service.ts'

/** Without any event the standing is sent again after this; also what keeps the connection open. */
const idleMilliseconds = 10_000

/**
 * Server-sent events for one seat: its standing after every event of the sitting as a whole and after every order of
 * the desk on this seat. The start is a broadcast: the key travels here, and no seat has to ask for it.
 */
export const streamSeat = (
  reply: FastifyReply,
  seats: SeatService,
  of: { readonly session: SeatSession; readonly clientId: string },
): FastifyReply => {
  reply.hijack()
  const { raw } = reply
  const { seat, sitting } = of.session
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const push = (): void => {
    seats.standing(of.session, of.clientId).then(
      (standing) => {
        // The seat has moved to another machine: this one learns it with its next call.
        if (standing) raw.write(`data: ${JSON.stringify(standing)}\n\n`)
        else raw.end()
      },
      // The disk refuses: the seat hears it with its next call.
      () => {},
    )
  }
  const idle = setInterval(push, idleMilliseconds)
  const end = (): void => {
    raw.end()
  }
  const called = sitting.calls.get(seat) ?? new Set()
  sitting.calls.set(seat, called)
  called.add(push)
  seats.streams.add(end)
  raw.on('close', () => {
    clearInterval(idle)
    called.delete(push)
    seats.streams.delete(end)
  })
  push()
  return reply
}

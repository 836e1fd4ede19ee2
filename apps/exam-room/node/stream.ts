import type { FastifyReply } from 'fastify'
import type { DutyCaller } from './duty-caller.ts'
import type { DutyService } from './duty-service.ts'

/** Changes within this time make one message; without any change the room is sent again after `idle`. */
const pace = { changed: 400, idle: 5_000 }

/**
 * Server-sent events: each message is the whole room, so a lost one is made good by the next. The stream stays
 * open until the client leaves or the node closes.
 */
export const streamRoom = (reply: FastifyReply, caller: DutyCaller, duties: DutyService): FastifyReply => {
  const { streams } = duties
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  let due: NodeJS.Timeout | undefined
  const push = (): void => {
    clearTimeout(due)
    due = undefined
    raw.write(`data: ${JSON.stringify(duties.room(caller))}\n\n`)
  }
  const changed = (): void => {
    due ??= setTimeout(push, pace.changed)
  }
  const idle = setInterval(push, pace.idle)
  const end = (): void => {
    raw.end()
  }
  streams.add(end)
  caller.sitting.watchers.add(changed)
  raw.on('close', () => {
    clearTimeout(due)
    clearInterval(idle)
    streams.delete(end)
    caller.sitting.watchers.delete(changed)
  })
  push()
  return reply
}

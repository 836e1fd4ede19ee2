import type { FastifyReply } from 'fastify'
import type { Entry } from '#modules/delivery/core/journal.ts'
import type { DutyCaller } from './duty-caller.ts'
import type { LiveSitting } from './live-sitting.ts'
import type { Moment } from './moment.ts'
import { RoomChanges } from './room-changes.ts'

/** At most one message in `least`; without any change one after `idle`. */
const pace = { least: 250, idle: 2_000 }

interface Source {
  /** Whose changes are told. */
  readonly sittings: readonly LiveSitting[]
  readonly heard: (entries: readonly Entry[]) => void
  readonly idle: () => void
  readonly message: () => unknown
}

/** Server-sent events until the client leaves or the node closes. */
const stream = (reply: FastifyReply, streams: Set<() => void>, source: Source): FastifyReply => {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  let due: NodeJS.Timeout | undefined
  let last = 0
  const end = (): void => {
    raw.end()
  }
  const push = (): void => {
    clearTimeout(due)
    due = undefined
    // A node that serves the sitting no more ends its streams: the desk goes to the one that does.
    const isOver = source.sittings.every(({ standing }) => standing.role !== 'serving')
    if (isOver) end()
    // A desk that does not read gets one message when it does, with everything that changed meanwhile.
    if (isOver || raw.writableNeedDrain) return
    last = performance.now()
    raw.write(`data: ${JSON.stringify(source.message())}\n\n`)
  }
  const soon = (): void => {
    due ??= setTimeout(push, Math.max(0, pace.least - (performance.now() - last)))
  }
  const changed = (entries: readonly Entry[]): void => {
    source.heard(entries)
    soon()
  }
  const idle = setInterval(() => {
    source.idle()
    soon()
  }, pace.idle)
  streams.add(end)
  for (const { watchers } of source.sittings) watchers.add(changed)
  raw.on('drain', soon)
  raw.on('close', () => {
    clearTimeout(due)
    clearInterval(idle)
    streams.delete(end)
    for (const { watchers } of source.sittings) watchers.delete(changed)
  })
  push()
  return reply
}

/** The room of one desk: everything first, then what changed. A desk that misses a number connects again. */
export const streamRoom = (
  reply: FastifyReply,
  caller: DutyCaller,
  node: { readonly streams: Set<() => void>; readonly now: () => Moment },
): FastifyReply => {
  const changes = new RoomChanges(caller)
  return stream(reply, node.streams, {
    sittings: [caller.sitting],
    heard: (entries) => changes.note(entries),
    idle: () => changes.noteAll(),
    message: () => changes.message(node.now()),
  })
}

/** The chief's rooms: small enough to be told whole each time. */
export const streamConsole = (
  reply: FastifyReply,
  streams: Set<() => void>,
  console_: { readonly sittings: readonly LiveSitting[]; readonly view: () => unknown },
): FastifyReply =>
  stream(reply, streams, {
    sittings: console_.sittings,
    heard: () => undefined,
    idle: () => undefined,
    message: console_.view,
  })

import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { FastifyInstance } from 'fastify'
import type { EventBatch } from '#apps/exam-room/room.port.ts'

/** Ways in which a node may be broken on purpose, so that the checker is seen to catch it. */
export const mutants = [
  'acknowledges-before-sync',
  'copies-without-sync',
  'drops-an-answer',
  'doubles-an-answer',
  'runs-fast',
  'acknowledges-without-standby',
  'serves-on-unfenced',
] as const

export type Mutant = (typeof mutants)[number]

const chosen = process.env.FAULT_MUTANT as Mutant | undefined

let hasAnswers = false

if (chosen === 'acknowledges-before-sync') {
  // The promise of the group commit, broken where it is kept: "synced" is said at once. What came before the first
  // answers is synced as it should be, or a power cut takes the sitting itself and leaves nothing to compare.
  const { fdatasync, fdatasyncSync } = fs
  const early = (log: number, done: (cause: Error | null) => void): void => {
    if (hasAnswers) setImmediate(done, null)
    else fdatasync(log, done)
  }
  const never = (log: number): void => {
    if (!hasAnswers) fdatasyncSync(log)
  }
  Object.assign(fs, { fdatasync: early, fdatasyncSync: never })
  syncBuiltinESMExports()
}

/** The file is written from the log and the log begun anew, but nobody waits for either to be on the disk. */
export const breakSql = (sql: string): string =>
  chosen === 'copies-without-sync' ? sql.replace('synchronous = NORMAL', 'synchronous = OFF') : sql

interface Told {
  refused: boolean
  value: { acknowledged: number; end: string }
}

/** Loses or doubles now and then one answer of a batch, and says that all is well. */
export const breakResponses = (app: FastifyInstance): void => {
  if (chosen === undefined) return
  let count = 0
  app.addHook('preHandler', async (request) => {
    if (request.url !== '/room/seat/events') return
    hasAnswers = true
    const batch = request.body as EventBatch & { events: EventBatch['events'] }
    count += 1
    if (count % 20 !== 0) return
    const [first] = batch.events.filter(({ type }) => type === 'answered')
    if (!first) return
    const { events } = batch
    if (chosen === 'drops-an-answer') Object.assign(batch, { events: events.filter((one) => one !== first) })
    if (chosen === 'doubles-an-answer')
      Object.assign(batch, { events: [...events, { ...first, clientSeq: first.clientSeq + 100_000 }] })
    Object.assign(request, { saysAll: Math.max(...events.map(({ clientSeq }) => clientSeq)) })
  })
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const told = payload as Told
    const all = (request as { saysAll?: number }).saysAll
    if (all !== undefined && chosen === 'drops-an-answer' && told.refused === false)
      told.value.acknowledged = all
    if (chosen === 'runs-fast' && told.refused === false && told.value.end)
      told.value.end = new Date(Date.parse(told.value.end) - 5000).toISOString()
    return payload
  })
}

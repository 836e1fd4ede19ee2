import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { systemActor } from '#platform/command/context.ts'
import type { Json } from '#platform/contract/verdict.ts'
import type { Connection } from '#platform/db/connect.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { Logger } from '#platform/log/log.ts'

export interface Message {
  readonly topic: string
  readonly payload: { readonly [key: string]: Json }
}

/** What follows from a message: a command of a later or an earlier module, issued in the system's name; null = nothing. */
export type Reaction = (message: Message) => {
  readonly spec: { readonly name: string }
  readonly input: object
} | null

/** Namespace of the reactions' command ids: a message handled before a crash is not handled twice. */
const namespace = 'b8b1f7e0-8e0f-4c55-a3a4-43f7d2f5a0c1'

const pollMilliseconds = 300

const waiting = (connection: Connection) =>
  connection.app
    .selectFrom('outbox')
    .select(['id', 'topic', 'payload'])
    .where('dispatchedAt', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute()

/**
 * Hands the outbox's messages, in their order, to the reactions of their topic. A reaction that is refused is a matter
 * for the operator: it is logged and the message is done; one that fails is tried again.
 */
export const startReactor = (
  deps: TaskDeps,
  reactions: { readonly [topic: string]: readonly Reaction[] },
  log: Logger,
): { stop(): Promise<void> } => {
  let running = true
  const handle = async (row: { id: number; topic: string; payload: unknown }) => {
    const message: Message = { topic: row.topic, payload: row.payload as Message['payload'] }
    for (const [index, reaction] of (reactions[row.topic] ?? []).entries()) {
      const next = reaction(message)
      if (!next) continue
      const { spec, input } = next
      const commandId = stepId(namespace, `${row.id} ${index}`)
      const outcome = await deps.carryOut(spec as never, input as never, { actor: systemActor, commandId })
      const verdict = outcome as { refused: boolean; code?: string }
      if (verdict.refused)
        log.warn({ topic: row.topic, command: spec.name, code: verdict.code }, 'reaction refused')
    }
    await deps.connection.app
      .updateTable('outbox')
      .set({ dispatchedAt: sql`now()` })
      .where('id', '=', row.id)
      .execute()
  }
  const loop = async () => {
    while (running) {
      try {
        const rows = await waiting(deps.connection)
        for (const row of rows) await handle(row)
      } catch (error) {
        log.error({ error: String(error) }, 'reactor failed')
      }
      await pause(pollMilliseconds)
    }
  }
  const done = loop()
  return {
    stop: async () => {
      running = false
      await done
    },
  }
}

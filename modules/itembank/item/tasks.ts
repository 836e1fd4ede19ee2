import { dayOf } from '#platform/clock/day.ts'
import { type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { LikePair } from './core/likeness.ts'
import { pairsApart } from './likeness.worker.ts'
import { comparableItems } from './store/likeness.store.ts'
import { keepLikeness } from './upkeep.contract.ts'

const pairsPerStep = 500

/** The pairs of a bank; editions of one item are alike by their nature. */
const pairsOf = async (
  { connection, services, actorOf }: TaskDeps,
  place: { readonly organisationId: string; readonly bank: string },
  accountId: string | null,
): Promise<readonly LikePair[]> => {
  const actor = await actorOf(accountId)
  const now = services.clock.now()
  const items = await withReach(connection, place.organisationId, (tx) =>
    comparableItems({ tx, actor, now, today: dayOf(now), services }, place),
  )
  const compared = await pairsApart(items.map(({ id, text }) => ({ id, text })))
  if (compared.refused) throw new Error(compared.sentence)
  const codes = new Map(items.map(({ id, code }) => [id, code]))
  return compared.value.filter(({ first, second }) => codes.get(first) !== codes.get(second))
}

/** Compares a bank and keeps what it finds, a part at a time; found again, the same pairs are the same rows. */
const likenessTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const { organisationId } = job
    const bank = String(job.payload.bank)
    const pairs = await pairsOf(deps, { organisationId, bank }, job.accountId)
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, organisationId, roles: [...person.roles, 'system'] }
    for (let at = 0; at < pairs.length; at += pairsPerStep) {
      const input = { organisationId, bank, pairs: pairs.slice(at, at + pairsPerStep) }
      const kept = await deps.carryOut(keepLikeness, input, { actor, commandId: stepId(job.id, at) })
      if (kept.refused) throw new Error(kept.sentence)
    }
    await job.progress(1)
    return { pairs: pairs.length }
  }

export const itemTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'itembank.likeness': likenessTask(deps),
})

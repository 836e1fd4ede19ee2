import { dayOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { type JobToDo, type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { solveWithHighs } from '#platform/solver/highs.ts'
import { bankItems, findBlueprint } from '../item/store/item.store.ts'
import { usesInPapers } from '../paper/store/paper.store.ts'
import { assemblePaper } from './assemble.ts'
import { keepPaper } from './contract.ts'
import type { AssemblyRequest } from './core/assembly.ts'

interface Order {
  readonly bank: string
  readonly count: number
  readonly seed: string
}

const orderOf = ({ payload }: JobToDo): Order => {
  const { bank, count, seed } = payload
  if (typeof bank !== 'string' || typeof count !== 'number' || typeof seed !== 'string')
    throw new Error('not an order for papers')
  return { bank, count, seed }
}

/** The bank as it stands, with the uses of each item in papers so far: the next paper takes others where it can. */
const requestFor = (
  { connection, services }: TaskDeps,
  { actor, organisationId }: { readonly actor: Actor; readonly organisationId: string },
  { bank, seed }: Order,
): Promise<AssemblyRequest> =>
  withReach(connection, organisationId, async (tx) => {
    const now = services.clock.now()
    const found = await findBlueprint(tx, organisationId, bank)
    if (!found) throw new Error(`${bank} has no blueprint`)
    const uses = await usesInPapers({ tx, actor, now, today: dayOf(now), services }, { organisationId, bank })
    const items = await bankItems(tx, organisationId, bank)
    return { organisationId, blueprint: found.content.blueprint, items, seed, uses }
  })

/** Draws the papers of one order one after another; a paper that an interrupted run has kept is not drawn again. */
const assembleTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const order = orderOf(job)
    const { organisationId } = job
    // The paper is the person's who asked for it; only the job may keep papers.
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, organisationId, roles: [...person.roles, 'system'] }
    for (let at = job.done; at < order.count; at += 1) {
      const seed = `${order.seed}/${at + 1}`
      const request = await requestFor(deps, { actor, organisationId }, { ...order, seed })
      const drawn = await assemblePaper(request, solveWithHighs)
      if (drawn.refused) throw new Error(drawn.sentence)
      const { minutes, totalPoints, entries } = drawn.value
      const forms = [{ name: '', codes: entries.map(({ code }) => code) }]
      const input = { bank: order.bank, seed, minutes, totalPoints, entries: [...entries], forms }
      const kept = await deps.carryOut(keepPaper, input, { actor, commandId: stepId(job.id, at) })
      if (kept.refused) throw new Error(kept.sentence)
      await job.progress(at + 1)
    }
    return { papers: order.count }
  }

export const assemblyTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'itembank.assemble': assembleTask(deps),
})

import type { Json, Refusal } from '#platform/contract/verdict.ts'
import type { Task } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { pressPrint } from './contract.ts'

const asResult = ({ code, sentence, remedy, clauses }: Refusal): { readonly [key: string]: Json } => ({
  refused: true,
  ...{ code, sentence, remedy },
  clauses: [...clauses],
})

/** Sets the parts of a run one after another; each is kept once however often the job runs. */
const printTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const { printId, parts } = job.payload
    if (typeof printId !== 'string' || typeof parts !== 'number') throw new Error('not an order for printing')
    // The run is the person's who asked for it; only the job may press.
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, organisationId: job.organisationId, roles: [...person.roles, 'system'] }
    for (let part = job.done + 1; part <= parts; part += 1) {
      const outcome = await deps.carryOut(
        pressPrint,
        { printId, part },
        { actor, commandId: stepId(job.id, part) },
      )
      if (outcome.refused) return asResult(outcome)
      await job.progress(part)
    }
    return { printId, parts }
  }

export const documentTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'itembank.print': printTask(deps),
})

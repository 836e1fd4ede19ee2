import { type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { issueJob } from './commands/issue.ts'
import { completeIssue, issuePart } from './contract.ts'
import { madeCount, unissued } from './store/certificate.store.ts'

/** Certificates made in one transaction: short enough that a lost step costs a second, not a minute. */
const copiesAtOnce = 25

/**
 * Makes the certificates of a batch in groups. The next group is always the first that is still unmade, and its
 * command id follows from its first certificate, so a run after a kill goes on where the last commit stood.
 */
const issueBatch =
  ({ connection, carryOut, actorOf }: TaskDeps): Task =>
  async (job) => {
    const { certificateBatchId, batchId } = job.payload as { certificateBatchId: string; batchId: string }
    const { organisationId } = job
    const actor = await actorOf(job.accountId)
    for (;;) {
      const certificateIds = await withReach(connection, organisationId, (tx) =>
        unissued(tx, { organisationId, batchId }, copiesAtOnce),
      )
      if (certificateIds.length === 0) break
      const commandId = stepId(job.id, certificateIds[0]!)
      const made = await carryOut(
        issuePart,
        { certificateBatchId, certificateIds: [...certificateIds] },
        { actor, commandId },
      )
      if (made.refused) throw new Error(made.sentence)
      await job.progress(
        await withReach(connection, organisationId, (tx) => madeCount(tx, { organisationId, batchId })),
      )
    }
    const completed = await carryOut(
      completeIssue,
      { certificateBatchId },
      { actor, commandId: stepId(job.id, 'complete') },
    )
    if (completed.refused) throw new Error(completed.sentence)
    return { state: completed.value.state }
  }

export const certificateTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  [issueJob]: issueBatch(deps),
})

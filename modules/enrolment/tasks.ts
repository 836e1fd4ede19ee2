import type { Json } from '#platform/contract/verdict.ts'
import { reportingProgress } from '#platform/jobs/progress.ts'
import type { Task } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { applyPhotos, applyRoster, checkRoster, settleRoster } from './contract.ts'

/** One reading of a roster as one command; a run after a crash repeats it whole, or finds it done. */
const rosterTask =
  (deps: TaskDeps, step: typeof checkRoster | typeof applyRoster): Task =>
  async (job): Promise<{ readonly [key: string]: Json }> => {
    const importId = String(job.payload.importId)
    const person = await deps.actorOf(job.accountId)
    // The steps are the job's, not the person's: only the job may issue them, in the name of who started it.
    const actor = { ...person, roles: ['system'] }
    let shown = job.done
    const outcome = await reportingProgress(
      job.id,
      (share) => {
        const done = Math.floor(share * 100)
        if (done <= shown) return
        shown = done
        // A progress bar that misses a beat harms nobody.
        job.progress(done).catch(() => {})
      },
      () => deps.carryOut(step, { importId, jobId: job.id }, { actor, commandId: stepId(job.id, step.name) }),
    )
    if (!outcome.refused) return outcome.value as unknown as Record<string, number>
    const { code, sentence, remedy, clauses } = outcome
    await deps.carryOut(
      settleRoster,
      { importId, code, sentence, remedy, clauses: [...clauses] },
      { actor, commandId: stepId(job.id, `${step.name}-refused`) },
    )
    return { code, sentence }
  }

interface PhotoReport {
  attached: number
  refused: Json[]
}

/** One upload is one command: a job that was interrupted finds the finished ones done, with what they answered. */
const photosTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, roles: [...person.roles, 'system'] }
    const report: PhotoReport = { attached: 0, refused: [] }
    for (const [at, fileId] of (job.payload.fileIds as string[]).entries()) {
      const input = { batchId: String(job.payload.batchId), fileId }
      const outcome = await deps.carryOut(applyPhotos, input, { actor, commandId: stepId(job.id, fileId) })
      if (outcome.refused) throw new Error(outcome.sentence)
      report.attached += outcome.value.attached
      report.refused.push(...(outcome.value.refused as unknown as Json[]))
      await job.progress(at + 1)
    }
    return { attached: report.attached, refused: report.refused }
  }

export const enrolmentTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'enrolment.dryRunRoster': rosterTask(deps, checkRoster),
  'enrolment.attachPhotos': photosTask(deps),
  'enrolment.commitRoster': rosterTask(deps, applyRoster),
})

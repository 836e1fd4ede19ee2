import { itemExchangeRules } from '#modules/policy/core/item-exchange.ts'
import { systemActor } from '#platform/command/context.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { reportingProgress } from '#platform/jobs/progress.ts'
import { type Task, withReach } from '#platform/jobs/runner.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { applyImport, expireExport, expireImport, forgetUpload, readImport, writeExport } from './contract.ts'
import { exportsToRemove } from './store/export.store.ts'
import { importsToExpire } from './store/import.store.ts'
import { findUpload, type Upload, uploadsToRemove } from './store/upload.store.ts'

/** The bytes first: a row without bytes is found again, bytes without a row would lie for ever. */
const removeUpload = async (deps: TaskDeps, { organisationId, id, blob }: Upload): Promise<void> => {
  await deps.services.blobs.remove(blob)
  await deps.carryOut(
    forgetUpload,
    { organisationId, id },
    { actor: systemActor, commandId: stepId(id, 'forget') },
  )
}

/** One reading or writing of a file as one command; a run after a crash repeats it whole, or finds it done. */
const importTask =
  (deps: TaskDeps, step: typeof readImport | typeof applyImport): Task =>
  async (job): Promise<{ readonly [key: string]: Json }> => {
    const { organisationId } = job
    const itemImportId = String(job.payload.itemImportId)
    const person = await deps.actorOf(job.accountId)
    // The steps are the job's, not the person's: only the job may issue them, in the name of who started it.
    const actor = { ...person, organisationId, roles: ['system'] }
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
      () =>
        deps.carryOut(
          step,
          { ...job.payload, itemImportId, jobId: job.id },
          { actor, commandId: stepId(job.id, step.name) },
        ),
    )
    if (outcome.refused) return { code: outcome.code, sentence: outcome.sentence }
    const { uploadId } = job.payload
    const upload =
      typeof uploadId === 'string' &&
      (await withReach(deps.connection, organisationId, (tx) => findUpload(tx, organisationId, uploadId)))
    if (upload) await removeUpload(deps, upload)
    return { state: outcome.value.state }
  }

const exportTask =
  (deps: TaskDeps): Task =>
  async (job) => {
    const { organisationId } = job
    const person = await deps.actorOf(job.accountId)
    const actor = { ...person, organisationId, roles: ['system'] }
    const input = { itemExportId: String(job.payload.itemExportId) }
    const outcome = await deps.carryOut(writeExport, input, { actor, commandId: stepId(job.id, 'write') })
    if (outcome.refused) throw new Error(outcome.sentence)
    return { items: outcome.value.items }
  }

export const exchangeTasks = (deps: TaskDeps): { readonly [kind: string]: Task } => ({
  'itembank.readImport': importTask(deps, readImport),
  'itembank.applyImport': importTask(deps, applyImport),
  'itembank.writeExport': exportTask(deps),
})

const day = 86_400_000

const clearExports = async (deps: TaskDeps, before: Date): Promise<void> => {
  const written = await withReach(deps.connection, 'all', (tx) => exportsToRemove(tx, before))
  for (const { organisationId, id, blob } of written) {
    if (blob !== null) await deps.services.blobs.remove(blob)
    const input = { organisationId, id }
    await deps.carryOut(expireExport, input, { actor: systemActor, commandId: stepId(id, 'expire') })
  }
}

/** Clears what has waited its days: files not read, staged questions not imported, written files not taken. */
export const clearExchange = async (deps: TaskDeps, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - itemExchangeRules.keptDays * day)
  const uploads = await withReach(deps.connection, 'all', (tx) => uploadsToRemove(tx, before))
  for (const upload of uploads) await removeUpload(deps, upload)
  const imports = await withReach(deps.connection, 'all', (tx) => importsToExpire(tx, before))
  for (const { organisationId, id } of imports)
    await deps.carryOut(
      expireImport,
      { organisationId, id },
      { actor: systemActor, commandId: stepId(id, 'expire') },
    )
  await clearExports(deps, before)
}

import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { JobToDo } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { PassedBatch } from './batch.fixture.ts'
import {
  approveCertificates,
  batchDetail,
  issueCertificates,
  prepareCertificates,
  submitCertificates,
} from './contract.ts'
import { certificateTasks } from './tasks.ts'

/** Prepared and submitted to the city. */
export const submitted = async (world: World, batch: PassedBatch) => {
  const prepared = await world.done(prepareCertificates, { batchId: batch.batchId }, batch.exam)
  const { certificateBatchId } = prepared
  const { version } = await world.done(
    submitCertificates,
    { certificateBatchId, version: prepared.version },
    batch.exam,
  )
  return { certificateBatchId, version, hash: prepared.hash }
}

/** Approved by the city: numbered, not yet made. */
export const approved = async (world: World, batch: PassedBatch) => {
  const sent = await submitted(world, batch)
  const { organisationId } = batch
  const reply = await world.done(approveCertificates, { organisationId, ...sent }, batch.city)
  return { ...reply, certificateBatchId: sent.certificateBatchId, version: sent.version + 1 }
}

export const depsOf = (world: World, actor: Actor): TaskDeps => ({
  connection: world.database.connection,
  services: world.services,
  carryOut: (spec, input, as) =>
    world.run(spec, input, as.commandId ? { actor: as.actor, commandId: as.commandId } : as.actor),
  actorOf: async () => actor,
})

export const jobOf = (
  batch: PassedBatch,
  certificateBatchId: string,
  id: string = randomUUID(),
): JobToDo => ({
  id,
  organisationId: batch.organisationId,
  payload: { certificateBatchId, batchId: batch.batchId },
  accountId: batch.exam.accountId,
  done: 0,
  progress: async () => {},
})

/** Issued: every certificate made by the job. */
export const issued = async (world: World, batch: PassedBatch) => {
  const numbered = await approved(world, batch)
  const { certificateBatchId, version } = numbered
  await world.done(issueCertificates, { certificateBatchId, version }, batch.exam)
  await certificateTasks(depsOf(world, batch.exam))['certificate.issueBatch']!(
    jobOf(batch, certificateBatchId),
  )
  const detail = await world.done(
    batchDetail,
    { organisationId: batch.organisationId, batchId: batch.batchId },
    batch.exam,
  )
  return { ...numbered, version: detail.version!, detail }
}

/** The rows of the batch's certificates as the database holds them. */
export const rowsOf = (world: World, batch: PassedBatch) =>
  world.database.connection.owner
    .selectFrom('certificate')
    .selectAll()
    .where('organisationId', '=', batch.organisationId)
    .where('batchId', '=', batch.batchId)
    .orderBy('number')
    .execute()

import { sm3 } from '#platform/audit/chain.ts'
import { systemActor } from '#platform/command/context.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { type JobToDo, type Task, withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { noteFilled, noteOpenings, noteProgress } from './contract.ts'
import { handedOver } from './core/central-preparation.ts'
import { keptForm, type PreparedSitting, preparationText } from './core/preparation.ts'
import type { RoomPort } from './core/room.port.ts'
import { statusOrder } from './core/sitting-progress.ts'
import { noteIncidents } from './incident/contract.ts'
import { heldElsewhere } from './node/store.ts'
import { nodeTasks } from './node/tasks.ts'
import { findSitting, openSittings } from './store.ts'
import { findTrial } from './trial/store.ts'
import { trialOf } from './trial/trial-sitting.ts'

const digest = (content: string | Uint8Array): string => sm3(content).toString('hex')

const sittingIdsOf = ({ payload }: JobToDo): readonly string[] => {
  const { sittingIds } = payload
  if (!Array.isArray(sittingIds)) throw new Error('not an order for sittings')
  return sittingIds.map(String)
}

/** A prepared sitting with its pictures and package: the same each time it is read. */
const readSitting = (
  { connection, services }: TaskDeps,
  organisationId: string,
  sittingId: string,
): Promise<PreparedSitting> =>
  withReach(connection, organisationId, async (tx) => {
    const row = await findSitting(tx, { organisationId, sittingId })
    const bytes = (fileId: string) => bytesOfFile({ tx, services }, { organisationId, fileId })
    const photos = new Map<string, Uint8Array>()
    for (const { photoFileId } of row.preparation.roster)
      if (photoFileId !== null) photos.set(photoFileId, await bytes(photoFileId))
    return handedOver(row.preparation, { photos, sealedPackage: await bytes(row.packageFileId) })
  })

/** Hands each sitting to its room and has it noted; done again after a crash, both change nothing. */
const fillRoom =
  (deps: TaskDeps, room: RoomPort): Task =>
  async (job) => {
    const sittingIds = sittingIdsOf(job)
    const elsewhere = await withReach(deps.connection, job.organisationId, (tx) =>
      heldElsewhere(tx, job.organisationId, sittingIds),
    )
    for (const [at, sittingId] of sittingIds.entries()) {
      if (elsewhere.has(sittingId)) continue
      const sitting = await readSitting(deps, job.organisationId, sittingId)
      const preparationHash = digest(preparationText(keptForm(sitting, digest)))
      const filled = await room.prepare(sitting)
      if (filled.refused) throw new Error(filled.sentence)
      if (filled.value.preparationHash !== preparationHash)
        throw new Error(`the room keeps another preparation of sitting ${sittingId}`)
      const { packageHash } = filled.value
      const noted = await deps.carryOut(
        noteFilled,
        { sittingId, preparationHash, packageHash },
        { actor: systemActor },
      )
      if (noted.refused) throw new Error(noted.sentence)
      await job.progress(at + 1)
    }
    return { rooms: sittingIds.length }
  }

/** Hands each trial to its room; done again after a crash, it changes nothing. */
const fillTrial =
  (deps: TaskDeps, room: RoomPort): Task =>
  async (job) => {
    const { trialIds } = job.payload
    if (!Array.isArray(trialIds)) throw new Error('not an order for trials')
    const { organisationId } = job
    for (const [at, trialId] of trialIds.map(String).entries()) {
      const trial = await withReach(deps.connection, organisationId, (tx) =>
        findTrial(tx, { organisationId, trialId }),
      )
      const filled = await room.prepare(
        trialOf(await readSitting(deps, organisationId, trial.sittingId), trial),
      )
      if (filled.refused) throw new Error(filled.sentence)
      await job.progress(at + 1)
    }
    return { rooms: trialIds.length }
  }

const acknowledge =
  (room: RoomPort): Task =>
  async ({ payload }) => {
    await room.uploaded(String(payload.sittingId), String(payload.receipt))
    return { acknowledged: true }
  }

export const deliveryTasks = (deps: TaskDeps, room: RoomPort): { readonly [kind: string]: Task } => ({
  'delivery.fillRoom': fillRoom(deps, room),
  'delivery.fillTrial': fillTrial(deps, room),
  'delivery.acknowledge': acknowledge(room),
  ...nodeTasks(deps, room),
})

/** How many openings of a sitting were handed on. Lost with the process: then they are handed on once more, which is harmless. */
const handedOn = new WeakMap<RoomPort, Map<string, number>>()

const followOpenings = async (deps: TaskDeps, room: RoomPort, sittingId: string): Promise<void> => {
  const counts = handedOn.get(room) ?? new Map<string, number>()
  handedOn.set(room, counts)
  const { openingAttempts = 0 } = room.standing(sittingId) ?? {}
  if (openingAttempts <= (counts.get(sittingId) ?? 0)) return
  await deps.carryOut(noteOpenings, { sittingId }, { actor: systemActor })
  counts.set(sittingId, openingAttempts)
}

const heardOf = new WeakMap<RoomPort, Map<string, number>>()

/** SDS-4.4-30: what is new about incidents is registered while the sitting runs; again after a restart, harmlessly. */
const followIncidents = async (deps: TaskDeps, room: RoomPort, sittingId: string): Promise<void> => {
  const heard = heardOf.get(room) ?? new Map<string, number>()
  heardOf.set(room, heard)
  const { incidentSeq = 0 } = room.standing(sittingId) ?? {}
  if (incidentSeq <= (heard.get(sittingId) ?? 0)) return
  await deps.carryOut(noteIncidents, { sittingId }, { actor: systemActor })
  heard.set(sittingId, incidentSeq)
}

/** Has the centre follow every room that has moved on since it was last noted. */
export const followRooms = async (deps: TaskDeps, room: RoomPort): Promise<void> => {
  const open = await withReach(deps.connection, 'all', openSittings)
  for (const { id: sittingId, state } of open) {
    await followOpenings(deps, room, sittingId)
    await followIncidents(deps, room, sittingId)
    const standing = room.standing(sittingId)
    if (!standing || state === 'prepared' || standing.status === 'uploaded') continue
    if (standing.status === state || statusOrder(standing.status) < statusOrder(state)) continue
    await deps.carryOut(noteProgress, { sittingId }, { actor: systemActor })
  }
}

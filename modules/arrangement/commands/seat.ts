import { randomBytes } from 'node:crypto'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { placeSeats, seatCandidates } from '../contract.ts'
import { arrangementMachine } from '../core/arrangement.machine.ts'
import { seatCandidates as computeSeats, type Seating } from '../core/seating.ts'
import { sha256 } from '../digest.ts'
import { arrangementClosed } from '../refusals.ts'
import { loadScene, type Scene, seatingInput } from '../scene.ts'
import {
  type ArrangementRow,
  clearDraftSeats,
  insertDraftSeats,
  lockArrangement,
  ownOrganisation,
  updateArrangement,
} from '../store.ts'

/** Above this many people the seats are written in the background. */
const inForeground = 500

const compute = (scene: Scene, row: ArrangementRow, seed: string) =>
  computeSeats(seatingInput(scene, { ...row.settings, seed }))

const writeSeats = async (
  context: CommandContext,
  row: ArrangementRow,
  made: { scene: Scene; seating: Seating; seed: string },
) => {
  const { scene, seating, seed } = made
  const persons = new Map(scene.people.map(({ id, personId }) => [id, personId]))
  await clearDraftSeats(context.tx, row)
  await insertDraftSeats(
    context.tx,
    row,
    seating.seats.map((seat) => ({ ...seat, personId: persons.get(seat.applicationId)! })),
  )
  const { neighboursOfOneGroup } = seating
  await updateArrangement(context.tx, row, {
    state: 'seated',
    seed,
    seedCommitment: sha256(seed),
    settings: { ...row.settings, neighboursOfOneGroup },
    jobId: null,
  })
  context.record({
    type: 'people-seated',
    table: 'arrangement',
    row,
    data: { seats: seating.seats.length, neighboursOfOneGroup, seed },
    clauses: ['SDS-4.1-18', 'SDS-4.1-10', 'SDS-4.1-14', 'SDS-3.3-08'],
  })
  return { seated: seating.seats.length, neighboursOfOneGroup }
}

/** SDS-4.1-18: everyone admitted gets session, room and seat, or the reason why not everyone can. */
export const seatHandler: CommandHandler<typeof seatCandidates> = async (context, { batchId, version }) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const row = await lockArrangement(context.tx, of, version)
  if (!arrangementMachine.next(row.state, 'seat')) return arrangementClosed()
  const scene = await loadScene(context.tx, of)
  const seed = randomBytes(32).toString('hex')
  const seating = compute(scene, row, seed)
  if (seating.refused) return seating
  if (scene.people.length <= inForeground) {
    return accept({
      ...(await writeSeats(context, row, { scene, seating: seating.value, seed })),
      jobId: null,
    })
  }
  const { seats, neighboursOfOneGroup } = seating.value
  const jobId = await context.startJob({
    kind: 'arrangement.seat',
    title: `${scene.batch.name}座位编排`,
    organisationId: of.organisationId,
    payload: { batchId },
    total: seats.length,
  })
  await updateArrangement(context.tx, row, { seed, seedCommitment: sha256(seed), jobId })
  context.record({
    type: 'seating-started',
    table: 'arrangement',
    row,
    data: { seed },
    clauses: ['SDS-4.1-18'],
  })
  return accept({ seated: seats.length, neighboursOfOneGroup, jobId })
}

/** The same seats from the recorded seed, written in one transaction: a killed job leaves all of them or none. */
export const placeSeatsHandler: CommandHandler<typeof placeSeats> = async (context, { batchId }) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const row = await lockArrangement(context.tx, of)
  if (!arrangementMachine.next(row.state, 'seat')) return arrangementClosed()
  const scene = await loadScene(context.tx, of)
  const seating = compute(scene, row, row.seed)
  if (seating.refused) return seating
  return accept(await writeSeats(context, row, { scene, seating: seating.value, seed: row.seed }))
}

import { setTimeout as pause } from 'node:timers/promises'
import { sampleSitting } from '#apps/exam-room/testing/sample-sitting.ts'
import type { ResultBundle } from '#modules/delivery/core/bundle.ts'
import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'
import { seeded } from '#platform/random/seeded.ts'
import { type Checked, checkExam } from './checker.ts'
import { families, type Moment } from './families.ts'
import type { Mutant } from './mutants.ts'
import { Scene } from './scene.ts'
import type { Seat } from './seat.ts'

export interface Outcome {
  readonly family: string
  readonly seed: string
  readonly injected: number
  readonly acknowledged: number
  readonly lost: number
  readonly double: number
  /** Milliseconds. */
  readonly slowestRecovery: number
  /** How far a remaining time was off at worst, milliseconds. */
  readonly worstClock: number
  readonly findings: readonly string[]
}

const minutes = 25
let sample: PreparedSitting | undefined

/** A room that may hand in from the start and notices silence within a second, so that a run is short. */
export const sittingOf = async (count: number): Promise<PreparedSitting> => {
  sample ??= await sampleSitting({ seats: 12, columns: 6, items: 12 })
  const plannedStart = new Date(Date.now() - 1000)
  return {
    ...sample,
    roster: sample.roster.slice(0, count),
    plannedStart: plannedStart.toISOString(),
    plannedEnd: new Date(plannedStart.getTime() + minutes * 60_000).toISOString(),
    rules: { ...sample.rules, heartbeatSilenceSeconds: 1 },
  }
}

/** A promise for each part of the sitting, so that faults can begin anywhere. */
class Course {
  readonly #reached = new Map<Moment, PromiseWithResolvers<void>>()
  readonly #of = (moment: Moment) => {
    const known = this.#reached.get(moment) ?? Promise.withResolvers<void>()
    this.#reached.set(moment, known)
    return known
  }
  readonly reach = (moment: Moment): void => this.#of(moment).resolve()
  readonly reached = (moment: Moment): Promise<void> => this.#of(moment).promise
}

export const takeSeat = async (scene: Scene, seat: Seat): Promise<void> => {
  if (!(await scene.heard(() => seat.enter()))) throw new Error(`seat ${seat.place.seat}: ${seat.refusal}`)
  await scene.heard(seat.confirm)
  if (!(await scene.heard(seat.fetchPaper))) throw new Error(`seat ${seat.place.seat}: ${seat.refusal}`)
}

/** Each place is worked at until the faults are over, by whichever machine is there. */
const workAt = async (scene: Scene, at: number, mayGoOn: () => boolean): Promise<void> => {
  while (mayGoOn()) {
    await scene.seats[at]!.work(mayGoOn)
    await pause(5)
  }
}

export const sealRoom = async (scene: Scene): Promise<ResultBundle> => {
  await scene.insist({ type: 'seal', reason: '本场结束' })
  return scene.heard(async () => {
    const bundle = await scene.node.bundle(scene.sitting.sittingId)
    if (bundle.refused) throw new Error(bundle.sentence)
    return bundle.value
  })
}

const finish = async (scene: Scene, course: Course): Promise<ResultBundle> => {
  await Promise.all(scene.seats.map((seat) => seat.catchUp()))
  course.reach('finishing')
  const collected = Math.floor(scene.random() * scene.seats.length)
  await Promise.all(scene.seats.map((seat, at) => (at === collected ? undefined : seat.handIn())))
  const { seat } = scene.seats[collected]!.place
  await scene.insist({ type: 'collect', seat, reason: '考生身体不适' })
  await scene.insist({ type: 'collect-all' })
  return sealRoom(scene)
}

/** The seats work until the faults are over, or have failed: nobody may go on after the sitting. */
const workThrough = async (scene: Scene, faults: () => Promise<void>): Promise<void> => {
  let over = false
  const working = scene.seats.map((_, at) => workAt(scene, at, () => !over))
  try {
    await scene.wait(150, 400)
    await faults()
    await scene.wait(50, 200)
  } finally {
    over = true
    await Promise.all(working)
  }
}

const sit = async (scene: Scene, course: Course, faults: () => Promise<void>): Promise<ResultBundle> => {
  course.reach('preparing')
  await scene.heard(() => scene.node.prepare(scene.sitting))
  if (scene.isPaired) await scene.pair()
  course.reach('checking-in')
  await scene.open()
  await scene.begin()
  await Promise.all(scene.seats.map((seat) => takeSeat(scene, seat)))
  course.reach('answering')
  await workThrough(scene, faults)
  scene.clearSky()
  scene.node.steer({ syncMicroseconds: 1000 })
  return finish(scene, course)
}

interface Plan {
  readonly scene: Scene
  readonly course: Course
  readonly family: string
  readonly mutant: Mutant | undefined
}

/** Faults that begin late are not waited for while the seats work, those of the end not before the bundle. */
const strikeAt = ({ scene, course, family, mutant }: Plan) => {
  const { strike, ...rest } = families[family]!
  // A node broken on purpose is broken where answers are saved.
  const moments = (mutant ? undefined : rest.moments) ?? ['answering']
  const moment = moments[Math.floor(scene.random() * moments.length)]!
  const striking = course.reached(moment).then(() => strike(scene))
  striking.catch((cause) => scene.ledger.finding(`the node did not come back: ${cause?.stack ?? cause}`))
  return { early: () => (moment === 'finishing' ? Promise.resolve() : striking), all: striking }
}

/** The sealed bundle against all that was told, and as the centre would take it in. */
export const checkSealed = ({ ledger, sitting }: Scene, bundle: ResultBundle): Checked => {
  const [first, received] = bundle.events
  if (first?.kind !== 'sitting-prepared' || received?.kind !== 'package-received')
    throw new Error('the journal does not begin with the preparation')
  const { sittingId, roomName, roster } = sitting
  return checkExam(ledger, bundle, {
    ...{ sittingId, roomName, preparationHash: first.body.preparationHash },
    ...{ packageHash: received.body.packageHash, seats: roster, seen: { seq: 1, hash: first.hash } },
  })
}

const nothingChecked: Checked = { lost: 0, double: 0, findings: [] }

/** One sitting from preparation to bundle with the faults that family and seed bring, and what came of it. */
export const runExam = async (family: string, seed: string, mutant?: Mutant): Promise<Outcome> => {
  const size = 4 + Math.floor(seeded(`${seed}/size`)() * 7)
  const sitting = await sittingOf(size)
  const scene = new Scene({
    seed: `${family}/${seed}`,
    sitting,
    isPaired: families[family]!.isPaired,
    ...(mutant && { mutant }),
  })
  const course = new Course()
  let checked = nothingChecked
  const { ledger } = scene
  try {
    await scene.node.start()
    const faults = strikeAt({ scene, course, family, mutant })
    const bundle = await sit(scene, course, faults.early)
    await faults.all.catch(() => {})
    checked = checkSealed(scene, bundle)
  } catch (cause) {
    ledger.finding(`the sitting could not be finished: ${cause instanceof Error ? cause.stack : cause}`)
  } finally {
    if (scene.nodes.some(({ deaths }) => deaths > 0)) ledger.finding('the node ended by itself')
    await scene.clear()
  }
  if (ledger.slowestRecovery > 30_000) ledger.finding(`a recovery took ${ledger.slowestRecovery} ms`)
  const { injected, acknowledged, slowestRecovery, worstClock } = ledger
  const findings = [...ledger.findings, ...checked.findings]
  return { family, seed, injected, acknowledged, ...checked, slowestRecovery, worstClock, findings }
}

import type { Scene } from './scene.ts'
import { split } from './split.ts'

/** Where in the sitting the faults begin. */
export type Moment = 'preparing' | 'checking-in' | 'answering' | 'finishing'

export interface Family {
  /** What happens, in order; the sitting goes on meanwhile and waits for the end of it before it ends itself. */
  readonly strike: (scene: Scene) => Promise<void>
  /** Where it may begin; answering without it. */
  readonly moments?: readonly Moment[]
  /** The room has a standby. */
  readonly isPaired?: true
}

const times = async (scene: Scene, most: number, act: () => Promise<void>): Promise<void> => {
  const count = 1 + Math.floor(scene.random() * most)
  for (let at = 0; at < count; at += 1) {
    await scene.wait(50, 350)
    await act()
  }
}

const anywhere: readonly Moment[] = ['preparing', 'checking-in', 'answering', 'answering', 'finishing']

const stormy = (scene: Scene) => ({
  lost: scene.between(0, 0.3),
  unheard: scene.between(0, 0.3),
  torn: scene.between(0, 0.2),
  doubled: scene.between(0, 0.4),
  late: scene.between(0, 0.4),
  lateness: scene.between(10, 250),
})

const powerCuts = async (scene: Scene): Promise<void> => {
  scene.node.steer({ syncMicroseconds: Math.round(scene.between(500, 30_000)) })
  await times(scene, 3, async () => {
    // The power may fail soon after another restart, with the writes of the process before still unsynced.
    if (scene.chance(0.3)) {
      await scene.killNode()
      await scene.wait(0, 120)
    }
    await scene.powerCut()
  })
}

const fullDisk = async (scene: Scene): Promise<void> => {
  await times(scene, 2, async () => {
    if (scene.chance(0.6)) await scene.fillDisk(scene.between(100, 400))
    else await scene.breakSyncs(scene.between(50, 300))
    if (scene.chance(0.3)) await scene.powerCut()
  })
}

const slowDisk = async (scene: Scene): Promise<void> => {
  await times(scene, 3, async () => {
    scene.node.steer({ syncMicroseconds: Math.round(scene.between(30_000, 400_000)) })
    await scene.wait(100, 500)
    if (scene.chance(0.5)) await (scene.chance(0.5) ? scene.killNode() : scene.powerCut())
  })
  scene.node.steer({ syncMicroseconds: 2000 })
}

const network = async (scene: Scene): Promise<void> => {
  scene.weather(stormy(scene))
  await times(scene, 3, () => scene.cutSeats(scene.between(0.2, 1), scene.between(30, 300)))
  scene.clearSky()
}

const clocks = async (scene: Scene): Promise<void> => {
  await times(scene, 3, async () => {
    for (let at = 0; at < scene.seats.length; at += 1) if (scene.chance(0.3)) scene.shiftSeatClock(at)
    await scene.shiftNodeClock()
    await scene.wait(0, 150)
    if (scene.chance(0.4)) await scene.killNode()
  })
}

const seats = async (scene: Scene): Promise<void> => {
  await times(scene, 4, () =>
    scene.chance(0.5) ? scene.crashSeat(scene.someSeat()) : scene.moveSeat(scene.someSeat()),
  )
}

const logins = async (scene: Scene): Promise<void> => {
  await times(scene, 4, async () => {
    const at = scene.someSeat()
    await (scene.chance(0.7) ? scene.intrude(at) : scene.moveSeat(at))
  })
}

const everything = async (scene: Scene): Promise<void> => {
  scene.weather(stormy(scene))
  await times(scene, 4, async () => {
    const deeds = [scene.killNode, scene.powerCut, scene.shiftNodeClock]
    const seatDeeds = [scene.crashSeat, scene.moveSeat, scene.intrude]
    if (scene.chance(0.5)) await deeds[Math.floor(scene.random() * deeds.length)]!()
    else if (scene.chance(0.7))
      await seatDeeds[Math.floor(scene.random() * seatDeeds.length)]!(scene.someSeat())
    else await scene.cutSeats(0.5, scene.between(30, 300))
  })
  scene.clearSky()
}

/** The same with the log copied into the file all the time. */
const checkpoints = async (scene: Scene): Promise<void> => {
  scene.node.checkpointPages = Math.round(scene.between(4, 60))
  await scene.killNode()
  await powerCuts(scene)
}

const takeOvers = async (scene: Scene): Promise<void> => {
  // Slow, so that there is something under way whenever the other falls.
  scene.other!.steer({ syncMicroseconds: Math.round(scene.between(500, 120_000)) })
  await scene.link()
  await scene.wait(50, 400)
  const bringBack = await scene.takeOver()
  if (scene.chance(0.3)) return
  await scene.wait(0, 500)
  await bringBack()
  if (scene.chance(0.3)) return
  await scene.link()
  if (scene.chance(0.5)) await scene.takeOver()
}

const splits = async (scene: Scene): Promise<void> => {
  await scene.link()
  await scene.wait(50, 300)
  await split(scene)
  await scene.link()
  if (scene.chance(0.7)) return
  await split(scene)
  await scene.link()
}

/** A further family is one line here. */
export const families: Readonly<Record<string, Family>> = {
  'node-kill': { strike: (scene) => times(scene, 3, scene.killNode), moments: anywhere },
  'power-cut': { strike: powerCuts, moments: anywhere },
  'power-cut-at-checkpoint': { strike: checkpoints },
  'seat-kill': { strike: seats },
  network: { strike: network },
  'disk-full': { strike: fullDisk },
  'slow-disk': { strike: slowDisk },
  clock: { strike: clocks },
  'two-logins': { strike: logins },
  'take-over': { strike: takeOvers, isPaired: true },
  split: { strike: splits, isPaired: true },
  everything: { strike: everything },
}

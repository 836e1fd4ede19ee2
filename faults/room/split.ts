import type { NodeUnderTest } from './node-process.ts'
import type { Scene } from './scene.ts'

const fenced = ['node-superseded', 'node-standby']

/** Some seats reach the old node only, some the other only, some both and stay at the old one while it serves them. */
const partSeats = (scene: Scene, old: NodeUnderTest, next: NodeUnderTest): readonly number[] => {
  const staying: number[] = []
  for (const [at, seat] of scene.seats.entries()) {
    const kind = at === 0 ? 0 : scene.random()
    if (kind < 0.75) staying.push(at)
    else seat.lost()
    seat.wire.turnTo((kind < 0.75 ? old : next).origin)
    if (kind < 0.45) seat.wire.barred = new Set([next.origin])
    else if (kind >= 0.75) seat.wire.barred = new Set([old.origin])
  }
  return staying
}

/** Both nodes serve, and either may have a trouble of its own. */
const serveTwice = async (scene: Scene, old: NodeUnderTest): Promise<void> => {
  await scene.wait(100, 600)
  if (scene.chance(0.3)) {
    scene.ledger.injected += 1
    if (scene.chance(0.5)) await old.kill()
    else await old.powerCut(scene.random)
    await old.start()
  }
  if (scene.chance(0.3)) await (scene.chance(0.5) ? scene.killNode() : scene.powerCut())
  await scene.wait(100, 600)
}

/** The old node serves no seat any more, and none had to tell it of the other. */
const mustBeFenced = (scene: Scene, old: NodeUnderTest): Promise<void> =>
  scene.heard(async () => {
    const codes = await Promise.all(scene.seats.map((seat) => seat.knockAt(old.origin)))
    const wrong = codes.find((code) => !fenced.includes(code))
    if (wrong) throw new Error(`the old node is not fenced: ${wrong}`)
  })

/**
 * The cable between the nodes breaks while both live; the chief orders the standby to serve, and the old node goes on
 * serving the seats that it reaches. Then the cable is mended.
 */
export const split = async (scene: Scene): Promise<void> => {
  const [old, next] = [scene.node, scene.other!]
  await scene.heard(scene.promise)
  scene.ledger.injected += 1
  const staying = partSeats(scene, old, next)
  const condition = scene.chance(0.5) ? 'broken' : 'silent'
  for (const cable of scene.cables) cable.cut(condition)
  await scene.orderTakeOver(next)
  await serveTwice(scene, old)
  const mendNodes = async (): Promise<void> => {
    for (const cable of scene.cables) cable.mend()
  }
  const mendSeats = async (): Promise<void> => {
    for (const { wire } of scene.seats) wire.barred = new Set()
  }
  const [first, second] = scene.chance(0.5) ? [mendNodes, mendSeats] : [mendSeats, mendNodes]
  await first()
  await scene.wait(0, 500)
  await second()
  for (const at of staying) scene.seats[at]!.lost()
  await mustBeFenced(scene, old)
  // Machines that only the old node heard break down, with all that the other has not got from them.
  for (const at of staying) if (scene.chance(0.3)) await scene.moveSeat(at, false)
}

import { setTimeout as pause } from 'node:timers/promises'
import type { CommandOutcome, DutyCommand } from '#apps/exam-room/room.port.ts'
import { bothOpen, dutyDesk, openCheckIn } from '#apps/exam-room/testing/room-client.ts'
import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { type Random, seeded } from '#platform/random/seeded.ts'
import { Cable } from './cable.ts'
import { Ledger } from './ledger.ts'
import type { Mutant } from './mutants.ts'
import { NodeUnderTest } from './node-process.ts'
import { Seat } from './seat.ts'
import { calm, directly, untilHeard, type Weather, Wire } from './wire.ts'

const hour = 3_600_000

/** One room with its node and its seats, and everything that can happen to them. */
export class Scene {
  /** The node that serves, */
  node: NodeUnderTest
  /** and the other of a pair. */
  other: NodeUnderTest | undefined
  readonly ledger: Ledger
  readonly random: Random
  readonly sitting: PreparedSitting
  readonly seats: Seat[] = []
  readonly isPaired: boolean
  /** Between the nodes of a pair, one for what each asks the other. */
  readonly cables: readonly Cable[] = [new Cable(), new Cable()]
  readonly #mutant: Mutant | undefined
  #desk: Awaited<ReturnType<typeof dutyDesk>> | undefined

  constructor(setting: {
    readonly seed: string
    readonly sitting: PreparedSitting
    readonly mutant?: Mutant
    readonly isPaired?: boolean | undefined
  }) {
    this.random = seeded(setting.seed)
    this.sitting = setting.sitting
    this.isPaired = setting.isPaired ?? false
    // What is broken on purpose is not waited for: it may never come right, and the finding is what is wanted.
    this.ledger = setting.mutant ? new Ledger(6000) : new Ledger()
    this.#mutant = setting.mutant
    this.node = new NodeUnderTest(setting.mutant)
    for (const { seat, ticketNumber } of setting.sitting.roster) {
      const random = seeded(`${setting.seed}/${seat}`)
      const wire = new Wire(this.origins, random)
      this.seats.push(new Seat({ place: { seat, ticketNumber }, wire, ledger: this.ledger, random }))
    }
  }

  get nodes(): readonly NodeUnderTest[] {
    return this.other ? [this.node, this.other] : [this.node]
  }

  /** Both addresses in an order that no take-over changes. */
  readonly origins = (): readonly string[] => this.nodes.map(({ origin }) => origin).sort()

  readonly heard = <T>(act: () => Promise<T>): Promise<T> => untilHeard(act, this.ledger.patience)

  readonly between = (from: number, to: number): number => from + this.random() * (to - from)
  readonly wait = (from: number, to: number): Promise<void> => pause(this.between(from, to))
  readonly chance = (often: number): boolean => this.random() < often
  readonly someSeat = (): number => Math.floor(this.random() * this.seats.length)

  readonly pair = async (): Promise<void> => {
    this.other = new NodeUnderTest(this.#mutant)
    await this.other.start()
    const [toNode, toOther] = this.cables
    const ways = { own: await toOther!.layTo(this.other.origin), peer: await toNode!.layTo(this.node.origin) }
    await this.node.pairWith(this.other, ways)
  }

  /** Everything is taken down, however the sitting ended. */
  readonly clear = async (): Promise<void> => {
    for (const seat of this.seats) seat.stop()
    for (const cable of this.cables) cable.remove()
    await Promise.all(this.nodes.map((node) => node.remove()))
  }

  /** Waits until the standby has everything; one that is refused for what it wrote alone is let in again by the chief. */
  readonly link = (): Promise<void> =>
    this.heard(async () => {
      const chief = await dutyDesk(
        directly(() => this.node.origin),
        'z01',
      )
      const state = (await chief.room()).standby?.state
      if (state === 'refused') await chief.order({ type: 'readmit-standby', reason: '设备恢复' })
      if (state !== 'linked') throw new Error(`the standby is ${state}`)
    })

  /** While the node says that its standby is linked, that one has whatever was acknowledged before the asking. */
  readonly promise = async (): Promise<void> => {
    const desk = await dutyDesk(
      directly(() => this.node.origin),
      'z01',
    )
    const told = this.seats.map((seat) => seat.told)
    if ((await desk.room()).standby?.state !== 'linked') return
    for (const [at, seat] of this.seats.entries()) seat.promise(told[at]!)
  }

  /** The serving node falls; the chief orders the other one to serve. Gives what brings the fallen one back. */
  readonly takeOver = async (): Promise<() => Promise<void>> => {
    const [fallen, next] = [this.node, this.other!]
    await this.heard(this.promise)
    this.#strike()
    const fall = Math.floor(this.random() * 3)
    if (fall === 0) await fallen.kill()
    else if (fall === 1) await fallen.powerCut(this.random)
    else fallen.freeze()
    await this.orderTakeOver(next)
    return async () => (fall === 2 ? fallen.thaw() : fallen.start())
  }

  /** The chief orders the other node to serve, as soon as it has missed the one that does. */
  readonly orderTakeOver = async (next: NodeUnderTest): Promise<void> => {
    const body = { sittingId: this.sitting.sittingId, person: 'z01', passcode: 'z01', reason: '主机故障' }
    const call = { method: 'POST', path: '/room/duty/take-over', headers: {} } as const
    // Not confirmed: the standby must have missed the other for itself.
    await this.heard(async () => {
      const send = directly(() => next.origin)
      const verdict = (await send({ ...call, body: { ...body, confirmed: false } })) as Verdict<unknown>
      if (verdict.refused !== false) throw new Error(`no take-over: ${JSON.stringify(verdict)}`)
    })
    this.other = this.node
    this.node = next
  }

  /** An order of the desk, given until it is heard. */
  readonly order = async (command: DutyCommand): Promise<Verdict<CommandOutcome>> =>
    this.heard(async () => {
      this.#desk ??= await dutyDesk(
        directly(() => this.node.origin),
        'j01',
      )
      const verdict = await this.#desk.order(command)
      if (verdict.refused === undefined) throw new Error(`the node failed: ${JSON.stringify(verdict)}`)
      return verdict
    })

  /** The same; that it stands already is as good, since the word of it may have been lost. */
  readonly insist = async (command: DutyCommand): Promise<void> => {
    const verdict = await this.order(command)
    if (verdict.refused && !verdict.code.startsWith('wrong-'))
      throw new Error(`${command.type} was refused: ${verdict.sentence}`)
  }

  readonly open = async (): Promise<void> => {
    await this.insist(openCheckIn)
    await this.insist({ type: 'read-rules' })
    for (const { place } of this.seats)
      await this.insist({ type: 'sign-in', seat: place.seat, identity: true, articles: true })
    await this.insist(bothOpen)
  }

  readonly begin = async (): Promise<void> => {
    const from = performance.now()
    await this.insist({ type: 'start', reason: '' })
    const minutes = (Date.parse(this.sitting.plannedEnd) - Date.parse(this.sitting.plannedStart)) / 60_000
    this.ledger.deadline = { from, to: performance.now(), minutes }
  }

  /** The machine of the node is gone; whoever sits in the room waits for the next word of it. */
  readonly #strike = (): void => {
    this.ledger.injected += 1
    for (const seat of this.seats) seat.lost()
  }

  readonly killNode = async (): Promise<void> => {
    this.#strike()
    await this.node.kill()
    await this.wait(0, 100)
    await this.node.start()
  }

  readonly powerCut = async (): Promise<void> => {
    this.#strike()
    const from = performance.now()
    const before = this.ledger.stoodStill
    // Whoever hears of the node before we do may hear of as much.
    if (this.node.isSetBack) this.ledger.stoodStill = Number.POSITIVE_INFINITY
    await this.node.powerCut(this.random)
    await this.wait(0, 100)
    await this.node.start()
    this.ledger.stoodStill = before + (this.node.isSetBack ? performance.now() - from : 0)
  }

  readonly crashSeat = async (at: number): Promise<void> => {
    this.ledger.injected += 1
    const fresh = this.seats[at]!.crash()
    this.seats[at] = fresh
    await this.wait(0, 100)
    fresh.lost()
    await this.heard(fresh.fetchPaper)
  }

  /** The candidate goes on at another machine, with a code of the invigilator; what only the old one had is gone. */
  readonly moveSeat = async (at: number, isWhole = true): Promise<void> => {
    this.ledger.injected += 1
    const old = this.seats[at]!
    old.stop()
    const fresh = old.elsewhere()
    this.seats[at] = fresh
    const { seat } = old.place
    const given = await this.order({ type: 'issue-move-code', seat, reason: '考试机故障' })
    if (given.refused) return this.ledger.finding(`seat ${seat}: no move code: ${given.sentence}`)
    fresh.lost()
    const entered = await this.heard(() => fresh.enter(given.value.moveCode))
    if (!entered) return this.ledger.finding(`seat ${seat}: the move code was refused: ${fresh.refusal}`)
    await this.heard(fresh.confirm)
    if (!(await this.heard(() => fresh.fetchPaper(isWhole))))
      this.ledger.finding(`seat ${seat}: no paper at the other machine: ${fresh.refusal}`)
  }

  /** Somebody else signs in with the ticket of a seat that is taken. */
  readonly intrude = async (at: number): Promise<void> => {
    this.ledger.injected += 1
    const intruder = this.seats[at]!.elsewhere()
    const entered = await this.heard(() => intruder.enter())
    if (entered || intruder.refusal !== 'machine-bound')
      this.ledger.finding(`seat ${intruder.place.seat}: a second machine was let in`)
  }

  readonly cutSeats = async (often: number, milliseconds: number): Promise<void> => {
    const chosen = this.seats.filter(() => this.chance(often))
    for (const { wire } of chosen) wire.isCut = true
    this.ledger.injected += chosen.length
    await pause(milliseconds)
    for (const seat of chosen) {
      seat.wire.isCut = false
      seat.lost()
    }
  }

  readonly weather = (weather: Weather): void => {
    this.ledger.injected += 1
    for (const { wire } of this.seats) wire.weather = weather
  }

  readonly clearSky = (): void => {
    for (const { wire } of this.seats) {
      wire.weather = calm
      wire.isCut = false
    }
  }

  readonly fillDisk = async (milliseconds: number): Promise<void> => {
    this.ledger.injected += 1
    this.node.fill()
    await pause(milliseconds)
    for (const seat of this.seats) seat.lost()
    this.node.steer({ fullAt: 0 })
  }

  readonly breakSyncs = async (milliseconds: number): Promise<void> => {
    this.ledger.injected += 1
    this.node.steer({ syncFails: true })
    await pause(milliseconds)
    for (const seat of this.seats) seat.lost()
    this.node.steer({ syncFails: false })
  }

  /** Someone sets the node's clock by up to two hours either way. */
  readonly shiftNodeClock = async (): Promise<void> => {
    this.ledger.injected += 1
    await this.node.setClock(Math.round(this.between(-2 * hour, 2 * hour)))
  }

  readonly shiftSeatClock = (at: number): void => {
    this.ledger.injected += 1
    this.seats[at]!.clockShift = Math.round(this.between(-2 * hour, 2 * hour))
  }
}

import type { Duty } from '#modules/delivery/core/preparation.ts'
import type { Occasion } from '#modules/delivery/core/sitting.rule.ts'
import { decideTakeOver, mayTakeOver } from '#modules/delivery/core/standby.rule.ts'
import { epochOf } from '#modules/delivery/core/standby-folds.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { StandbyView, TakeOverOrder } from '../room.port.ts'
import { identify } from './duty-caller.ts'
import { Following } from './following.ts'
import { type LiveSitting, record, type SecondNode, showPaper } from './live-sitting.ts'
import {
  askToPair,
  epochMark,
  forgetPair,
  keepPair,
  type Pair,
  type PairingAnswer,
  PairingDesk,
  type PairingRequest,
  readPair,
} from './pairing.ts'
import { answerPeer, askPeer, post } from './peer-channel.ts'
import { readmit } from './readmission.ts'
import { momentOf, type RoomContext } from './room-context.ts'
import { becomeRole } from './serving.ts'
import { Shipment } from './shipping.ts'

const pingMilliseconds = 500
const pingPatience = 800
const stepDownPatience = 1_500
/** Without a sign of life for so long the serving node counts as out of reach. */
const linkedMilliseconds = 2_000
/** A smaller difference of clocks is the way of a message. */
const clockMilliseconds = 500
const pairingPatience = 5_000

const codeWrong = refuse('pairing-code-wrong', {
  sentence: '配对码不正确或已失效。',
  remedy: '请在另一台主机上重新显示配对码，十分钟内在本机输入。',
  clauses: ['SDS-4.4-16'],
  field: 'code',
})

const peerSilent = refuse('peer-unreachable', {
  sentence: '连接不上另一台主机，没有配对。',
  remedy: '请核对地址（例如 http://192.168.1.10:8080），确认两台主机已开机并连在同一网络。',
  clauses: ['SDS-4.4-16'],
  field: 'address',
})

const notHere = refuse('not-standby', {
  sentence: '本机不是该场次的备机，不能接管。',
  remedy: '请在备机上操作。',
  clauses: ['SDS-4.4-40'],
})

const notEntitled = refuse('role-not-allowed', {
  sentence: '只有考点负责人（或值班表指定的考场负责人）可以下令接管。',
  remedy: '请由考点负责人输入本人口令。',
  clauses: ['SDS-4.4-28'],
  field: 'person',
})

/**
 * The pair of nodes of a room. Each ships the sittings that it serves to the other and follows those that the other
 * serves. From a program (`RoomNode.standby`):
 *
 *   first.standby.pairingCode()                    → `K7QM-3XPD-9RTA`, shown to the operator, good for ten minutes
 *   await second.standby.pairWith({ own, peer, code })   own and peer are origins, `http://192.168.1.11:8080`
 *   first.standby.now(sittingId)                   → { state: 'linked', … } once the second has everything
 *   await second.standby.takeOver({ sittingId, person, passcode, reason, confirmed: false })
 *
 * Both keep the pair in `pair.json` and find each other again after a restart. `unpair` forgets it at this node.
 */
export class Standby {
  readonly #context: RoomContext
  readonly #directory: string
  readonly #desk = new PairingDesk()
  readonly #shipments = new Map<LiveSitting, Shipment>()
  #pair: Pair | null = null
  #following: Following | null = null
  #timer: NodeJS.Timeout | undefined
  #isPinging = false

  constructor(context: RoomContext, directory: string) {
    this.#context = context
    this.#directory = directory
    for (const { standing, room } of context.sittings.values())
      if (standing.role === 'serving')
        context.clock.follow(room.takeovers.at(-1)?.clockAhead ?? context.clock.ahead())
    const kept = readPair(directory)
    if (kept) this.#begin(kept)
  }

  get pair(): Pair | null {
    return this.#pair
  }

  /** Origins of both nodes, this one first; empty for a node without a second. */
  get addresses(): readonly string[] {
    return this.#pair ? [this.#pair.own, this.#pair.peer] : []
  }

  readonly #begin = (pair: Pair): void => {
    this.#pair = pair
    const place = { directory: this.#directory, pair }
    this.#following = new Following(this.#context, place)
    this.#timer = setInterval(() => void this.#ping(), pingMilliseconds)
    this.#timer.unref()
    void this.#ping()
  }

  readonly #end = (): void => {
    clearInterval(this.#timer)
    for (const shipment of this.#shipments.values()) shipment.close()
    this.#shipments.clear()
    this.#following?.close()
    for (const sitting of this.#context.sittings.values()) sitting.second = null
    this.#following = null
    this.#pair = null
  }

  readonly #paired = (pair: Pair): void => {
    this.#end()
    keepPair(this.#directory, pair)
    this.#begin(pair)
  }

  /** A code that the other node must be given within ten minutes; the one shown before is void. */
  readonly pairingCode = (): string => this.#desk.show(momentOf(this.#context).wall)

  /** Pairs with the node at `peer`, which shows `code`. `own` is the origin under which seats reach this node. */
  readonly pairWith = async (request: {
    readonly own: string
    readonly peer: string
    readonly code: string
  }): Promise<Verdict<null, 'pairing-code-wrong' | 'peer-unreachable'>> => {
    const [own, peer] = [new URL(request.own).origin, new URL(request.peer).origin]
    const asked = askToPair({ own, peer }, request.code)
    const body = Buffer.from(JSON.stringify(asked.request))
    const reply = await post(`${peer}/room/peer/pair`, body, pairingPatience).catch(() => undefined)
    if (!reply) return peerSilent
    const { refused, value } = JSON.parse(reply.toString('utf8')) as {
      readonly refused: boolean
      readonly value: PairingAnswer
    }
    const pair = refused ? undefined : asked.accept(value)
    if (!pair) return codeWrong
    this.#paired(pair)
    return accept(null)
  }

  /** The node that shows the code hears from the one where it was typed. */
  readonly answerPairing = (request: PairingRequest): Verdict<PairingAnswer, 'pairing-code-wrong'> => {
    const answered = this.#desk.answer(request, momentOf(this.#context).wall)
    if (!answered) return codeWrong
    this.#paired(answered.pair)
    return accept(answered.answer)
  }

  readonly unpair = (): void => {
    this.#end()
    forgetPair(this.#directory)
  }

  readonly answer = (sealed: Uint8Array): Promise<Buffer> => {
    const [pair, following] = [this.#pair, this.#following]
    if (!pair || !following) throw new Error('this node has no second one')
    return answerPeer(pair, sealed, ({ message, bytes }) => following.answer(message, bytes))
  }

  readonly #second = (sittingId: string): SecondNode => ({
    addresses: this.addresses,
    now: () => this.now(sittingId),
  })

  readonly #shipmentsNow = (pair: Pair): Shipment[] => {
    const { sittings, clock } = this.#context
    for (const sitting of sittings.values()) sitting.second ??= this.#second(sitting.room.sittingId)
    const served = new Set([...sittings.values()].filter(({ standing }) => standing.role === 'serving'))
    for (const [sitting, shipment] of this.#shipments) {
      if (served.has(sitting)) continue
      shipment.close()
      this.#shipments.delete(sitting)
    }
    for (const sitting of served)
      if (!this.#shipments.has(sitting)) this.#shipments.set(sitting, new Shipment(sitting, pair, clock))
    return [...this.#shipments.values()]
  }

  /** Tells the other node that this one lives, and links what is not. */
  readonly #ping = async (): Promise<void> => {
    const pair = this.#pair
    if (!pair || this.#isPinging) return
    this.#isPinging = true
    try {
      const shipments = this.#shipmentsNow(pair)
      const linked = [...this.#shipments].flatMap(([{ room }, { state }]) =>
        state === 'linked' ? [room.sittingId] : [],
      )
      const at = this.#context.clock.now().toISOString()
      await askPeer(pair, { message: { kind: 'ping', at, linked }, patience: pingPatience })
      for (const shipment of shipments) void shipment.link()
    } catch {
      for (const shipment of this.#shipments.values()) shipment.drop()
    } finally {
      this.#isPinging = false
    }
  }

  /** How the second node stands with a sitting that this one serves; null without a second node. */
  readonly now = (sittingId: string): StandbyView | null => {
    const sitting = this.#context.sittings.get(sittingId)
    if (!sitting || !this.#pair) return null
    const shipment = this.#shipments.get(sitting)
    const { state = 'lost', since = this.#context.clock.now().toISOString() } = shipment ?? {}
    const differsAt = state === 'refused' ? (sitting.room.standby?.differsAt ?? null) : null
    return { address: this.#pair.peer, state, since, differsAt }
  }

  /** Whether the other node gave a sign of life just now. */
  readonly isHeard = (): boolean => {
    const heard = this.#following?.heard ?? null
    return heard !== null && momentOf(this.#context).wall - heard <= linkedMilliseconds
  }

  /** What a standby knows of the node that serves a sitting. */
  readonly servedElsewhere = (
    sittingId: string,
  ): { readonly isLinked: boolean; readonly heardAt: string | null } => {
    const heard = this.#following?.heard ?? null
    const { now, wall } = momentOf(this.#context)
    return {
      isLinked: this.isHeard() && this.#following!.isLinked(sittingId),
      heardAt: heard === null ? null : new Date(now - (wall - heard)).toISOString(),
    }
  }

  readonly #entitled = async (sitting: LiveSitting, order: TakeOverOrder): Promise<Verdict<Duty>> => {
    const found = await identify(this.#context, sitting, order)
    if (found.refused) return found
    return mayTakeOver(found.value, sitting.preparation.duties) ? found : notEntitled
  }

  /** Clocks of two machines differ: room time goes on as at the node before, unless this one serves another sitting by its own. */
  readonly #keepTime = (): void => {
    const { sittings, clock } = this.#context
    const isBusy = [...sittings.values()].some(({ standing }) => standing.role === 'serving')
    const ahead = this.#following?.ahead ?? 0
    if (!isBusy && Math.abs(ahead - clock.ahead()) > clockMilliseconds) clock.follow(ahead)
  }

  /** Asks the serving node to stop, and takes what it has beyond this journal. It may well be dead. */
  readonly #relieve = async (pair: Pair, sitting: LiveSitting): Promise<void> => {
    const { sittingId } = sitting.room
    const mark = epochMark(pair, sittingId, epochOf(sitting.room) + 1)
    const ask = (message: Parameters<typeof askPeer>[1]['message']) =>
      askPeer(pair, { message, patience: stepDownPatience })
    try {
      await ask({ kind: 'take-over', sittingId, mark })
      const { head } = sitting.room
      const reply = await ask({ kind: 'tail', sittingId, from: head.seq + 1 })
      if (reply.kind === 'tail' && reply.entries[0]?.prev === head.hash)
        await this.#following!.take(sitting, reply.entries)
    } catch {
      // Whatever it acknowledged alone is in the seats' own copies and is asked for again.
    }
  }

  /**
   * This node serves the sitting from here on, in a new epoch. Seats and desks go on with the sessions they have: those
   * are in the journal. Crash-safe: until the role is on disk the journal alone says so, and the order is given again.
   */
  readonly takeOver = async (order: TakeOverOrder): Promise<Verdict<{ readonly epoch: number }>> => {
    const [pair, sitting] = [this.#pair, this.#context.sittings.get(order.sittingId)]
    if (!pair || !sitting || sitting.standing.role !== 'following') return notHere
    const entitled = await this.#entitled(sitting, order)
    if (entitled.refused) return entitled
    this.#keepTime()
    const { isLinked, heardAt } = this.servedElsewhere(order.sittingId)
    const decide = () =>
      decideTakeOver(sitting.room, {
        ...{ actor: entitled.value.id, now: momentOf(this.#context).now },
        ...{ node: pair.own, from: pair.peer, reason: order.reason, confirmed: order.confirmed },
        clockAhead: this.#context.clock.ahead(),
        ...{ isLinked, lastHeard: heardAt === null ? null : Date.parse(heardAt) },
      })
    const allowed = decide()
    if (allowed.refused) return allowed
    await this.#relieve(pair, sitting)
    const verdict = decide()
    if (verdict.refused) return verdict
    if (sitting.standing.role !== 'following') return notHere
    const epoch = epochOf(sitting.room) + 1
    const { wall } = momentOf(this.#context)
    for (const seat of sitting.room.seats.keys()) sitting.lastHeard.set(seat, wall)
    showPaper(sitting)
    sitting.second = this.#second(order.sittingId)
    const before = sitting.standing
    sitting.standing = { role: 'serving', mark: epochMark(pair, order.sittingId, epoch) }
    try {
      await record(sitting, verdict.value, this.#context.clock.now())
    } catch (cause) {
      sitting.standing = before
      throw cause
    }
    becomeRole(sitting, sitting.standing)
    return accept({ epoch })
  }

  /** Lets a node that was refused for its journal follow again; what it wrote alone is kept. */
  readonly readmit = async (
    sitting: LiveSitting,
    on: Occasion & { readonly reason: string },
  ): Promise<Verdict<Record<string, never>>> => {
    if (!this.#pair) return notHere
    const verdict = await readmit({ pair: this.#pair, sitting }, on)
    await this.#ping()
    return verdict
  }

  readonly close = (): void => this.#end()
}

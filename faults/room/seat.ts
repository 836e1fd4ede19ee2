import { setTimeout as pause } from 'node:timers/promises'
import type {
  Entered,
  NumberedDeed,
  PaperOnSeat,
  SeatStanding,
  WitnessedHead,
} from '#apps/exam-room/room.port.ts'
import { isFinal } from '#modules/delivery/core/seat.machine.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Random } from '#platform/random/seeded.ts'
import type { Ledger, Series } from './ledger.ts'
import { directly, untilHeard, type Wire } from './wire.ts'

/** What a seat's own disk keeps through a crash: session, number series, every deed. */
interface OwnStore {
  machine: string
  token: string
  series: Series | null
  acknowledged: number
  /** The highest epoch that it was served in, with the mark that proves it to the other node. */
  epoch: number
  mark: string
  /** The newest head it was shown. */
  head: WitnessedHead | undefined
  /** So much was acknowledged while the standby was linked: it has that, whatever becomes of the other. */
  promised: number
}

const emptyStore = (machine: string): OwnStore => ({
  ...{ machine, token: '', series: null, acknowledged: 0, epoch: 0, mark: '' },
  ...{ head: undefined, promised: 0 },
})

export interface Place {
  readonly seat: string
  readonly ticketNumber: string
}

export interface SeatSetting {
  readonly place: Place
  readonly wire: Wire
  readonly ledger: Ledger
  readonly random: Random
}

const servedElsewhere = ['node-superseded', 'node-standby']
const batchSize = 200
/** Some seats send the next batch before the last was answered, so that batches may overtake each other. */
const pipelined = 0.3

/** A candidate at a machine: does things, keeps each on the machine first, sends it until it is acknowledged. */
export class Seat {
  readonly #setting: SeatSetting
  readonly #store: OwnStore
  readonly #pipelines: boolean
  #paper: PaperOnSeat | null = null
  #isAlive = true
  #sending = 0
  /** When the node or the network was lost, until the first word after it. */
  #lostSince: number | null = null
  /** Machine clock minus true time. */
  clockShift = 0
  status: SeatStanding['seatStatus'] = 'assigned'
  refusal = ''

  constructor(setting: SeatSetting, store?: OwnStore) {
    this.#setting = setting
    const machine = `machine-${setting.place.seat}-${String(setting.random()).slice(2, 12)}`.padEnd(16, '0')
    this.#store = store ?? emptyStore(machine)
    this.#pipelines = setting.random() < pipelined
  }

  get place(): Place {
    return this.#setting.place
  }

  get wire(): Wire {
    return this.#setting.wire
  }

  readonly lost = (): void => {
    this.#lostSince ??= performance.now()
  }

  readonly #ask = async <T>(method: 'GET' | 'POST', path: string, body: unknown): Promise<Verdict<T>> => {
    const { token, machine, mark } = this.#store
    try {
      return (await this.#setting.wire.send({
        ...{ method, path: `/room/seat/${path}` },
        headers: {
          ...{ authorization: `Bearer ${token}`, 'x-machine': machine },
          ...(mark && { 'x-epoch': mark }),
        },
        ...(body === undefined ? {} : { body }),
      })) as Verdict<T>
    } catch (cause) {
      this.#setting.wire.turn()
      throw cause
    }
  }

  readonly #call = async <T>(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<T | undefined> => {
    const verdict = await this.#ask<T>(method, path, body)
    if (verdict.refused && servedElsewhere.includes(verdict.code)) {
      this.#setting.wire.turn()
      throw new Error(verdict.sentence)
    }
    if (verdict.refused === undefined) throw new Error(`the node failed: ${JSON.stringify(verdict)}`)
    if (this.#lostSince !== null) {
      this.#setting.ledger.recovered(performance.now() - this.#lostSince)
      this.#lostSince = null
    }
    if (!verdict.refused) return verdict.value
    this.refusal = verdict.code
    return undefined
  }

  /**
   * The standby has what was acknowledged while it was linked. What the other node acknowledged alone is on this
   * machine and is sent again; it counts as told all the while, though it may be recorded later than it was told.
   */
  readonly #followEpoch = ({ epoch, mark, acknowledged, head }: SeatStanding): void => {
    const { promised, epoch: before } = this.#store
    if (epoch < before) throw new Error('served in an epoch that is over')
    if (epoch > before && before > 0) {
      if (acknowledged < promised)
        this.#setting.ledger.finding(
          `seat ${this.place.seat}: ${promised} acknowledged while the standby was linked, it has ${acknowledged}`,
        )
      this.#store.acknowledged = Math.min(this.#store.acknowledged, acknowledged)
      this.#store.promised = 0
    }
    Object.assign(this.#store, { epoch, mark, head: { ...head, epoch } })
  }

  /** The node that serves is linked with the standby, and was asked after the first so many were acknowledged. */
  readonly promise = (told: number): void => {
    this.#store.promised = told
  }

  get told(): number {
    return this.#store.series?.told ?? 0
  }

  /** What the node at this address answers to a request of this seat, which shows it nothing of the other node. */
  readonly knockAt = async (origin: string): Promise<string> => {
    const { token, machine, series } = this.#store
    const verdict = (await directly(() => origin)({
      ...{ method: 'POST', path: '/room/seat/heartbeat', body: { clientId: series!.clientId } },
      headers: { authorization: `Bearer ${token}`, 'x-machine': machine },
    })) as Verdict<unknown>
    return verdict.refused ? verdict.code : 'served'
  }

  /** A call that is answered with a standing, compared with all that was said before. */
  readonly #standing = async (path: string, body: unknown): Promise<SeatStanding | undefined> => {
    const { ledger, place } = this.#setting
    const series = this.#store.series!
    const before = this.#store.acknowledged
    const epochBefore = this.#store.epoch
    const sentAt = performance.now()
    const standing = await this.#call<SeatStanding>('POST', path, body)
    if (!standing) return undefined
    const heardAt = performance.now()
    this.status = standing.seatStatus
    const left = Date.parse(standing.end) - Date.parse(standing.serverTime)
    ledger.checkClock(place.seat, left, { sentAt, heardAt })
    if (path === 'confirm') return standing
    this.#followEpoch(standing)
    const { acknowledged, serverTime } = standing
    if (acknowledged < before && standing.epoch === epochBefore)
      ledger.finding(`seat ${place.seat}: ${before} was acknowledged, then only ${acknowledged}`)
    if (acknowledged > series.deeds.length)
      ledger.finding(`seat ${place.seat}: ${acknowledged} acknowledged of ${series.deeds.length} made`)
    for (let at = series.told + 1; at <= acknowledged; at += 1)
      series.toldAt.set(at, { at: serverTime, epoch: standing.epoch })
    series.told = Math.max(series.told, acknowledged)
    this.#store.acknowledged = Math.max(this.#store.acknowledged, acknowledged)
    return standing
  }

  /** Signs in at this machine; true when it is let in. */
  readonly enter = async (moveCode?: string): Promise<boolean> => {
    const { seat, ticketNumber } = this.#setting.place
    const { machine } = this.#store
    const claim = { ticketNumber, seat, machine, ...(moveCode ? { moveCode } : {}) }
    const entered = await this.#call<Entered>('POST', 'enter', claim)
    if (!entered) return false
    this.#store.token = entered.token
    const name = `browser-${String(this.#setting.random()).slice(2, 14)}`
    this.#store.series = this.#setting.ledger.open(seat, name)
    Object.assign(this.#store, { acknowledged: 0, promised: 0 })
    return true
  }

  readonly confirm = (): Promise<SeatStanding | undefined> => this.#standing('confirm', {})

  /**
   * Fetches the paper; what it says was answered must be what was acknowledged, or something done later. A node that has
   * not been given yet what another wrote alone may show less.
   */
  readonly fetchPaper = async (isWhole = true): Promise<boolean> => {
    const { ledger, place } = this.#setting
    const known = isWhole ? ledger.series.filter(({ seat }) => seat === place.seat) : []
    const expected = known.flatMap(({ deeds, told }) => deeds.slice(0, told))
    const paper = await this.#call<PaperOnSeat>('GET', 'paper')
    if (!paper) return false
    this.#paper = paper
    const last = new Map(expected.flatMap((deed) => (deed.type === 'answered' ? [[deed.item, deed]] : [])))
    for (const [item, deed] of last) {
      const all = known.flatMap(({ deeds }) => deeds)
      const shown = JSON.stringify(paper.answers[item] ?? [])
      const possible = all
        .slice(all.indexOf(deed))
        .filter((one) => one.type === 'answered' && one.item === item)
      if (!possible.some((one) => one.type === 'answered' && JSON.stringify(one.choice) === shown))
        ledger.finding(
          `seat ${place.seat}: the paper shows ${shown} for ${item} after an acknowledged answer`,
        )
    }
    return true
  }

  readonly #choose = (): NumberedDeed => {
    const { random } = this.#setting
    const { items } = this.#paper!.paper
    const { id, type, options } = items[Math.floor(random() * items.length)]!
    const label = () => options[Math.floor(random() * options.length)]!.label
    const shown = Date.now() + this.clockShift
    const base = {
      clientSeq: this.#store.series!.deeds.length + 1,
      madeAt: new Date(shown).toISOString(),
      item: id,
    }
    const kind = random()
    if (kind < 0.1) return { ...base, type: 'viewed' }
    if (kind < 0.2) return { ...base, type: 'marked', marked: random() < 0.5 }
    if (kind < 0.25) return { ...base, type: 'answered', choice: [] }
    const choice = type === 'multiple' ? [...new Set([label(), label()])].sort() : [label()]
    return { ...base, type: 'answered', choice }
  }

  /** One deed of the candidate: kept on this machine, then sent. */
  readonly act = (): void => {
    if (!this.#isAlive || !this.#paper || isFinal(this.status)) return
    this.#store.series!.deeds.push(this.#choose())
    void this.#flush()
  }

  get pending(): readonly NumberedDeed[] {
    return this.#store.series?.deeds.slice(this.#store.acknowledged) ?? []
  }

  readonly #flush = async (): Promise<void> => {
    if (this.#sending > 0 && !(this.#pipelines && this.#sending < 3)) return
    const { clientId } = this.#store.series!
    // One that does not wait sends its newest deed alone; what is lost on the way goes along with the next full batch.
    const all = this.pending
    const events = this.#sending > 0 ? all.slice(-1) : all.slice(0, batchSize)
    if (events.length === 0) return
    this.#sending += 1
    try {
      await this.#standing('events', { clientId, events })
    } catch {
      // Offline: it is all on this machine; the next deed or beat sends it again.
    } finally {
      this.#sending -= 1
    }
  }

  readonly beat = async (): Promise<void> => {
    const { series } = this.#store
    if (!this.#isAlive || !series) return
    try {
      const { head } = this.#store
      await this.#standing('heartbeat', { clientId: series.clientId, ...(head && { head }) })
      await this.#flush()
    } catch {
      // The next beat tries again.
    }
  }

  /** Works until told to stop or dead. */
  readonly work = async (mayGoOn: () => boolean): Promise<void> => {
    let nextBeat = 0
    while (this.#isAlive && mayGoOn()) {
      this.act()
      if (performance.now() > nextBeat) {
        void this.beat()
        nextBeat = performance.now() + 150
      }
      await pause(15 + this.#setting.random() * 40)
    }
  }

  /** The machine or its browser dies at once. With its store it goes on as a new one; without, nothing is left. */
  readonly crash = (): Seat => {
    this.#isAlive = false
    return new Seat(this.#setting, this.#store)
  }

  /** The same candidate at another machine, with nothing of the first. */
  readonly elsewhere = (): Seat => new Seat(this.#setting)

  readonly stop = (): void => {
    this.#isAlive = false
  }

  /** Waits until everything this machine holds is acknowledged. */
  readonly catchUp = (): Promise<void> =>
    untilHeard(async () => {
      await this.beat()
      if (this.pending.length > 0 && this.refusal !== 'not-signed-in' && !this.refusal.startsWith('wrong'))
        throw new Error(`seat ${this.place.seat} still holds ${this.pending.length} deeds: ${this.refusal}`)
    }, this.#setting.ledger.patience)

  readonly handIn = (): Promise<void> =>
    untilHeard(async () => {
      const { clientId, deeds } = this.#store.series!
      this.refusal = ''
      await this.#standing('hand-in', { clientId, lastClientSeq: deeds.length })
      // Answers may be outstanding, or the silence of a slow moment may count as an interruption: a sign of life ends both.
      if (!isFinal(this.status)) await this.beat()
      if (!isFinal(this.status)) throw new Error(`not handed in: ${this.refusal}`)
    }, this.#setting.ledger.patience)
}

import type { Deed } from '#modules/delivery/core/seat.rule.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { CandidateProfile, NumberedDeed, SeatPort, SeatStanding } from '../room.port.ts'
import { type LocalCopy, randomName } from './local-copy.ts'
import { photoUrl, seatConnection } from './seat-connection.ts'
import { afterDeed, emptySeat, type SeatSnapshot, stageOf, withPaper, withStanding } from './seat-state.ts'

export interface SeatSession {
  snapshot(): SeatSnapshot
  subscribe(listener: () => void): () => void
  /** Milliseconds of room time, as far as this machine knows it. */
  roomTime(): number
  enter(claim: {
    readonly ticketNumber: string
    readonly seat: string
    readonly moveCode: string
  }): Promise<void>
  confirm(): Promise<void>
  goTo(position: number): void
  choose(item: string, choice: readonly string[]): void
  mark(item: string, marked: boolean): void
  handIn(): Promise<void>
  /** Forgets the present session on screen, for another sign-in; the events stay on this machine. */
  leave(): void
}

const batchSize = 200
/** How long an older window of this machine gets to stop before this one reads the events. */
const takeOverMilliseconds = 150

const heartbeat = { waiting: 2_000, answering: 5_000, offline: 2_000 }

/**
 * One window per machine: two would number their events alike and the room would take one for a repetition of the
 * other. The newest window stops the older ones.
 */
const takeOver = async (stop: () => void): Promise<void> => {
  const windows = new BroadcastChannel('exam-seat')
  windows.onmessage = stop
  windows.postMessage('opened')
  await new Promise((resolve) => setTimeout(resolve, takeOverMilliseconds))
}

/**
 * The candidate's side of a sitting: every deed is written to this machine first, then sent; what the room has not
 * acknowledged is sent again until it has. Nothing here decides a rule; the room does.
 */
class LiveSession implements SeatSession {
  readonly #copy: LocalCopy
  readonly #clock: Clock
  readonly #machine: string
  readonly #port: SeatPort
  readonly #listeners = new Set<() => void>()
  #token = ''
  #clientId = randomName()
  #clientSeq = 0
  #seat: SeatSnapshot = emptySeat
  #sending = false
  #writing: Promise<void> = Promise.resolve()
  #beat: ReturnType<typeof setTimeout> | undefined

  constructor(copy: LocalCopy, clock: Clock, machine: string) {
    this.#copy = copy
    this.#clock = clock
    this.#machine = machine
    this.#port = seatConnection(machine, () => this.#token)
  }

  readonly #wall = (): number => this.#clock.wall().getTime()

  readonly #show = (next: SeatSnapshot): void => {
    this.#seat = next
    for (const listener of this.#listeners) listener()
  }

  readonly #keepSession = (): Promise<void> => {
    const { paper, answers, marked, standing, offset, position } = this.#seat
    const current = paper?.items[position]?.id ?? null
    const onSeat = paper && { paper, answers, marked: [...marked], current }
    return this.#copy.keepSession({
      token: this.#token,
      clientId: this.#clientId,
      paper: onSeat,
      standing,
      offset,
    })
  }

  readonly #refused = (refusal: Refusal): void => {
    const moved = refusal.code === 'not-signed-in' && this.#token !== ''
    this.#show({ ...this.#seat, online: true, refusal, stage: moved ? 'moved' : this.#seat.stage })
  }

  /** Runs one call; an unreachable node shows as offline and changes nothing else. */
  readonly #reach = async <T>(call: () => Promise<Verdict<T>>): Promise<T | undefined> => {
    try {
      const verdict = await call()
      if (!verdict.refused) return verdict.value
      this.#refused(verdict)
    } catch {
      this.#show({ ...this.#seat, online: false })
    }
    return undefined
  }

  readonly #heard = async (standing: SeatStanding | undefined): Promise<void> => {
    if (!standing) return
    const status = this.#seat.standing?.seatStatus
    this.#show(withStanding(this.#seat, standing, this.#wall()))
    if (standing.released) await this.#copy.clear()
    else if (status !== standing.seatStatus || !this.#seat.standing) await this.#keepSession()
  }

  readonly #fetchPaper = async (): Promise<void> => {
    const onSeat = await this.#reach(() => this.#port.paper())
    if (!onSeat) return
    const next = withPaper(this.#seat, onSeat)
    this.#show({ ...next, stage: stageOf(next), refusal: null })
    await this.#keepSession()
  }

  readonly #flush = async (): Promise<void> => {
    if (this.#sending || this.#seat.pending.length === 0 || !this.#token) return
    this.#sending = true
    try {
      while (this.#seat.pending.length > 0) {
        const before = this.#seat.pending[0]!.clientSeq
        const events = this.#seat.pending.slice(0, batchSize)
        const standing = await this.#reach(() => this.#port.send({ clientId: this.#clientId, events }))
        await this.#heard(standing)
        if (standing && this.#seat.refusal) this.#show({ ...this.#seat, refusal: null })
        if (!standing || this.#seat.pending[0]?.clientSeq === before) return
      }
    } finally {
      this.#sending = false
    }
  }

  readonly #pulse = async (): Promise<void> => {
    clearTimeout(this.#beat)
    if (this.#seat.stage === 'elsewhere') return
    if (this.#token && this.#seat.stage !== 'moved') {
      await this.#heard(await this.#reach(() => this.#port.heartbeat(this.#clientId)))
      if (this.#seat.standing?.paperReady && !this.#seat.paper) await this.#fetchPaper()
      if (this.#seat.online) await this.#flush()
    }
    const pace = !this.#seat.online ? 'offline' : this.#seat.stage === 'answering' ? 'answering' : 'waiting'
    this.#beat = setTimeout(this.#pulse, heartbeat[pace])
  }

  readonly #record = (deed: Deed): void => {
    if (this.#seat.stage !== 'answering') return
    this.#clientSeq += 1
    const madeAt = new Date(this.#wall() + this.#seat.offset).toISOString()
    const numbered: NumberedDeed = { ...deed, clientSeq: this.#clientSeq, madeAt }
    const series = this.#clientId
    this.#show(afterDeed(this.#seat, numbered))
    // Sent only once the machine has it on disk, in the order in which it was done.
    this.#writing = this.#writing.then(() => this.#copy.keepEvent(series, numbered))
    this.#writing.then(this.#flush)
  }

  readonly #welcome = async (profile: CandidateProfile): Promise<void> => {
    this.#show({ ...this.#seat, profile, refusal: null, stage: stageOf({ ...this.#seat, profile }) })
    if (profile.hasPhoto) {
      const photo = await photoUrl(this.#machine, this.#token).catch(() => null)
      this.#show({ ...this.#seat, photo })
    }
  }

  readonly #resume = async (): Promise<void> => {
    const kept = await this.#copy.session()
    if (!kept) return this.#show({ ...this.#seat, stage: 'enter' })
    this.#token = kept.token
    this.#clientId = kept.clientId
    const events = await this.#copy.events(this.#clientId)
    this.#clientSeq = events.at(-1)?.clientSeq ?? 0
    const acknowledged = kept.standing?.acknowledged ?? 0
    this.#seat = { ...this.#seat, standing: kept.standing, offset: kept.offset }
    // The kept paper may be older than the events: all of them are laid over it, then the acknowledged dropped.
    if (kept.paper) this.#seat = withPaper({ ...this.#seat, pending: events }, kept.paper)
    this.#seat = { ...this.#seat, pending: events.filter((event) => event.clientSeq > acknowledged) }
    this.#show({ ...this.#seat, stage: stageOf(this.#seat) })
    const profile = await this.#reach(() => this.#port.profile())
    if (profile) await this.#welcome(profile)
  }

  /** Goes on with what this machine remembers, then keeps in touch. */
  async start(): Promise<void> {
    await takeOver(() => {
      clearTimeout(this.#beat)
      this.#token = ''
      this.#show({ ...emptySeat, stage: 'elsewhere' })
    })
    await this.#resume()
    this.#pulse()
    addEventListener('online', () => this.#pulse())
  }

  readonly snapshot = (): SeatSnapshot => this.#seat

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly roomTime = (): number => this.#wall() + this.#seat.offset

  readonly enter: SeatSession['enter'] = async ({ ticketNumber, seat: label, moveCode }) => {
    const claim = { ticketNumber, seat: label, machine: this.#machine, ...(moveCode ? { moveCode } : {}) }
    const entered = await this.#reach(() => this.#port.enter(claim))
    if (!entered) return
    this.#token = entered.token
    this.#clientId = randomName()
    this.#clientSeq = 0
    this.#show({ ...emptySeat, stage: 'loading', offset: this.#seat.offset })
    await this.#keepSession()
    await this.#welcome(entered.profile)
    await this.#pulse()
  }

  readonly confirm = async (): Promise<void> => {
    const standing = await this.#reach(() => this.#port.confirm())
    if (!standing || !this.#seat.profile) return
    this.#show({ ...this.#seat, profile: { ...this.#seat.profile, confirmed: true } })
    await this.#heard(standing)
    await this.#pulse()
  }

  readonly goTo = (position: number): void => {
    const item = this.#seat.paper?.items[position]
    if (!item) return
    this.#record({ type: 'viewed', item: item.id })
  }

  readonly choose = (item: string, choice: readonly string[]): void =>
    this.#record({ type: 'answered', item, choice })

  readonly mark = (item: string, marked: boolean): void => this.#record({ type: 'marked', item, marked })

  readonly leave = (): void => {
    this.#token = ''
    this.#show({ ...emptySeat, stage: 'enter', offset: this.#seat.offset })
  }

  readonly handIn = async (): Promise<void> => {
    await this.#writing
    await this.#flush()
    const request = { clientId: this.#clientId, lastClientSeq: this.#clientSeq }
    await this.#heard(await this.#reach(() => this.#port.handIn(request)))
  }
}

/** Opens this machine's session: a kept one goes on, else the candidate enters. */
export const openSeatSession = async (copy: LocalCopy, clock: Clock): Promise<SeatSession> => {
  const session = new LiveSession(copy, clock, await copy.machine())
  await session.start()
  return session
}

import { arrangedFor } from '#modules/delivery/core/presentation.ts'
import type { Deed } from '#modules/delivery/core/seat.rule.ts'
import type { Clock } from '#platform/clock/clock.ts'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import type { CandidateProfile, NumberedDeed, SeatPort, SeatStanding, WorkOfSeat } from '../room.port.ts'
import { clearScratch } from './aids.tsx'
import { type FormKeeper, formKeeper } from './form-keeper.ts'
import { type KeptSession, type LocalCopy, randomName } from './local-copy.ts'
import { drawsChinese } from './page-fonts.ts'
import { type RoomClock, roomClock } from './room-clock.ts'
import { photoUrl, seatConnection } from './seat-connection.ts'
import { afterDeed, emptySeat, type SeatSnapshot, stageOf, withPaper, withStanding } from './seat-state.ts'

export interface SeatSession {
  snapshot(): SeatSnapshot
  subscribe(listener: () => void): () => void
  /** Milliseconds of room time, as far as this machine knows it. */
  roomTime(): number
  /** Tells the room that this machine is there, before anybody enters at it. */
  here(): void
  enter(claim: {
    readonly ticketNumber: string
    readonly seat: string
    readonly moveCode: string
  }): Promise<void>
  confirm(): Promise<void>
  /** The first question stands on the screen. */
  firstShown(): void
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

/** Between two signs of life; what the desk does comes by the stream. */
const heartbeat = { online: 5_000, offline: 2_000 }
/** A difference of clocks that is worth keeping for a reload. */
const driftMilliseconds = 1_000

const noView = { renderedAt: null, isShownAtRoom: false }
const noWork: WorkOfSeat = { answers: {}, marked: [], current: null }

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
  readonly #clock: RoomClock
  readonly #forms: FormKeeper
  readonly #machine: string
  readonly #port: SeatPort
  readonly #listeners = new Set<() => void>()
  #token = ''
  #clientId = randomName()
  #clientSeq = 0
  /** This machine has every deed of the series up to this number on disk. */
  #kept = 0
  #seat: SeatSnapshot = emptySeat
  #sending = false
  #unlocking = false
  /** Room time of the first question on this screen, and whether the room knows of it. */
  #firstView: Pick<KeptSession, 'renderedAt' | 'isShownAtRoom'> = noView
  /** The most that the room has acknowledged, and when this was heard. */
  #acknowledged = { upTo: 0, heardAt: 0 }
  #keptOffset = 0
  #unfollow: () => void = () => {}
  /** A hand-in that some node acknowledged stands, also where another took over without knowing of it. */
  #handedIn = false
  #writing: Promise<void> = Promise.resolve()
  #beat: ReturnType<typeof setTimeout> | undefined

  constructor(copy: LocalCopy, clock: Clock, machine: string) {
    this.#copy = copy
    this.#clock = roomClock(clock)
    this.#machine = machine
    this.#port = seatConnection(machine, () => this.#token)
    this.#forms = formKeeper(copy, () => this.#reach(() => this.#port.sealedForm()))
  }

  readonly #show = (next: SeatSnapshot): void => {
    this.#seat = next
    for (const listener of this.#listeners) listener()
  }

  readonly here = (): void => {
    this.#port.here(drawsChinese()).catch(() => {
      // The next try comes soon; entering tells the candidate when the room is out of reach.
    })
  }

  readonly #keepSession = (): Promise<void> => {
    const { profile, paper, answers, marked, standing, position } = this.#seat
    this.#keptOffset = this.#clock.offset()
    const current = paper?.items[position]?.id ?? null
    const onSeat = paper && { paper, answers, marked: [...marked], current }
    return this.#copy.keepSession({
      token: this.#token,
      clientId: this.#clientId,
      profile,
      paper: onSeat,
      standing,
      offset: this.#keptOffset,
      ...this.#firstView,
    })
  }

  readonly #refused = (refusal: Refusal): void => {
    const moved = refusal.code === 'not-signed-in' && this.#token !== ''
    if (moved) this.#unfollow()
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

  /** Deeds that the room once had and has no longer are taken from the machine's own copy. */
  readonly #askedAgain = async (upTo: number): Promise<void> => {
    const events = await this.#copy.events(this.#clientId)
    const last = events.at(-1)?.clientSeq ?? 0
    // What was done meanwhile is not in the copy yet.
    const newer = this.#seat.pending.filter(({ clientSeq }) => clientSeq > last)
    this.#show({ ...this.#seat, pending: [...events.filter(({ clientSeq }) => clientSeq > upTo), ...newer] })
  }

  readonly #noteAcknowledged = async (upTo: number, askedAt?: number): Promise<void> => {
    const { upTo: before, heardAt } = this.#acknowledged
    // A lower number counts only when it answers a question asked after the higher one was heard.
    if (upTo < before && (askedAt === undefined || askedAt <= heardAt)) return
    this.#acknowledged = { upTo, heardAt: this.#clock.ticks() }
    if (upTo < before) await this.#askedAgain(upTo)
  }

  readonly #heard = async (standing: SeatStanding | undefined, askedAt?: number): Promise<void> => {
    if (!standing) return
    this.#clock.heard(Date.parse(standing.serverTime), askedAt ?? this.#clock.ticks())
    const status = this.#seat.standing?.seatStatus
    this.#show(withStanding(this.#seat, standing))
    this.#handedIn ||= standing.seatStatus === 'handed-in'
    // A node that took over may not know yet that the paper is shown here.
    if (standing.seatStatus === 'present') this.#firstView = { ...this.#firstView, isShownAtRoom: false }
    await this.#noteAcknowledged(standing.acknowledged, askedAt)
    if (standing.released) return this.#forget()
    const drifted = Math.abs(this.#clock.offset() - this.#keptOffset) > driftMilliseconds
    if (status !== standing.seatStatus || !status || drifted) await this.#keepSession()
    await this.#seeToForm(standing)
  }

  readonly #forget = async (): Promise<void> => {
    clearScratch()
    await this.#copy.clear()
  }

  readonly #ask = async (call: () => Promise<Verdict<SeatStanding>>): Promise<SeatStanding | undefined> => {
    const askedAt = this.#clock.ticks()
    const standing = await this.#reach(call)
    await this.#heard(standing, askedAt)
    return standing
  }

  /** Fetches the sealed form ahead, and opens it as soon as its key is here. */
  readonly #seeToForm = async ({ form, paperReady, seatStatus }: SeatStanding): Promise<void> => {
    if (!form || this.#seat.paper || !this.#seat.profile) return
    const { id, key } = form
    if (!paperReady || key === null) return this.#forms.want(form)
    if (this.#unlocking) return
    this.#unlocking = true
    try {
      const { rules, seed } = this.#seat.profile
      const paper = await this.#forms.open({ id, key })
      // Somebody who sat elsewhere before goes on with what he did there.
      const work = seatStatus === 'present' ? noWork : paper && (await this.#tellShown(this.#now()))
      if (!paper || !work || this.#seat.paper) return
      const next = withPaper(this.#seat, { paper: arrangedFor(paper, rules, seed), ...work })
      this.#show({ ...next, stage: stageOf(next), refusal: null })
      await this.#keepSession()
    } finally {
      this.#unlocking = false
    }
  }

  readonly #now = (): string => new Date(this.#clock.now()).toISOString()

  readonly #tellShown = async (renderedAt: string): Promise<WorkOfSeat | undefined> => {
    const work = await this.#reach(() => this.#port.shown({ renderedAt }))
    if (work) this.#firstView = { renderedAt, isShownAtRoom: true }
    return work
  }

  /** The room takes no answer before it knows that the paper was shown. */
  readonly #isShown = async (): Promise<boolean> => {
    const { renderedAt, isShownAtRoom } = this.#firstView
    if (isShownAtRoom) return true
    if (!renderedAt || !(await this.#tellShown(renderedAt))) return false
    await this.#keepSession()
    return true
  }

  /** A number that the room had and this machine forgot in a crash would be given to another deed, which is then lost. */
  readonly #sendable = (): readonly NumberedDeed[] =>
    this.#seat.pending.filter(({ clientSeq }) => clientSeq <= this.#kept).slice(0, batchSize)

  readonly #flush = async (): Promise<void> => {
    if (this.#sending || this.#seat.pending.length === 0 || !this.#token) return
    this.#sending = true
    try {
      if (!(await this.#isShown())) return
      for (let events = this.#sendable(); events.length > 0; events = this.#sendable()) {
        const before = events[0]!.clientSeq
        const standing = await this.#ask(() => this.#port.send({ clientId: this.#clientId, events }))
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
      await this.#ask(() => this.#port.heartbeat(this.#clientId))
      if (this.#seat.online) await this.#flush()
      if (this.#handedIn && this.#seat.stage === 'answering') await this.handIn()
    }
    this.#beat = setTimeout(this.#pulse, heartbeat[this.#seat.online ? 'online' : 'offline'])
  }

  readonly #record = (deed: Deed): void => {
    if (this.#seat.stage !== 'answering') return
    this.#clientSeq += 1
    const numbered: NumberedDeed = { ...deed, clientSeq: this.#clientSeq, madeAt: this.#now() }
    const series = this.#clientId
    this.#show(afterDeed(this.#seat, numbered))
    // Sent only once the machine has it on disk, in the order in which it was done; one that can keep nothing any more
    // still has the room.
    const kept = (): void => {
      if (series === this.#clientId) this.#kept = numbered.clientSeq
    }
    this.#writing = this.#writing.then(() => this.#copy.keepEvent(series, numbered)).then(kept, kept)
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
    this.#kept = this.#clientSeq
    const acknowledged = kept.standing?.acknowledged ?? 0
    this.#clock.resume(kept.offset)
    const { renderedAt, isShownAtRoom } = kept
    this.#firstView = { renderedAt, isShownAtRoom }
    this.#acknowledged = { upTo: acknowledged, heardAt: this.#clock.ticks() }
    this.#handedIn = kept.standing?.seatStatus === 'handed-in'
    this.#seat = { ...this.#seat, profile: kept.profile, standing: kept.standing }
    // The kept paper may be older than the events: all of them are laid over it, then the acknowledged dropped.
    if (kept.paper) this.#seat = withPaper({ ...this.#seat, pending: events }, kept.paper)
    this.#seat = { ...this.#seat, pending: events.filter((event) => event.clientSeq > acknowledged) }
    this.#show({ ...this.#seat, stage: stageOf(this.#seat) })
    const profile = await this.#reach(() => this.#port.profile())
    if (profile) await this.#welcome(profile)
    this.#follow()
  }

  /** What the room calls out, as long as this session lasts. */
  readonly #follow = (): void => {
    this.#unfollow()
    const onStanding = (standing: SeatStanding): void => {
      this.#heard(standing).then(this.#flush)
    }
    // A lost stream may mean that the room is out of reach, or that the seat has moved: the heartbeat tells.
    this.#unfollow = this.#port.follow(this.#clientId, onStanding, () => this.#pulse())
  }

  /** Goes on with what this machine remembers, then keeps in touch. */
  async start(): Promise<void> {
    await takeOver(() => {
      clearTimeout(this.#beat)
      this.#unfollow()
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

  readonly roomTime = (): number => this.#clock.now()

  readonly enter: SeatSession['enter'] = async ({ ticketNumber, seat: label, moveCode }) => {
    const claim = { ticketNumber, seat: label, machine: this.#machine, ...(moveCode ? { moveCode } : {}) }
    const entered = await this.#reach(() => this.#port.enter(claim))
    if (!entered) return
    this.#token = entered.token
    this.#clientId = randomName()
    this.#clientSeq = 0
    this.#kept = 0
    this.#handedIn = false
    this.#firstView = noView
    this.#acknowledged = { upTo: 0, heardAt: this.#clock.ticks() }
    this.#show({ ...emptySeat, stage: 'loading' })
    await this.#keepSession()
    await this.#welcome(entered.profile)
    this.#follow()
    await this.#pulse()
  }

  readonly confirm = async (): Promise<void> => {
    const askedAt = this.#clock.ticks()
    const standing = await this.#reach(() => this.#port.confirm())
    if (!standing || !this.#seat.profile) return
    this.#show({ ...this.#seat, profile: { ...this.#seat.profile, confirmed: true } })
    await this.#keepSession()
    await this.#heard(standing, askedAt)
    await this.#pulse()
  }

  readonly firstShown = (): void => {
    if (this.#firstView.renderedAt) return
    this.#firstView = { renderedAt: this.#now(), isShownAtRoom: false }
    this.#keepSession().then(this.#isShown)
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
    this.#unfollow()
    this.#show({ ...emptySeat, stage: 'enter' })
  }

  readonly handIn = async (): Promise<void> => {
    await this.#writing
    await this.#flush()
    const request = { clientId: this.#clientId, lastClientSeq: this.#clientSeq }
    await this.#ask(() => this.#port.handIn(request))
  }
}

/** Opens this machine's session: a kept one goes on, else the candidate enters. */
export const openSeatSession = async (copy: LocalCopy, clock: Clock): Promise<SeatSession> => {
  const session = new LiveSession(copy, clock, await copy.machine())
  await session.start()
  return session
}

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
export const openSeatSession = async (copy: LocalCopy, clock: Clock): Promise<SeatSession> => {
  const machine = await copy.machine()
  let token = ''
  let clientId = randomName()
  let clientSeq = 0
  let seat: SeatSnapshot = emptySeat
  let sending = false
  let writing: Promise<void> = Promise.resolve()
  let beat: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const port: SeatPort = seatConnection(machine, () => token)
  const wall = (): number => clock.wall().getTime()

  const show = (next: SeatSnapshot): void => {
    seat = next
    for (const listener of listeners) listener()
  }

  const keepSession = (): Promise<void> => {
    const { paper, answers, marked, standing, offset, position } = seat
    const current = paper?.items[position]?.id ?? null
    const onSeat = paper && { paper, answers, marked: [...marked], current }
    return copy.keepSession({ token, clientId, paper: onSeat, standing, offset })
  }

  const refused = (refusal: Refusal): void => {
    const moved = refusal.code === 'not-signed-in' && token !== ''
    show({ ...seat, online: true, refusal, stage: moved ? 'moved' : seat.stage })
  }

  /** Runs one call; an unreachable node shows as offline and changes nothing else. */
  const reach = async <T>(call: () => Promise<Verdict<T>>): Promise<T | undefined> => {
    try {
      const verdict = await call()
      if (!verdict.refused) return verdict.value
      refused(verdict)
    } catch {
      show({ ...seat, online: false })
    }
    return undefined
  }

  const heard = async (standing: SeatStanding | undefined): Promise<void> => {
    if (!standing) return
    const status = seat.standing?.seatStatus
    show(withStanding(seat, standing, wall()))
    if (standing.released) await copy.clear()
    else if (status !== standing.seatStatus || !seat.standing) await keepSession()
  }

  const fetchPaper = async (): Promise<void> => {
    const onSeat = await reach(() => port.paper())
    if (!onSeat) return
    const next = withPaper(seat, onSeat)
    show({ ...next, stage: stageOf(next), refusal: null })
    await keepSession()
  }

  const flush = async (): Promise<void> => {
    if (sending || seat.pending.length === 0 || !token) return
    sending = true
    try {
      while (seat.pending.length > 0) {
        const before = seat.pending[0]!.clientSeq
        const events = seat.pending.slice(0, batchSize)
        const standing = await reach(() => port.send({ clientId, events }))
        await heard(standing)
        if (!standing || seat.pending[0]?.clientSeq === before) return
      }
    } finally {
      sending = false
    }
  }

  const pulse = async (): Promise<void> => {
    clearTimeout(beat)
    if (seat.stage === 'elsewhere') return
    if (token && seat.stage !== 'moved') {
      await heard(await reach(() => port.heartbeat(clientId)))
      if (seat.standing?.paperReady && !seat.paper) await fetchPaper()
      if (seat.online) await flush()
    }
    const pace = !seat.online ? 'offline' : seat.stage === 'answering' ? 'answering' : 'waiting'
    beat = setTimeout(pulse, heartbeat[pace])
  }

  const record = (deed: Deed): void => {
    if (seat.stage !== 'answering') return
    clientSeq += 1
    const madeAt = new Date(wall() + seat.offset).toISOString()
    const numbered: NumberedDeed = { ...deed, clientSeq, madeAt }
    const series = clientId
    show(afterDeed(seat, numbered))
    // Sent only once the machine has it on disk, in the order in which it was done.
    writing = writing.then(() => copy.keepEvent(series, numbered))
    writing.then(flush)
  }

  const welcome = async (profile: CandidateProfile): Promise<void> => {
    show({ ...seat, profile, refusal: null, stage: stageOf({ ...seat, profile }) })
    if (profile.hasPhoto) {
      const photo = await photoUrl(machine, token).catch(() => null)
      show({ ...seat, photo })
    }
  }

  const resume = async (): Promise<void> => {
    const kept = await copy.session()
    if (!kept) return show({ ...seat, stage: 'enter' })
    token = kept.token
    clientId = kept.clientId
    const events = await copy.events(clientId)
    clientSeq = events.at(-1)?.clientSeq ?? 0
    const acknowledged = kept.standing?.acknowledged ?? 0
    seat = { ...seat, standing: kept.standing, offset: kept.offset }
    // The kept paper may be older than the events: all of them are laid over it, then the acknowledged dropped.
    if (kept.paper) seat = withPaper({ ...seat, pending: events }, kept.paper)
    seat = { ...seat, pending: events.filter((event) => event.clientSeq > acknowledged) }
    show({ ...seat, stage: stageOf(seat) })
    const profile = await reach(() => port.profile())
    if (profile) await welcome(profile)
  }

  await takeOver(() => {
    clearTimeout(beat)
    token = ''
    show({ ...emptySeat, stage: 'elsewhere' })
  })
  await resume()
  pulse()
  addEventListener('online', () => pulse())

  return {
    snapshot: () => seat,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    roomTime: () => wall() + seat.offset,
    enter: async ({ ticketNumber, seat: label, moveCode }) => {
      const claim = { ticketNumber, seat: label, machine, ...(moveCode ? { moveCode } : {}) }
      const entered = await reach(() => port.enter(claim))
      if (!entered) return
      token = entered.token
      clientId = randomName()
      clientSeq = 0
      show({ ...emptySeat, stage: 'loading', offset: seat.offset })
      await keepSession()
      await welcome(entered.profile)
      await pulse()
    },
    confirm: async () => {
      const standing = await reach(() => port.confirm())
      if (!standing || !seat.profile) return
      show({ ...seat, profile: { ...seat.profile, confirmed: true } })
      await heard(standing)
      await pulse()
    },
    goTo: (position) => {
      const item = seat.paper?.items[position]
      if (!item) return
      record({ type: 'viewed', item: item.id })
    },
    choose: (item, choice) => record({ type: 'answered', item, choice }),
    mark: (item, marked) => record({ type: 'marked', item, marked }),
    leave: () => {
      token = ''
      show({ ...emptySeat, stage: 'enter', offset: seat.offset })
    },
    handIn: async () => {
      await writing
      await flush()
      await heard(await reach(() => port.handIn({ clientId, lastClientSeq: clientSeq })))
    },
  }
}

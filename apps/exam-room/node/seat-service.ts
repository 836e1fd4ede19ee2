import { randomBytes } from 'node:crypto'
import { decideFirstView } from '#modules/delivery/core/first-view.rule.ts'
import type { Draft } from '#modules/delivery/core/journal.ts'
import type { SeatState } from '#modules/delivery/core/room-state.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import {
  type CandidateEvent,
  decideAnswers,
  decideConfirmation,
  decideEntry,
  decideHandIn,
  decidePaper,
  decideReconnection,
} from '#modules/delivery/core/seat.rule.ts'
import { statusOrder } from '#modules/delivery/core/sitting-progress.ts'
import { decideWitnessedHead } from '#modules/delivery/core/standby.rule.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type {
  CandidateProfile,
  Entered,
  EventBatch,
  Heartbeat,
  PaperOnSeat,
  SealedFormOnSeat,
  SeatStanding,
  WitnessedHead,
  WorkOfSeat,
} from '../room.port.ts'
import { formOnSeat, type LiveSitting, record } from './live-sitting.ts'
import { receiptOf } from './receipts.ts'
import { momentOf, notSignedIn, type RoomContext, tooManyAttempts } from './room-context.ts'
import { profileOf, seedOf, standingOf } from './room-view.ts'
import { type BrowserProof, browserNotAllowed, isAdmitted, needsSafeBrowser } from './safe-browser.ts'
import { formLock, sealedForm } from './sealed-forms.ts'
import { mayBeElsewhere, notServing, placeOfToken } from './serving.ts'
import { sm3 } from './sm3.ts'

/** A candidate's session, found again from its token and machine. */
export interface SeatSession {
  readonly sitting: LiveSitting
  readonly seat: string
  readonly tokenHash: string
}

export interface SeatCredentials {
  readonly token: string
  readonly machine: string
}

const newToken = (sittingId: string, seat: string): string =>
  `${Buffer.from(`${sittingId}\n${seat}`).toString('base64url')}.${randomBytes(32).toString('base64url')}`

type SeatPlace = Omit<SeatSession, 'tokenHash'>

const stateOf = ({ sitting, seat }: SeatPlace): SeatState => sitting.room.seats.get(seat)!

const workOf = ({ answers, marked, seen }: SeatState): WorkOfSeat => ({
  answers: Object.fromEntries([...answers].map(([item, { choice }]) => [item, choice])),
  marked: [...marked],
  current: seen.at(-1)?.item ?? null,
})

const notOpened = refuse('not-opened', {
  sentence: '试卷尚未启封。',
  remedy: '请在座位上等待。',
  clauses: ['HN-2.3.4-08'],
})

const mostMachines = 1000
const busy: readonly SeatStatus[] = ['answering', 'interrupted']

const openStatuses = ['checked-in', 'opened', 'running', 'suspended']

const unknownTicket = refuse('ticket-unknown', {
  sentence: '准考证号或座位号不正确。',
  remedy: '请核对准考证上的号码和座位号后重新输入。',
  clauses: ['SDS-4.4-02'],
  field: 'ticketNumber',
})

/** The seat a ticket belongs to: in a sitting now open, else in the next one not yet over. */
const seatOfTicket = (context: RoomContext, ticketNumber: string, seat: string): SeatPlace | undefined => {
  const matching = [...context.sittings.values()].filter(
    ({ roster }) => roster.get(seat)?.ticketNumber === ticketNumber,
  )
  const now = context.clock.now().getTime()
  const rank = ({ room, preparation }: LiveSitting): number => {
    // A trial that nobody closed must not catch those who come to the examination.
    const isBusy = [...room.seats.values()].some(({ status }) => busy.includes(status))
    const isStale = preparation.isRehearsal === true && now > room.plannedEnd && !isBusy
    if (isStale || statusOrder(room.status) >= statusOrder('ended')) return 2
    return openStatuses.includes(room.status) ? 0 : 1
  }
  const [sitting] = matching.sort((a, b) => rank(a) - rank(b) || a.room.plannedStart - b.room.plannedStart)
  return sitting && { sitting, seat }
}

/** The seat side of the port. Every method that changes something resolves when the change is on disk. */
export class SeatService {
  readonly #context: RoomContext
  /** Sessions by the tokens that proved right: every save shows one, and its hash costs as much as that of an entry. */
  readonly #sessions = new Map<string, SeatSession>()

  constructor(context: RoomContext) {
    this.#context = context
  }

  readonly #write = (session: SeatPlace, drafts: readonly Draft[]): Promise<void> =>
    record(session.sitting, drafts, this.#context.clock.now())
  readonly #occasion = (session: SeatPlace) => ({
    actor: `seat:${session.seat}`,
    now: this.#context.clock.now().getTime(),
  })
  /** Short, for replies to saves. */
  readonly #standing = (session: SeatSession, clientId: string | null): SeatStanding =>
    standingOf(session.sitting, stateOf(session), { now: momentOf(this.#context).now, clientId })
  readonly #fullStanding = (session: SeatSession, clientId: string | null): SeatStanding => {
    const standing = this.#standing(session, clientId)
    const form = formLock(session.sitting, session.seat, { open: standing.paperReady })
    const receipt = receiptOf(session.sitting, stateOf(session))
    return { ...standing, ...(form && { form }), ...(receipt && { receipt }) }
  }
  /**
   * Writes, and tells what the seat was at the writing: what came in while the disk was waited for is not on disk yet,
   * and a repeated batch may find the first one still under way.
   */
  readonly #told = async (
    session: SeatSession,
    drafts: readonly Draft[],
    tell: () => SeatStanding,
  ): Promise<Verdict<SeatStanding>> => {
    const writing = this.#write(session, drafts)
    const standing = tell()
    await writing
    const serverTime = this.#context.clock.now().toISOString()
    return accept({ ...standing, serverTime, head: session.sitting.durable })
  }
  readonly profile = ({ sitting, seat }: SeatPlace): CandidateProfile => {
    const entry = sitting.roster.get(seat)!
    return profileOf(sitting, entry, sitting.room.seats.get(seat)!)
  }

  readonly #sessionOf = (token: string): SeatSession | undefined => {
    const [sittingId = '', seat = ''] = placeOfToken(token)
    const sitting = this.#context.sittings.get(sittingId)
    return sitting?.room.seats.has(seat) ? { sitting, seat, tokenHash: sm3(token) } : undefined
  }

  /** The session of a token, when it is this seat's present one and comes from the machine it is bound to. */
  readonly authenticate = ({ token, machine }: SeatCredentials): SeatSession | undefined => {
    const session = this.#sessions.get(token) ?? this.#sessionOf(token)
    const bound = session && stateOf(session).session
    const isHeld = session && this.#context.sittings.get(session.sitting.room.sittingId) === session.sitting
    if (!isHeld || bound?.machine !== machine || bound.tokenHash !== session.tokenHash) {
      this.#sessions.delete(token)
      return undefined
    }
    this.#sessions.set(token, session)
    return session
  }

  /** Where seats may find the room: both nodes of a pair, none for a node alone. */
  get nodes(): readonly string[] {
    return this.#context.standby?.addresses ?? []
  }

  /** Whether the browser is the one that the sitting asks for; a session taken elsewhere is worth nothing there. */
  readonly admits = ({ sitting }: SeatPlace, proof: () => BrowserProof): boolean =>
    !needsSafeBrowser(sitting) || isAdmitted(sitting, proof(), this.nodes)

  /** How to end each live update now open. */
  get streams(): Set<() => void> {
    return this.#context.streams
  }

  /** Where the session stands now; undefined when the seat has moved to another machine since. */
  readonly standing = async (session: SeatSession, clientId: string): Promise<SeatStanding | undefined> => {
    const { standing: node } = session.sitting
    const isPresent = node.role === 'serving' && stateOf(session).session?.tokenHash === session.tokenHash
    if (!isPresent) return undefined
    const told = await this.#told(session, [], () => this.#fullStanding(session, clientId))
    return told.refused ? undefined : told.value
  }

  /** A machine shows that it is there before anybody sits down at it. */
  readonly here = (machine: { readonly machine: string; readonly fonts: boolean }): Verdict<null> => {
    const { machines } = this.#context
    // A machine's id outlives its page; whoever invents ids fills no memory.
    if (machines.size < mostMachines || machines.has(machine.machine))
      machines.set(machine.machine, { wall: momentOf(this.#context).wall, fonts: machine.fonts })
    return accept(null)
  }

  readonly enter = async (request: {
    readonly ticketNumber: string
    readonly seat: string
    readonly machine: string
    readonly moveCode?: string
    readonly proof: BrowserProof
  }): Promise<Verdict<Entered>> => {
    const { machine, moveCode, proof } = request
    const { wall } = momentOf(this.#context)
    if (this.#context.wrongTickets.exhausted(machine, wall)) return tooManyAttempts
    const session = seatOfTicket(this.#context, request.ticketNumber.trim(), request.seat.trim())
    if (!session) {
      const elsewhere = mayBeElsewhere(this.#context.sittings.values(), this.#context.standby?.pair)
      if (elsewhere) return elsewhere
      this.#context.wrongTickets.failed(machine, wall)
      return unknownTicket
    }
    if (!this.admits(session, () => proof)) return browserNotAllowed
    const elsewhere = notServing(session.sitting)
    if (elsewhere) return elsewhere
    const token = newToken(session.sitting.room.sittingId, session.seat)
    const codeHash = moveCode ? sm3(moveCode.trim()) : null
    const entry = { ...this.#occasion(session), machine, tokenHash: sm3(token), codeHash }
    const verdict = decideEntry(session.sitting.room, stateOf(session), entry)
    if (verdict.refused) {
      if (verdict.code === 'move-code-wrong') this.#context.wrongTickets.failed(machine, wall)
      return verdict
    }
    await this.#write(session, verdict.value)
    session.sitting.lastHeard.set(session.seat, wall)
    return accept({ token, profile: this.profile(session) })
  }

  readonly confirm = async (session: SeatSession): Promise<Verdict<SeatStanding>> => {
    const verdict = decideConfirmation(stateOf(session), this.#occasion(session))
    return verdict.refused
      ? verdict
      : this.#told(session, verdict.value, () => this.#fullStanding(session, null))
  }

  /** A sign of life: ends an interruption that silence began, and tells the seat where it stands. */
  readonly heartbeat = async (session: SeatSession, beat: Heartbeat): Promise<Verdict<SeatStanding>> => {
    session.sitting.lastHeard.set(session.seat, momentOf(this.#context).wall)
    if (beat.head) await this.#witness(session, beat.head)
    const isBack = stateOf(session).interruptionCause === 'no-heartbeat'
    const verdict = isBack ? decideReconnection(stateOf(session), this.#occasion(session)) : accept([])
    const drafts = verdict.refused ? [] : verdict.value
    return this.#told(session, drafts, () => this.#fullStanding(session, beat.clientId))
  }

  /** What the seat was shown must stand in the journal: nobody rewrites it alone. */
  readonly #witness = (session: SeatSession, { epoch, ...head }: WitnessedHead): Promise<void> => {
    const { room, file, durable } = session.sitting
    if (head.hash === durable.hash) return Promise.resolve()
    const found = file.hashAt(head.seq)
    return this.#write(session, decideWitnessedHead(room, { witness: session.seat, head, epoch, found }))
  }

  /** Writes, and gives the work of the seat as it was at the writing. */
  readonly #work = async (session: SeatSession, drafts: readonly Draft[]): Promise<WorkOfSeat> => {
    const writing = this.#write(session, drafts)
    const work = workOf(stateOf(session))
    await writing
    return work
  }

  readonly sealedForm = ({ sitting, seat }: SeatSession): Verdict<SealedFormOnSeat> => {
    const form = sealedForm(sitting, seat)
    return form ? accept(form) : notOpened
  }

  /** The seat has unlocked its form and shows it. */
  readonly shown = async (
    session: SeatSession,
    { renderedAt }: { readonly renderedAt: string },
  ): Promise<Verdict<WorkOfSeat>> => {
    const seed = seedOf(session.sitting, session.seat)
    const view = { ...this.#occasion(session), renderedAt: Date.parse(renderedAt), seed }
    const verdict = decideFirstView(session.sitting.room, stateOf(session), view)
    return verdict.refused ? verdict : accept(await this.#work(session, verdict.value))
  }

  /** Form and work in one, for a client that keeps nothing. */
  readonly paper = async (session: SeatSession): Promise<Verdict<PaperOnSeat>> => {
    const verdict = decidePaper(session.sitting.room, stateOf(session), this.#occasion(session))
    if (verdict.refused) return verdict
    const work = await this.#work(session, verdict.value)
    const form = formOnSeat(session.sitting, session.seat)
    return form ? accept({ paper: form.paper, ...work }) : notSignedIn
  }

  readonly send = async (session: SeatSession, batch: EventBatch): Promise<Verdict<SeatStanding>> => {
    const { sitting } = session
    const { now, wall } = momentOf(this.#context)
    sitting.lastHeard.set(session.seat, wall)
    const events = batch.events.map((event): CandidateEvent => ({ ...event, clientId: batch.clientId }))
    const items = formOnSeat(sitting, session.seat)?.items ?? new Map<string, never>()
    const request = { events, items, now }
    const verdict = decideAnswers(sitting.room, stateOf(session), request)
    return verdict.refused
      ? verdict
      : this.#told(session, verdict.value, () => this.#standing(session, batch.clientId))
  }

  readonly handIn = async (
    session: SeatSession,
    request: { readonly clientId: string; readonly lastClientSeq: number },
  ): Promise<Verdict<SeatStanding>> => {
    const items = [...(formOnSeat(session.sitting, session.seat)?.items.keys() ?? [])]
    const asked = { ...this.#occasion(session), ...request, items }
    const verdict = decideHandIn(session.sitting.room, stateOf(session), asked)
    return verdict.refused
      ? verdict
      : this.#told(session, verdict.value, () => this.#fullStanding(session, request.clientId))
  }

  readonly photo = ({ sitting, seat }: SeatSession): Uint8Array | undefined => {
    const photoHash = sitting.roster.get(seat)?.photoHash
    return photoHash ? sitting.file.attachment(`photo/${photoHash}`) : undefined
  }
}

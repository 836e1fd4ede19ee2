import { randomBytes, randomInt } from 'node:crypto'
import type { Draft } from '#modules/delivery/core/journal.ts'
import { canonicalJson, releasedToSeats } from '#modules/delivery/core/paper.ts'
import type { Duty, DutyRole } from '#modules/delivery/core/preparation.ts'
import {
  decideCollection,
  decideExpulsion,
  decideExtension,
  decideInterruption,
  decideMoveCode,
  decideReconnection,
  decideSignIn,
} from '#modules/delivery/core/seat.rule.ts'
import {
  decideCheckIn,
  decideEnd,
  decideNote,
  decideOpening,
  decideResumption,
  decideRulesRead,
  decideSeal,
  decideStart,
  decideSuspension,
  type Occasion,
} from '#modules/delivery/core/sitting.rule.ts'
import { accept, type Json, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type {
  CommandOutcome,
  DutyCommand,
  DutySession,
  PaperOpener,
  RoomView,
  SittingOnOffer,
  TimelineLine,
} from '../room.port.ts'
import { type LiveSitting, record, showPaper } from './live-sitting.ts'
import { passcodeMatches } from './passcode.ts'
import { type KeyShare, momentOf, type RoomContext, tooManyAttempts } from './room-context.ts'
import { roomView } from './room-view.ts'
import { sm3 } from './sm3.ts'
import { collectDueSeats } from './sweep.ts'
import { seatTimeline } from './timeline.ts'

/** A duty person's session, found again from its token. */
export interface DutyCaller {
  readonly sitting: LiveSitting
  readonly id: string
  readonly role: DutyRole
}

type SeatCommand = Extract<DutyCommand, { readonly seat: string }>
type SittingCommand = Exclude<DutyCommand, SeatCommand | { readonly type: 'open-paper' | 'collect-all' }>

const unknownPerson = refuse('person-unknown', {
  sentence: '姓名（工号）或口令不正确。',
  remedy: '请核对本场次的值班安排和本人口令。',
  clauses: ['SDS-4.4-13'],
  field: 'passcode',
})

const seatUnknown = refuse('seat-unknown', {
  sentence: '本考场没有这个座位。',
  remedy: '请在座位图上重新选择。',
  clauses: ['SDS-4.4-02'],
  field: 'seat',
})

const noteOnly = refuse('role-not-allowed', {
  sentence: '督导人员和试卷保管人只能登记情况，不能操作考场。',
  remedy: '请由本场监考人员操作。',
  clauses: ['SDS-4.4-42'],
})

const notKeeper = ({ preparation }: LiveSitting, { name }: Duty) => {
  const keepers = preparation.duties.filter(({ custodian }) => custodian !== null)
  return refuse('not-a-keeper', {
    sentence: `${name}不是本场试卷的保管人，不能启封。`,
    remedy: `请由试卷保管人到场启封：${keepers.map((keeper) => keeper.name).join('、')}。`,
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
    field: 'person',
  })
}

/** The duty person with this name or id whose passcode is right; counts failures per person. */
const identify = async (
  context: RoomContext,
  sitting: LiveSitting,
  claim: { readonly person: string; readonly passcode: string },
): Promise<Verdict<Duty>> => {
  const { wall } = momentOf(context)
  const person = claim.person.trim()
  const key = `${sitting.room.sittingId}/${person}`
  if (context.wrongPasscodes.exhausted(key, wall)) return tooManyAttempts
  const duty = sitting.preparation.duties.find(({ id, name }) => id === person || name === person)
  if (!duty || !(await passcodeMatches(claim.passcode, duty.passcodeHash))) {
    context.wrongPasscodes.failed(key, wall)
    return unknownPerson
  }
  context.wrongPasscodes.succeeded(key)
  return accept(duty)
}

interface Opening {
  readonly openers: readonly PaperOpener[]
  readonly reason: string
}

/** Who tried, as far as the duty list knows him: what somebody typed instead of a name stays out of the journal. */
const refusedOpening = (
  { sitting, id }: DutyCaller,
  { openers, reason }: Opening,
  refusal: Refusal,
): Draft => {
  const { duties } = sitting.preparation
  const persons = openers.flatMap(({ person }) => {
    const claimed = person.trim()
    const duty = duties.find((line) => line.id === claimed || line.name === claimed)
    return duty ? [duty.id] : []
  })
  const { code, sentence } = refusal
  return { kind: 'opening-refused', seat: null, actor: id, body: { persons, reason, code, sentence } }
}

const decideSitting = (
  sitting: LiveSitting,
  command: SittingCommand,
  on: Occasion,
): Verdict<readonly Draft[]> => {
  const { room } = sitting
  switch (command.type) {
    case 'open-check-in':
      return decideCheckIn(room, command.checked, on)
    case 'read-rules':
      return decideRulesRead(room, on)
    case 'start':
      return decideStart(room, command.reason, on)
    case 'suspend':
      return decideSuspension(room, command.reason, on)
    case 'resume':
      return decideResumption(room, command.reason, on)
    case 'seal':
      return decideSeal(room, command.reason, on)
    case 'note':
      return decideNote(room, command, on)
  }
}

const decideSeat = (
  sitting: LiveSitting,
  command: SeatCommand,
  on: Occasion & { readonly codeHash: string },
): Verdict<readonly Draft[]> => {
  const { room } = sitting
  const seat = room.seats.get(command.seat)
  if (!seat) return seatUnknown
  switch (command.type) {
    case 'sign-in':
      return decideSignIn(room, seat, { ...on, identity: command.identity, articles: command.articles })
    case 'interrupt':
      return decideInterruption(seat, { ...on, cause: command.cause, reason: command.reason })
    case 'restore':
      return decideReconnection(seat, on)
    case 'extend':
      return decideExtension(seat, { ...on, minutes: command.minutes, reason: command.reason })
    case 'issue-move-code':
      return decideMoveCode(seat, { ...on, reason: command.reason })
    case 'expel':
      return decideExpulsion(seat, { ...on, reason: command.reason })
    case 'collect':
      return decideCollection(room, seat, { ...on, by: 'invigilator', reason: command.reason })
  }
}

const isSeatCommand = (command: DutyCommand): command is SeatCommand =>
  command.type !== 'note' && 'seat' in command

/** The invigilator side of the port. */
export class DutyService {
  readonly #context: RoomContext

  constructor(context: RoomContext) {
    this.#context = context
  }

  /** How to end each live update now open. */
  get streams(): Set<() => void> {
    return this.#context.streams
  }

  readonly #occasion = (caller: DutyCaller): Occasion => ({
    actor: caller.id,
    now: momentOf(this.#context).now,
  })
  readonly #write = (sitting: LiveSitting, drafts: readonly Draft[]): Promise<void> =>
    record(sitting, drafts, this.#context.clock.now())

  readonly sittings = (): SittingOnOffer[] =>
    [...this.#context.sittings.values()]
      .map(({ room, preparation: { sittingId, title, roomName, plannedStart } }) => ({
        ...{ sittingId, title, roomName, plannedStart },
        status: room.status,
      }))
      .sort((a, b) => (a.plannedStart + a.roomName < b.plannedStart + b.roomName ? -1 : 1))

  readonly signIn = async (claim: {
    readonly sittingId: string
    readonly person: string
    readonly passcode: string
  }): Promise<Verdict<DutySession>> => {
    const sitting = this.#context.sittings.get(claim.sittingId)
    if (!sitting) return unknownPerson
    const found = await identify(this.#context, sitting, claim)
    if (found.refused) return found
    const { id, name, role } = found.value
    const random = randomBytes(32).toString('base64url')
    const token = `${Buffer.from(claim.sittingId).toString('base64url')}.${random}`
    const body = { tokenHash: sm3(token) }
    await this.#write(sitting, [{ kind: 'duty-signed-in', seat: null, actor: id, body }])
    return accept({ token, sittingId: claim.sittingId, person: name, role })
  }

  readonly authenticate = (token: string): DutyCaller | undefined => {
    const [place = ''] = token.split('.')
    const sitting = this.#context.sittings.get(Buffer.from(place, 'base64url').toString('utf8'))
    const id = sitting?.room.dutySessions.get(sm3(token))
    const duty = sitting?.preparation.duties.find((line) => line.id === id)
    return sitting && duty ? { sitting, id: duty.id, role: duty.role } : undefined
  }

  readonly room = (caller: DutyCaller): RoomView => roomView(caller.sitting, caller, momentOf(this.#context))

  readonly timeline = ({ sitting }: DutyCaller, seat: string): Verdict<readonly TimelineLine[]> => {
    if (!sitting.room.seats.has(seat)) return seatUnknown
    return accept(seatTimeline(sitting.file.entries(), seat))
  }

  /** Every try is in the journal, also one that came to nothing; a barrage of wrong passcodes only until it is cut off. */
  readonly #openPaper = async (caller: DutyCaller, request: Opening): Promise<Verdict<CommandOutcome>> => {
    const verdict = await this.#tryOpening(caller, request)
    if (verdict.refused && verdict.code !== 'too-many-attempts')
      await this.#write(caller.sitting, [refusedOpening(caller, request, verdict)])
    return verdict
  }

  /** Two people at one desk: each shows his own passcode and brings his own share. */
  readonly #tryOpening = async (caller: DutyCaller, request: Opening): Promise<Verdict<CommandOutcome>> => {
    const { sitting } = caller
    const people: (KeyShare & { readonly id: string })[] = []
    for (const opener of request.openers) {
      const found = await identify(this.#context, sitting, opener)
      if (found.refused) return found
      if (found.value.custodian === null) return notKeeper(sitting, found.value)
      people.push({
        id: found.value.id,
        custodian: found.value.custodian,
        share: Buffer.from(opener.share.trim()),
      })
    }
    const opening = { openers: people.map(({ id }) => id), reason: request.reason }
    const allowed = decideOpening(sitting.room, opening, this.#occasion(caller))
    if (allowed.refused) return allowed
    const sealed = sitting.file.attachment(`package/${sitting.room.packageHash}`)
    if (!sealed) throw new Error('the sealed package is missing from the sitting')
    const opened = await this.#context.openPackage(sealed, people, this.#context.clock.now())
    if (opened.refused) return opened
    const still = decideOpening(sitting.room, opening, this.#occasion(caller))
    if (still.refused) return still
    const paper = releasedToSeats(opened.value)
    const bytes = Buffer.from(canonicalJson(paper as unknown as Json))
    const paperHash = sm3(bytes)
    sitting.file.attach(`paper/${paperHash}`, bytes)
    const body = {
      ...opening,
      packageHash: sitting.room.packageHash,
      paperHash,
      items: paper.forms[0]?.items ?? [],
    }
    await this.#write(sitting, [{ kind: 'paper-opened', seat: null, actor: caller.id, body }])
    showPaper(sitting)
    return accept({})
  }

  /** Collects every seat whose time is over, then ends the sitting when none is left. */
  readonly #collectAll = async (caller: DutyCaller): Promise<Verdict<CommandOutcome>> => {
    await this.#write(caller.sitting, collectDueSeats(caller.sitting.room, this.#occasion(caller)))
    const verdict = decideEnd(caller.sitting.room, this.#occasion(caller))
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept({})
  }

  readonly order = async (caller: DutyCaller, command: DutyCommand): Promise<Verdict<CommandOutcome>> => {
    const isBystander = caller.role === 'supervisor' || caller.role === 'keeper'
    if (isBystander && command.type !== 'note') return noteOnly
    if (command.type === 'open-paper') return this.#openPaper(caller, command)
    if (command.type === 'collect-all') return this.#collectAll(caller)
    const moveCode = String(randomInt(100_000, 1_000_000))
    const on = { ...this.#occasion(caller), codeHash: sm3(moveCode) }
    const verdict = isSeatCommand(command)
      ? decideSeat(caller.sitting, command, on)
      : decideSitting(caller.sitting, command, on)
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept(command.type === 'issue-move-code' ? { moveCode } : {})
  }
}

import { randomBytes, randomInt } from 'node:crypto'
import type { Draft } from '#modules/delivery/core/journal.ts'
import { decideRecordSignature } from '#modules/delivery/core/sign-off.rule.ts'
import { decideEnd, type Occasion } from '#modules/delivery/core/sitting.rule.ts'
import { decideIncidentAct, type IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type {
  CommandOutcome,
  DutyCommand,
  DutySession,
  RoomView,
  SittingOnOffer,
  TakeOverOrder,
  TimelineLine,
} from '../room.port.ts'
import { seatUnknown } from './day-orders.ts'
import { type DutyCaller, identify, unknownPerson } from './duty-caller.ts'
import { decideOrder } from './duty-orders.ts'
import { signerOfAct } from './incident-orders.ts'
import { type LiveSitting, record } from './live-sitting.ts'
import { mayLead } from './pair-view.ts'
import { openPaper } from './paper-opening.ts'
import { admitCheckIn, runPreflight } from './preflight.ts'
import { momentOf, type RoomContext } from './room-context.ts'
import { roomView } from './room-view.ts'
import { notServing, placeOfToken } from './serving.ts'
import { sm3 } from './sm3.ts'
import { collectDueSeats } from './sweep.ts'
import { seatTimeline } from './timeline.ts'

const noteOnly = refuse('role-not-allowed', {
  sentence: '督导人员和试卷保管人只能登记情况，不能操作考场。',
  remedy: '请由本场监考人员操作。',
  clauses: ['SDS-4.4-42'],
})

const noStandby = refuse('not-standby', {
  sentence: '本考场没有第二台主机。',
  remedy: '请先将两台主机配对。',
  clauses: ['SDS-4.4-16'],
})

const chiefDecides = refuse('role-not-allowed', {
  sentence: '登记的处置决定由考点负责人作出。',
  remedy: '请考点负责人在监考台或考点总控中处置。',
  clauses: ['SDS-4.4-28'],
})

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

  readonly moment = () => momentOf(this.#context)

  readonly #occasion = (caller: DutyCaller): Occasion => ({
    actor: caller.id,
    now: momentOf(this.#context).now,
  })
  readonly #write = (sitting: LiveSitting, drafts: readonly Draft[]): Promise<void> =>
    record(sitting, drafts, this.#context.clock.now())

  readonly sittings = (): SittingOnOffer[] =>
    [...this.#context.sittings.values()]
      .map(({ room, standing, preparation: { sittingId, title, roomName, plannedStart } }) => ({
        ...{ sittingId, title, roomName, plannedStart },
        status: room.status,
        servedElsewhere:
          standing.role === 'serving' ? null : (this.#context.standby?.servedElsewhere(sittingId) ?? null),
      }))
      .sort((a, b) => (a.plannedStart + a.roomName < b.plannedStart + b.roomName ? -1 : 1))

  readonly signIn = async (claim: {
    readonly sittingId: string
    readonly person: string
    readonly passcode: string
    /** The address it comes from. */
    readonly from?: string
  }): Promise<Verdict<DutySession>> => {
    const sitting = this.#context.sittings.get(claim.sittingId)
    if (!sitting) return unknownPerson
    const elsewhere = notServing(sitting)
    if (elsewhere) return elsewhere
    const found = await identify(this.#context, sitting, claim)
    if (found.refused) return found
    const { id, name, role } = found.value
    const random = randomBytes(32).toString('base64url')
    const token = `${Buffer.from(claim.sittingId).toString('base64url')}.${random}`
    const body = { tokenHash: sm3(token) }
    await this.#write(sitting, [{ kind: 'duty-signed-in', seat: null, actor: id, body }])
    return accept({ token, sittingId: claim.sittingId, person: name, role })
  }

  /** The order by which a standby takes over; who gave it is signed in at once. */
  readonly takeOver = async (order: TakeOverOrder): Promise<Verdict<DutySession>> => {
    const verdict = (await this.#context.standby?.takeOver(order)) ?? unknownPerson
    return verdict.refused ? verdict : this.signIn(order)
  }

  readonly authenticate = (token: string): DutyCaller | undefined => {
    const [sittingId = ''] = placeOfToken(token)
    const sitting = this.#context.sittings.get(sittingId)
    const id = sitting?.room.dutySessions.get(sm3(token))
    const duty = sitting?.preparation.duties.find((line) => line.id === id)
    return sitting && duty ? { sitting, id: duty.id, role: duty.role } : undefined
  }

  readonly room = (caller: DutyCaller): RoomView => roomView(caller.sitting, caller, this.moment())

  readonly timeline = ({ sitting }: DutyCaller, seat: string): Verdict<readonly TimelineLine[]> => {
    if (!sitting.room.seats.has(seat)) return seatUnknown
    return accept(seatTimeline(sitting.file.entries(), seat))
  }

  /** Collects every seat whose time is over, then ends the sitting when none is left. */
  readonly #collectAll = async (caller: DutyCaller): Promise<Verdict<CommandOutcome>> => {
    await this.#write(caller.sitting, collectDueSeats(caller.sitting.room, this.#occasion(caller)))
    const verdict = decideEnd(caller.sitting.room, this.#occasion(caller))
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept({})
  }

  /** HN-3.1.1-19: somebody of this room signs its record with his own passcode, at whoever's desk. */
  readonly #signRecord = async (
    caller: DutyCaller,
    claim: { readonly person: string; readonly passcode: string },
  ): Promise<Verdict<CommandOutcome>> => {
    const found = await identify(this.#context, caller.sitting, claim)
    if (found.refused) return found
    const on = { actor: found.value.id, now: this.#occasion(caller).now }
    const verdict = decideRecordSignature(caller.sitting.room, found.value, on)
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept({})
  }

  readonly #readmit = async (caller: DutyCaller, reason: string): Promise<Verdict<CommandOutcome>> => {
    if (!mayLead(caller.sitting, caller.id)) return chiefDecides
    return (
      (await this.#context.standby?.readmit(caller.sitting, { ...this.#occasion(caller), reason })) ??
      noStandby
    )
  }

  /** A passcode is checked first; decision and record then follow each other without a pause. */
  readonly #incident = async (caller: DutyCaller, act: IncidentAct): Promise<Verdict<CommandOutcome>> => {
    const signer = await signerOfAct(this.#context, caller, act)
    if (signer.refused) return signer
    const on = { ...this.#occasion(caller), role: caller.role, signer: signer.value }
    const verdict = decideIncidentAct(caller.sitting.room, act, on)
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept({})
  }

  readonly photo = ({ sitting }: DutyCaller, seat: string): Uint8Array | undefined => {
    const photoHash = sitting.roster.get(seat)?.photoHash
    return photoHash ? sitting.file.attachment(`photo/${photoHash}`) : undefined
  }

  /** Whose document a reader has before it, by the digest of its number. */
  readonly recognise = ({ sitting }: DutyCaller, digest: string): { readonly seat: string | null } => ({
    seat: sitting.preparation.roster.find(({ document }) => document?.number === digest)?.seat ?? null,
  })

  readonly order = async (caller: DutyCaller, command: DutyCommand): Promise<Verdict<CommandOutcome>> => {
    if (command.type === 'incident') return this.#incident(caller, command.act)
    const isBystander = caller.role === 'supervisor' || caller.role === 'keeper'
    if (isBystander && command.type !== 'note' && command.type !== 'sign-record') return noteOnly
    if (command.type === 'decide-note' && caller.role !== 'chief') return chiefDecides
    if (command.type === 'sign-record') return this.#signRecord(caller, command)
    if (command.type === 'open-paper') return openPaper(this.#context, caller, command)
    if (command.type === 'readmit-standby') return this.#readmit(caller, command.reason)
    if (command.type === 'preflight') return runPreflight(this.#context, caller, command)
    if (command.type === 'open-check-in') {
      const admitted = await admitCheckIn(this.#context, caller.sitting)
      if (admitted.refused) return admitted
    }
    if (command.type === 'collect-all') return this.#collectAll(caller)
    const moveCode = String(randomInt(100_000, 1_000_000))
    const on = { ...this.#occasion(caller), codeHash: sm3(moveCode) }
    const verdict = decideOrder(caller.sitting, command, on)
    if (verdict.refused) return verdict
    await this.#write(caller.sitting, verdict.value)
    return accept(command.type === 'issue-move-code' ? { moveCode } : {})
  }
}

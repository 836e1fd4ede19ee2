import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Draft } from './journal.ts'
import type { Duty } from './preparation.ts'
import type { RoomState } from './room-state.ts'
import { decideInterruption } from './seat.rule.ts'
import type { Occasion } from './sitting.rule.ts'
import type { JournalHead } from './standby-events.ts'
import { epochOf } from './standby-folds.ts'

/**
 * Who may let the standby take over: the chief, or the invigilator in charge where the duty list says so; where it
 * names neither, any invigilator of the room.
 */
export const mayTakeOver = (duty: Duty, duties: readonly Duty[]): boolean => {
  const leads = ({ role, inCharge }: Duty): boolean => role === 'chief' || inCharge === true
  return duties.some(leads) ? leads(duty) : duty.role === 'invigilator'
}

export interface TakeOverRequest extends Occasion {
  readonly node: string
  readonly from: string
  readonly reason: string
  readonly confirmed: boolean
  /** The node that serves the sitting still reaches this one. */
  readonly isLinked: boolean
  /** Room time at which this node last heard from the one that serves, epoch milliseconds. */
  readonly lastHeard: number | null
  readonly clockAhead: number
}

type TakeOverRefusal = 'reason-missing' | 'still-linked' | 'already-sealed'

const refusalOf = (room: RoomState, request: TakeOverRequest): Refusal<TakeOverRefusal> | undefined => {
  if (room.sealedAt)
    return refuse('already-sealed', {
      sentence: '本场次已经封存，不需要接管。',
      remedy: '请从已封存的记录取出成绩数据。',
      clauses: ['SDS-4.4-44'],
    })
  if (!request.reason.trim())
    return refuse('reason-missing', {
      sentence: '请填写接管原因。',
      remedy: '写明主机的情况后重新提交，原因将记入考场情况记录。',
      clauses: ['SDS-4.4-30', 'SDS-4.4-40'],
      field: 'reason',
    })
  if (request.isLinked && !request.confirmed)
    return refuse('still-linked', {
      sentence: '主机仍在正常工作，备机与它保持同步，不能直接接管。',
      remedy: '确需切换的，请确认“主机仍可连接，仍要接管”并写明原因后重新提交。',
      clauses: ['SDS-4.4-40'],
      field: 'confirmed',
    })
  return undefined
}

/**
 * The standby takes over. Every seat that was answering counts as interrupted from when the other node was last heard
 * until it finds its way here, so that the seconds lost are on record (SDS-4.4-40).
 */
export const decideTakeOver = (
  room: RoomState,
  request: TakeOverRequest,
): Verdict<readonly Draft[], TakeOverRefusal> => {
  const refusal = refusalOf(room, request)
  if (refusal) return refusal
  const { actor, now, node, from, reason, confirmed, clockAhead } = request
  const lastHeardAt = request.lastHeard === null ? null : new Date(request.lastHeard).toISOString()
  const body = { epoch: epochOf(room) + 1, node, from, reason, confirmed, lastHeardAt, clockAhead }
  const since = new Date(Math.min(request.lastHeard ?? now, now)).toISOString()
  const interruption = { actor: 'room', now, cause: 'no-heartbeat', reason: '切换到备机', since } as const
  const interrupted = [...room.seats.values()].flatMap((seat) => {
    const verdict = seat.status === 'answering' ? decideInterruption(seat, interruption) : undefined
    return !verdict || verdict.refused ? [] : verdict.value
  })
  return accept([{ kind: 'taken-over', seat: null, actor, body }, ...interrupted])
}

export interface WitnessedHead {
  /** The seat that shows it. */
  readonly witness: string
  readonly head: JournalHead
  /** The epoch in which it was shown. */
  readonly epoch: number
  /** The hash that this journal has under that number. */
  readonly found: string | undefined
}

/** SDS-5.1-02: an entry that somebody was shown must stand in the journal; each missing one is recorded once. */
export const decideWitnessedHead = (
  room: RoomState,
  { witness, head, epoch, found }: WitnessedHead,
): Draft[] => {
  const { seq, hash } = head
  if (seq === 0 || found === hash || room.missingHeads.some((known) => known.hash === hash)) return []
  const beyond = room.takeovers.some((next) => next.epoch > epoch && seq > next.after)
  const body = { witness, seq, hash, finding: beyond ? 'beyond' : 'differs' } as const
  return [{ kind: 'head-missing', seat: null, actor: 'room', body }]
}

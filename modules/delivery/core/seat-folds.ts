import type { EventBodies } from './events.ts'
import { type Answer, hasReceived, type SeatState } from './room-state.ts'

/** Notes that number `clientSeq` of `clientId` has arrived. Throws when it had: a journal holds no event twice. */
const receive = (seat: SeatState, clientId: string, clientSeq: number): void => {
  if (hasReceived(seat, clientId, clientSeq)) {
    throw new Error(`seat ${seat.seat}: event ${clientSeq} of ${clientId} stands twice`)
  }
  const progress = seat.clients.get(clientId) ?? { contiguous: 0, ahead: new Set<number>() }
  progress.ahead.add(clientSeq)
  while (progress.ahead.delete(progress.contiguous + 1)) progress.contiguous += 1
  seat.clients.set(clientId, progress)
}

const endInterruption = (seat: SeatState, at: string): void => {
  if (!seat.interruptedSince) return
  seat.lostSeconds += Math.max(0, Math.round((Date.parse(at) - Date.parse(seat.interruptedSince)) / 1000))
  seat.interruptedSince = null
  seat.interruptionCause = null
}

/**
 * The choice made last counts, not the one that arrived last: batches may overtake each other on the way, and what a
 * node that was replaced had acknowledged alone comes after what the candidate did since at another machine.
 */
const isOutdated = (arrived: EventBodies['answered'], present: Answer): boolean =>
  present.clientId === arrived.clientId
    ? present.clientSeq > arrived.clientSeq
    : arrived.relayed === true && Date.parse(present.madeAt) > Date.parse(arrived.madeAt)

type SeatFold<K extends keyof EventBodies> = (
  seat: SeatState,
  event: { readonly at: string; readonly seq: number; readonly hash: string; readonly body: EventBodies[K] },
) => void

const finish = (
  seat: SeatState,
  { at, seq, hash }: { readonly at: string; readonly seq: number; readonly hash: string },
): void => {
  endInterruption(seat, at)
  seat.finishedAt = at
  seat.finishedHead = { seq, hash }
}

/** How each event of a seat changes it, beside its status. */
export const seatFolds: { readonly [K in keyof EventBodies]?: SeatFold<K> } = {
  'signed-in': (seat, { at, body }) => {
    seat.signedInAt = at
    seat.passed = body
  },
  'identity-checked': (seat, { at }) => {
    seat.identityCheckedAt = at
  },
  entered: (seat, { body }) => {
    seat.session = { tokenHash: body.tokenHash, machine: body.machine }
  },
  confirmed: (seat, { at }) => {
    seat.confirmedAt = at
  },
  'paper-shown': (seat, { at }) => {
    endInterruption(seat, at)
    seat.answeringSince ??= at
  },
  'first-rendered': (seat, { body }) => {
    seat.firstRenderedAt = body.renderedAt
    seat.lostSeconds += body.lostSeconds
    if (seat.status !== 'collected') return
    // It had been answering all the time, out of reach.
    seat.answeringSince = body.renderedAt
    seat.collectedOffline = true
  },
  viewed: (seat, { body }) => {
    receive(seat, body.clientId, body.clientSeq)
    seat.seen.push({ item: body.item, at: body.madeAt })
  },
  marked: (seat, { body }) => {
    receive(seat, body.clientId, body.clientSeq)
    if (body.marked) seat.marked.add(body.item)
    else seat.marked.delete(body.item)
  },
  answered: (seat, { at, body }) => {
    const { clientId, clientSeq, choice, madeAt } = body
    receive(seat, clientId, clientSeq)
    seat.lastSavedAt = at
    const present = seat.answers.get(body.item)
    if (present && isOutdated(body, present)) return
    seat.answers.set(body.item, { choice, savedAt: at, madeAt, clientId, clientSeq })
  },
  'answer-late': (seat, { body }) => receive(seat, body.clientId, body.clientSeq),
  interrupted: (seat, { at, body }) => {
    seat.interruptedSince = body.since ?? at
    seat.interruptionCause = body.cause
  },
  reconnected: (seat, { at }) => endInterruption(seat, at),
  'extension-granted': (seat, { body }) => {
    seat.extensionSeconds += body.seconds
  },
  'move-code-issued': (seat, { body }) => {
    seat.moveCodeHash = body.codeHash
  },
  'machine-changed': (seat, { body }) => {
    seat.session = { tokenHash: body.tokenHash, machine: body.machine }
    seat.moveCodeHash = null
  },
  'handed-in': finish,
  collected: (seat, event) => {
    seat.collectedOffline = seat.interruptedSince !== null
    finish(seat, event)
  },
  'marked-absent': finish,
  expelled: finish,
  noted: (seat, { body, seq }) => {
    if (body.category === 'violation') seat.violations.push(seq)
  },
}

import { accept } from '#platform/contract/verdict.ts'
import type { Draft } from './journal.ts'
import type { RoomState, SeatState } from './room-state.ts'
import { decidePaper, type SeatVerdict } from './seat.rule.ts'
import type { Occasion } from './sitting.rule.ts'
import { seatEnd } from './time-marks.ts'

export interface FirstView extends Occasion {
  /** Room time at which the first question stood on the screen, as the seat knew it, epoch milliseconds. */
  readonly renderedAt: number
  /** What the order of items and options at this seat was drawn from. */
  readonly seed: string
}

/** From when on the seat could have shown its paper: started, signed in and confirmed. */
const readyAt = (room: RoomState, seat: SeatState): number =>
  Math.max(
    room.startedAt ?? 0,
    Date.parse(seat.signedInAt ?? '') || 0,
    Date.parse(seat.confirmedAt ?? '') || 0,
  )

/**
 * Seconds between start and first question that the candidate may be compensated for (SDS-4.4-40): as much as silence
 * that counts as an interruption, or more. A suspension meanwhile has moved the end for everybody already.
 */
export const lostBeforeFirstView = (room: RoomState, seat: SeatState, renderedAt: number): number => {
  const lost = Math.round((renderedAt - readyAt(room, seat) - room.suspendedMilliseconds) / 1000)
  return lost >= room.rules!.heartbeatSilenceSeconds ? lost : 0
}

const firstViewOf = (room: RoomState, seat: SeatState, view: FirstView): readonly Draft[] => {
  if (seat.firstRenderedAt) return []
  const renderedAt = Math.min(Math.max(view.renderedAt, readyAt(room, seat)), view.now)
  const body = {
    renderedAt: new Date(renderedAt).toISOString(),
    lostSeconds: lostBeforeFirstView(room, seat, renderedAt),
    seed: view.seed,
  }
  return [{ kind: 'first-rendered', seat: seat.seat, actor: view.actor, body }]
}

/** Lost the network with the key in hand and came back only after collection: its answers are to be heard still. */
const cameBackCollected = (room: RoomState, seat: SeatState, { renderedAt, now }: FirstView): boolean =>
  seat.status === 'collected' &&
  seat.answeringSince === null &&
  room.startedAt !== null &&
  !room.sealedAt &&
  renderedAt >= room.startedAt &&
  renderedAt <= seatEnd(room, seat, now)

/** The first question stands on the screen of a seat that unlocked its paper by itself. */
export const decideFirstView = (room: RoomState, seat: SeatState, view: FirstView): SeatVerdict => {
  if (cameBackCollected(room, seat, view)) return accept(firstViewOf(room, seat, view))
  const shown = decidePaper(room, seat, view)
  return shown.refused ? shown : accept([...shown.value, ...firstViewOf(room, seat, view)])
}

import type { Entry } from '#modules/delivery/core/journal.ts'
import type { RoomMessage, SeatPatch } from '../desk.port.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import type { DutyCaller } from './duty-caller.ts'
import type { Moment } from './moment.ts'
import { roomHead } from './room-view.ts'
import { seatView } from './seat-view.ts'

type Head = Omit<RoomView, 'seats'>

const same = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

/** The fields of `next` that are not as they were. */
const changedFields = <T extends object>(before: T | undefined, next: T): Partial<T> => {
  const changed: Partial<T> = {}
  for (const key of Object.keys(next) as (keyof T)[]) {
    if (!before || !same(before[key], next[key])) changed[key] = next[key]
  }
  return changed
}

/**
 * What one desk has been told of its room. It is first told everything, then only what changed, so that a message
 * grows with what happened and not with the size of the room.
 */
export class RoomChanges {
  readonly #caller: DutyCaller
  readonly #dirty = new Set<string>()
  readonly #seats = new Map<string, SeatView>()
  #head: Head | undefined
  #number = 0

  constructor(caller: DutyCaller) {
    this.#caller = caller
  }

  /** Notes which seats an entry touches. */
  note(entries: readonly Entry[]): void {
    for (const { seat, kind } of entries) {
      if (seat !== null) this.#dirty.add(seat)
      // The end of every seat, and what may be ordered at it, moves with the sitting.
      else if (kind !== 'announced' && kind !== 'noted' && kind !== 'duty-signed-in') this.noteAll()
    }
  }

  /** What time alone changes: connections lost or found, and the loss of the interrupted. */
  noteAll(): void {
    for (const seat of this.#caller.sitting.room.seats.keys()) this.#dirty.add(seat)
  }

  message(moment: Moment): RoomMessage {
    const { sitting, id, role } = this.#caller
    const head = roomHead(sitting, { id, role }, moment)
    const number = this.#number
    this.#number += 1
    if (!this.#head) {
      this.#head = head
      const seats = sitting.preparation.roster.map(({ seat }) => this.#look(seat, moment))
      this.#dirty.clear()
      return { number, room: { ...head, seats } }
    }
    const changed = changedFields(this.#head, head)
    this.#head = head
    return { number, changed, seats: this.#patches(moment) }
  }

  #look(seat: string, moment: Moment): SeatView {
    const view = seatView(this.#caller.sitting, seat, { ...moment, role: this.#caller.role })
    this.#seats.set(seat, view)
    return view
  }

  #patches(moment: Moment): SeatPatch[] {
    const patches: SeatPatch[] = []
    for (const seat of this.#dirty) {
      const before = this.#seats.get(seat)
      const changed = changedFields(before, this.#look(seat, moment))
      if (Object.keys(changed).length > 0) patches.push({ ...changed, seat })
    }
    this.#dirty.clear()
    return patches
  }
}

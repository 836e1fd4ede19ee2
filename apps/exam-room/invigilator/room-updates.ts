import type { RoomMessage } from '../desk.port.ts'
import type { RoomView } from '../room.port.ts'

/** A message is missing: the desk must ask for the whole room again. */
export class MissedMessage extends Error {}

/** Puts the messages of one connection together to the room; seats that did not change stay the same objects. */
export class RoomUpdates {
  #room: RoomView | undefined
  #positions: ReadonlyMap<string, number> = new Map()
  #next = 0

  take(message: RoomMessage): RoomView {
    if (message.number !== this.#next)
      throw new MissedMessage(`expected ${this.#next}, got ${message.number}`)
    this.#next += 1
    if ('room' in message) {
      this.#positions = new Map(message.room.seats.map(({ seat }, at) => [seat, at]))
      this.#room = message.room
      return this.#room
    }
    if (!this.#room) throw new MissedMessage('the first message was not the whole room')
    const seats = message.seats.length === 0 ? this.#room.seats : [...this.#room.seats]
    for (const patch of message.seats) {
      const at = this.#positions.get(patch.seat)
      const before = at === undefined ? undefined : seats[at]
      if (at === undefined || !before) throw new MissedMessage(`no seat ${patch.seat}`)
      ;(seats as RoomView['seats'][number][])[at] = { ...before, ...patch }
    }
    this.#room = { ...this.#room, ...message.changed, seats }
    return this.#room
  }
}

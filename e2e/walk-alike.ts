import { granted } from '#apps/exam-room/testing/room-client.ts'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import type { Walk } from './walk.ts'
import { examDay } from './walk-arrange.ts'
import { sitDown } from './walk-room.ts'

/** Guesses at every item, the same ones for the same guesser. */
const guess = ({ id, options }: PaperOfSeat['items'][number], guesser: number): string => {
  const sum = [...id].reduce((total, sign, at) => (total * 31 + sign.charCodeAt(0) * (at + 7)) % 9973, 5)
  return options[(sum * (guesser + 3) + guesser * guesser) % options.length]!.label
}

/** Who guesses like whom, by place in the room's list: the first two hold the same answers. */
const guessers = [1, 1, 2, 3, 4]

/** The sitting of people who guess, two of them alike beyond chance; answers with those two. */
export const sitAlike = async (walk: Walk) => {
  const room = walk.found.room!
  walk.at(examDay, '09:00')
  granted(await room.desk.order({ type: 'start', reason: '' }))
  walk.at(examDay, '09:05')
  for (const [at, candidate] of room.seats.slice(0, guessers.length).entries()) {
    const { items } = await sitDown(room, candidate)
    const now = walk.server.services.clock.now()
    const { machine } = candidate
    const events = items.map((item) => machine.nextAnswer(item.id, [guess(item, guessers[at]!)], now))
    for (let from = 0; from < events.length; from += 50)
      granted(await machine.send(events.slice(from, from + 50)))
  }
  return room.seats.slice(0, 2)
}

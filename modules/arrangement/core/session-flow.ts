import { network } from './flow.ts'
import {
  overlap,
  type RoomsOfSessions,
  type SeatingInput,
  type SeatingSession,
  type Subject,
  seatCount,
} from './seating-input.ts'

/** So many people of one line who sit the same sessions. */
export interface Cell {
  readonly sessions: readonly SeatingSession[]
  readonly count: number
}

export interface LineFlow {
  /** People by the subjects they sit, joined by `+`, and the cells that hold them. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>
  /** People for whom no combination of sessions is left. */
  readonly unplaced: number
}

export const subjectsKey = (subjects: readonly Subject[]): string => [...subjects].sort().join('+')

type Options = Pick<SeatingInput, 'sessions' | 'restMinutes'> & { readonly rooms: RoomsOfSessions }

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0)

/**
 * Divides people among pairs of a theory and a practical session that do not overlap: an exact maximum, since all
 * people of a line are alike here. `both`, `first` and `second` count those who sit both subjects or only one.
 */
const pairFlow = (
  people: { readonly both: number; readonly first: number; readonly second: number },
  options: Options & { readonly of: readonly [readonly SeatingSession[], readonly SeatingSession[]] },
) => {
  const [firsts, seconds] = options.of
  const capacity = (session: SeatingSession) => seatCount(options.rooms.get(session.id) ?? [])
  const source = 0
  const [hub, onlyFirst, onlySecond, sink] = [1, 2, 3, 4]
  const firstNode = (index: number) => 5 + index
  const secondNode = (index: number) => 5 + firsts.length + index
  const ways = network(5 + firsts.length + seconds.length)
  ways.connect(source, hub, people.both + people.first)
  ways.connect(onlyFirst, sink, people.first)
  ways.connect(source, onlySecond, people.second)
  const alone = firsts.map((session, index) => {
    ways.connect(hub, firstNode(index), capacity(session))
    return { session, way: ways.connect(firstNode(index), onlyFirst, capacity(session)) }
  })
  const late = seconds.map((session, index) => {
    ways.connect(secondNode(index), sink, capacity(session))
    return { session, way: ways.connect(onlySecond, secondNode(index), capacity(session)) }
  })
  const pairs = firsts.flatMap((first, from) =>
    seconds.flatMap((second, to) =>
      overlap(first, second, options.restMinutes)
        ? []
        : [{ first, second, way: ways.connect(firstNode(from), secondNode(to), capacity(first)) }],
    ),
  )
  const placed = ways.maximum(source, sink)
  return { placed, pairs, alone, late }
}

/** Where more pairs came out than people sit both, the surplus sits the first subject only. */
const cellsOfPairs = (flow: ReturnType<typeof pairFlow>, both: number) => {
  let surplus = sum(flow.pairs.map(({ way }) => way.used())) - both
  const onlyFirst = new Map(flow.alone.map(({ session, way }) => [session, way.used()]))
  const pairCells: Cell[] = flow.pairs.map(({ first, second, way }) => {
    const moved = Math.min(Math.max(surplus, 0), way.used())
    surplus -= moved
    onlyFirst.set(first, (onlyFirst.get(first) ?? 0) + moved)
    return { sessions: [first, second], count: way.used() - moved }
  })
  const single = (session: SeatingSession, count: number): Cell => ({ sessions: [session], count })
  return {
    both: pairCells,
    first: [...onlyFirst].map(([session, count]) => single(session, count)),
    second: flow.late.map(({ session, way }) => single(session, way.used())),
  }
}

/** Adds a third subject to cells already made: each cell's people go to sessions that overlap none of theirs. */
const extendCells = (cells: readonly Cell[], thirds: readonly SeatingSession[], options: Options) => {
  const source = cells.length + thirds.length
  const ways = network(source + 2)
  for (const [index, session] of thirds.entries()) {
    ways.connect(cells.length + index, source + 1, seatCount(options.rooms.get(session.id) ?? []))
  }
  const links = cells.flatMap((cell, from) => {
    ways.connect(source, from, cell.count)
    return thirds.flatMap((third, to) =>
      cell.sessions.some((session) => overlap(session, third, options.restMinutes))
        ? []
        : [{ cell, third, way: ways.connect(from, cells.length + to, cell.count) }],
    )
  })
  const placed = ways.maximum(source, source + 1)
  const extended = links.map(({ cell, third, way }) => ({
    sessions: [...cell.sessions, third],
    count: way.used(),
  }))
  return { placed, extended }
}

const occupied = (cells: readonly Cell[]) => cells.filter(({ count }) => count > 0)

/**
 * Divides the people of one line among its sessions, by the subjects they sit. Theory and practical are divided
 * jointly and exactly; the review of those who sit it follows from what the first two left open.
 */
export const divideLine = (counts: ReadonlyMap<string, number>, options: Options): LineFlow => {
  const sessionsOf = (subject: Subject) => options.sessions.filter((session) => session.subject === subject)
  const withReview = (key: string) => key.split('+').includes('review')
  const without = (key: string) =>
    subjectsKey(key.split('+').filter((each) => each !== 'review') as Subject[])
  const base = new Map<string, number>()
  for (const [key, count] of counts) base.set(without(key), (base.get(without(key)) ?? 0) + count)
  const both = base.get('practical+theory') ?? 0
  const people = { both, first: base.get('theory') ?? 0, second: base.get('practical') ?? 0 }
  const flow = pairFlow(people, { ...options, of: [sessionsOf('theory'), sessionsOf('practical')] })
  const made = cellsOfPairs(flow, both)
  const baseCells = new Map<string, readonly Cell[]>([
    ['practical+theory', made.both],
    ['theory', made.first],
    ['practical', made.second],
    ['', [{ sessions: [], count: base.get('') ?? 0 }]],
  ])
  let unplaced = both + people.first + people.second - flow.placed
  const cells = new Map<string, readonly Cell[]>()
  const reviewLeft = reviewDivider(sessionsOf('review'), options)
  for (const [key, count] of [...counts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { taken, rest } = takeFrom(baseCells.get(without(key)) ?? [], count)
    baseCells.set(without(key), rest)
    if (!withReview(key)) cells.set(key, occupied(taken))
    else {
      const { placed, extended } = reviewLeft(taken)
      unplaced += sum(taken.map((cell) => cell.count)) - placed
      cells.set(key, occupied(extended))
    }
  }
  return { cells, unplaced }
}

/** The first `count` people of the cells, and what stays. */
const takeFrom = (cells: readonly Cell[], count: number) => {
  let wanted = count
  const split = cells.map((cell) => {
    const part = Math.min(wanted, cell.count)
    wanted -= part
    return [
      { ...cell, count: part },
      { ...cell, count: cell.count - part },
    ] as const
  })
  return { taken: split.map(([part]) => part), rest: split.map(([, left]) => left) }
}

/** Review sessions fill up over the groups of people who come to them one after another. */
const reviewDivider = (sessions: readonly SeatingSession[], options: Options) => {
  const rooms = new Map(sessions.map((session) => [session.id, options.rooms.get(session.id) ?? []]))
  return (cells: readonly Cell[]) => {
    const outcome = extendCells(cells, sessions, { ...options, rooms })
    for (const session of sessions) {
      const used = sum(
        outcome.extended.filter((cell) => cell.sessions.includes(session)).map(({ count }) => count),
      )
      rooms.set(session.id, withoutSeats(rooms.get(session.id)!, used))
    }
    return outcome
  }
}

const withoutSeats = (rooms: ReturnType<RoomsOfSessions['get']> & object, used: number) => {
  let left = used
  return rooms.map((room) => {
    const seats = room.seats.filter((seat) => !seat.usable || left-- <= 0)
    return { ...room, seats }
  })
}

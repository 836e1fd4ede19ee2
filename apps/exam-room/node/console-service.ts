import { decideOnNote, openNotes } from '#modules/delivery/core/conduct.rule.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import { missingSigners } from '#modules/delivery/core/sign-off.rule.ts'
import { decideNote } from '#modules/delivery/core/sitting.rule.ts'
import { timeMarks } from '#modules/delivery/core/time-marks.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { ConsoleCommand, ConsoleRoom, ConsoleView } from '../desk.port.ts'
import type { CommandOutcome } from '../room.port.ts'
import { noteViews } from './day-view.ts'
import type { DutyCaller } from './duty-caller.ts'
import { dutyName } from './duty-name.ts'
import { type LiveSitting, record } from './live-sitting.ts'
import { isOnline, iso, type Moment } from './moment.ts'
import { momentOf, type RoomContext } from './room-context.ts'

const chiefOnly = refuse('role-not-allowed', {
  sentence: '考点总控由考点负责人使用。',
  remedy: '请由本考点负责人在监考台登录后操作。',
  clauses: ['SDS-4.4-28'],
})

const countsOf = ({ room }: LiveSitting): ConsoleRoom['counts'] => {
  const counts: { [S in SeatStatus]?: number } = {}
  for (const { status } of room.seats.values()) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const marksOf = ({ room }: LiveSitting, now: number): ConsoleRoom['marks'] => {
  const marks = timeMarks(room, now)
  return {
    start: iso(marks.start),
    entryLimit: iso(marks.entryLimit),
    earliestHandIn: marks.earliestHandIn === null ? null : iso(marks.earliestHandIn),
    end: iso(marks.end),
  }
}

const preflightOf = ({ room: { preflight } }: LiveSitting): ConsoleRoom['preflight'] =>
  preflight && {
    at: preflight.at,
    passed: preflight.passed,
    failed: preflight.lines.filter(({ passed }) => !passed).map(({ title }) => title),
  }

const consoleRoom = (sitting: LiveSitting, { now, wall }: Moment): ConsoleRoom => {
  const { room, preparation } = sitting
  const { sittingId, title, site, roomName, plannedStart, duties } = preparation
  const open = new Set(openNotes(room).map(({ seq }) => seq))
  const notes = noteViews(sitting)
  return {
    ...{ sittingId, title, site, roomName, plannedStart },
    place: room.place?.place ?? null,
    status: room.status,
    marks: marksOf(sitting, now),
    expected: room.seats.size,
    counts: countsOf(sitting),
    // A place at which nobody has entered has no machine to be heard of, also right after a start of the node.
    online: [...room.seats.values()].filter(
      ({ seat, session }) => session !== null && isOnline(sitting, seat, wall),
    ).length,
    rulesReadAt: room.rulesReadAt,
    isSigned: room.signatures.size > 0 && missingSigners(room, duties).length === 0,
    standby: sitting.standing.role === 'serving' ? (sitting.second?.now() ?? null) : null,
    takenOverAt: room.takeovers.at(-1)?.at ?? null,
    preflight: preflightOf(sitting),
    isServedElsewhere: sitting.standing.role !== 'serving',
    openNotes: notes.filter(({ seq }) => open.has(seq)),
    inspections: notes.filter(({ category }) => category === 'inspection'),
  }
}

/** SDS-4.4-28, -29: the head of the site over all rooms of this node in which he is on duty. */
export class ConsoleService {
  readonly #context: RoomContext

  constructor(context: RoomContext) {
    this.#context = context
  }

  /** Whoever proved with his passcode that he is this chief is it in each of his rooms here. */
  readonly rooms = (caller: DutyCaller): readonly LiveSitting[] => {
    const { organisation, site } = caller.sitting.preparation
    return [...this.#context.sittings.values()]
      .filter(
        ({ preparation }) =>
          preparation.organisation === organisation &&
          preparation.site === site &&
          preparation.duties.some(({ id, role }) => id === caller.id && role === 'chief'),
      )
      .sort((one, other) => one.room.plannedStart - other.room.plannedStart)
  }

  readonly view = (caller: DutyCaller): Verdict<ConsoleView> => {
    if (caller.role !== 'chief') return chiefOnly
    const moment = momentOf(this.#context)
    return accept({
      serverTime: iso(moment.now),
      person: dutyName(caller.sitting, caller.id),
      rooms: this.rooms(caller).map((sitting) => consoleRoom(sitting, moment)),
    })
  }

  readonly order = async (
    caller: DutyCaller,
    { sittingId, command }: { readonly sittingId: string; readonly command: ConsoleCommand },
  ): Promise<Verdict<CommandOutcome>> => {
    const sitting = this.rooms(caller).find(({ room }) => room.sittingId === sittingId)
    if (caller.role !== 'chief' || !sitting) return chiefOnly
    const on = { actor: caller.id, now: momentOf(this.#context).now }
    const verdict =
      command.type === 'note'
        ? decideNote(sitting.room, command, on)
        : decideOnNote(sitting.room, command, on)
    if (verdict.refused) return verdict
    await record(sitting, verdict.value, this.#context.clock.now())
    return accept({})
  }
}

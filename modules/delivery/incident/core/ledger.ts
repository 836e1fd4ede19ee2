import type { InterruptionCause } from '../../core/events.ts'
import type { Entry } from '../../core/journal.ts'
import { evolve } from '../../core/replay.ts'
import { emptyRoom, type RoomState } from '../../core/room-state.ts'
import { lostSeconds } from './compensation.rule.ts'
import { incidentTitle } from './incident-words.ts'
import { procedureOfIncident } from './procedure-of.ts'

/** A line of 中断台账: time lost, or time given back, by seat or for the whole room. */
export interface LedgerLine {
  /** The journal entry it comes from, and which of its lines. */
  readonly key: string
  readonly seat: string | null
  readonly cause: string
  readonly from: string
  readonly to: string
  readonly lostSeconds: number
  readonly givenSeconds: number
  /** Duty id of who gave it. */
  readonly givenBy: string | null
  readonly reason: string
}

const causeWords: { readonly [cause in InterruptionCause]: string } = {
  'no-heartbeat': '考试机断网',
  equipment: '设备故障',
  candidate: '考生离座',
}

const seconds = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))

const nothingGiven = { givenSeconds: 0, givenBy: null } as const
const nothingLost = { lostSeconds: 0 } as const

/** The interruption of a seat that this entry ended, if it ended one. */
const endedBy = (
  entry: Entry,
  before: { readonly since: string | null; readonly cause: InterruptionCause | null },
): LedgerLine[] => {
  const { since, cause } = before
  if (since === null || cause === null) return []
  const lost = seconds(since, entry.at)
  const line = { key: `${entry.seq}`, seat: entry.seat, cause: causeWords[cause], from: since, to: entry.at }
  return [{ ...line, lostSeconds: lost, ...nothingGiven, reason: '' }]
}

const givenIn = (entry: Entry): LedgerLine[] => {
  const line = { key: `${entry.seq}`, seat: entry.seat, from: entry.at, to: entry.at, givenBy: entry.actor }
  if (entry.kind !== 'extension-granted' && entry.kind !== 'room-extended') return []
  const { seconds: given, reason } = entry.body
  return [{ ...line, ...nothingLost, cause: '补时', givenSeconds: given, reason }]
}

/** Time that incidents took from the room or from seats whose machines went on running. */
const ofIncidents = (room: RoomState, until: string): LedgerLine[] =>
  [...room.log.incidents.values()].flatMap((incident): LedgerLine[] => {
    const { time } = procedureOfIncident(room, incident)
    const lost = lostSeconds(room, incident, Date.parse(until))
    if (time === 'never' || time === 'none-lost' || lost === 0) return []
    const given = incident.roomSeconds > 0 || incident.seatSeconds.size > 0
    // An incident for which nobody gave time and that stands open to the end took none that is known.
    if (!given && incident.closed === null) return []
    if (incident.type === 'equipment') return []
    const to = new Date(Date.parse(incident.since) + lost * 1000).toISOString()
    const line = {
      cause: incidentTitle(incident.type, room.rules?.incidents?.book),
      from: incident.since,
      to,
      lostSeconds: lost,
    }
    const reason = `突发事件第 ${incident.number} 号`
    const seats = incident.seats.length > 0 ? incident.seats : [null]
    return seats.map((seat) => ({
      ...{ key: `i${incident.number}/${seat ?? ''}`, seat, ...line, ...nothingGiven, reason },
    }))
  })

/** Everything that took time in a sitting and everything that gave some back, from its journal alone. */
export const ledgerOf = (entries: readonly Entry[]): readonly LedgerLine[] => {
  const room = emptyRoom()
  const lines: LedgerLine[] = []
  for (const entry of entries) {
    const seat = entry.seat === null ? undefined : room.seats.get(entry.seat)
    const before = { since: seat?.interruptedSince ?? null, cause: seat?.interruptionCause ?? null }
    evolve(room, entry)
    if (before.since !== null && seat?.interruptedSince === null) lines.push(...endedBy(entry, before))
    lines.push(...givenIn(entry))
  }
  const suspensions = room.suspensions.map(({ from, to }, at): LedgerLine => {
    const [began, ended] = [new Date(from).toISOString(), new Date(to).toISOString()]
    const line = { key: `s${at}`, seat: null, cause: '全场暂停', from: began, to: ended }
    const given = seconds(began, ended)
    return { ...line, lostSeconds: given, givenSeconds: given, givenBy: null, reason: '结束时间随暂停顺延' }
  })
  const until = room.endedAt ?? entries.at(-1)?.at ?? ''
  return [...lines, ...suspensions, ...ofIncidents(room, until)].sort((a, b) => (a.from < b.from ? -1 : 1))
}

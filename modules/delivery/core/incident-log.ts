import type { EventBodies } from './events.ts'
import type { IncidentEvents, IncidentSeverity, SignerRole } from './incident-events.ts'

export interface IncidentStep {
  readonly step: string
  readonly at: string
  readonly actor: string
  readonly fields: { readonly [field: string]: string }
}

/** One incident of a sitting as its journal tells it. */
export interface Incident {
  readonly number: number
  readonly type: string
  readonly branch: string
  readonly seats: readonly string[]
  readonly text: string
  readonly fields: { readonly [field: string]: string }
  readonly openedAt: string
  readonly openedBy: string
  readonly since: string
  readonly severity: IncidentSeverity
  readonly locksExit: boolean
  readonly alertsChief: boolean
  readonly beforeOpening: readonly SignerRole[]
  readonly followUp: string
  acknowledged: { readonly at: string; readonly by: string } | null
  readonly steps: IncidentStep[]
  readonly signatures: { readonly as: SignerRole; readonly name: string; readonly at: string }[]
  readonly reports: { readonly to: string; readonly at: string; readonly text: string }[]
  readonly answers: { readonly by: string; readonly at: string; readonly text: string }[]
  /** Seconds made good for the whole room, and by seat. */
  roomSeconds: number
  readonly seatSeconds: Map<string, number>
  readonly resits: string[]
  closed: {
    readonly at: string
    readonly by: string
    readonly decision: string
    readonly effect: string
    readonly proposal?: string
  } | null
}

export interface Evidence {
  readonly piece: number
  readonly incident: number
  readonly article: string
  readonly taker: string
  readonly at: string
  keeper: string
  returned: { readonly to: string; readonly at: string } | null
}

export interface Announcement {
  readonly id: string
  readonly at: string
  readonly text: string
}

/** Everything a sitting knows of its incidents; the same for a room of computers and for a room with paper. */
export interface IncidentLog {
  /** Duty ids of those who have confirmed that they know the procedures. */
  readonly rulesReadBy: Set<string>
  readonly incidents: Map<number, Incident>
  readonly evidence: Map<number, Evidence>
  readonly corrections: Announcement[]
  /** Spare papers left in the room; null until somebody has counted them. */
  sparesLeft: number | null
  /** Number of the last entry that moved this log. */
  lastSeq: number
  /** Seconds by which the end of the whole room has moved. */
  extendedSeconds: number
}

export const emptyIncidentLog = (): IncidentLog => ({
  rulesReadBy: new Set(),
  incidents: new Map(),
  evidence: new Map(),
  corrections: [],
  sparesLeft: null,
  lastSeq: 0,
  extendedSeconds: 0,
})

export const openIncidents = ({ incidents }: IncidentLog): Incident[] =>
  [...incidents.values()].filter(({ closed }) => closed === null)

/** HN-3.1.6-10: the incident that keeps everybody in the room, if there is one. */
export const exitLock = (log: IncidentLog): Incident | undefined =>
  openIncidents(log).find(({ locksExit }) => locksExit)

const hasSigned = ({ signatures }: Incident, role: SignerRole): boolean =>
  signatures.some(({ as }) => as === role)

/** HN-3.1.6-07: the incident whose joint record still lacks a signature that the opening waits for. */
export const openingObstacle = (log: IncidentLog): Incident | undefined =>
  openIncidents(log).find((incident) => incident.beforeOpening.some((role) => !hasSigned(incident, role)))

interface Occurred<K extends keyof IncidentEvents> {
  readonly at: string
  readonly seq: number
  readonly actor: string
  readonly body: IncidentEvents[K]
}

type IncidentFold<K extends keyof IncidentEvents> = (log: IncidentLog, event: Occurred<K>) => void

const incidentOf = (log: IncidentLog, number: number): Incident => {
  const incident = log.incidents.get(number)
  if (!incident) throw new Error(`no incident ${number}`)
  return incident
}

/** How each event moves the log. Throws when an entry speaks of what is not there, so a replay proves them. */
const incidentFolds: { readonly [K in keyof IncidentEvents]: IncidentFold<K> } = {
  'incident-rules-read': (log, { actor }) => {
    log.rulesReadBy.add(actor)
  },
  'incident-opened': (log, { at, actor, body }) => {
    const { incident: number, ...rest } = body
    if (log.incidents.has(number)) throw new Error(`incident ${number} is there already`)
    log.incidents.set(number, {
      ...{ ...rest, number, openedAt: at, openedBy: actor },
      ...{ acknowledged: null, steps: [], signatures: [], reports: [], answers: [], resits: [] },
      ...{ roomSeconds: 0, seatSeconds: new Map(), closed: null },
    })
  },
  'incident-step': (log, { at, actor, body: { incident, step, fields } }) => {
    incidentOf(log, incident).steps.push({ step, at, actor, fields })
  },
  'incident-signed': (log, { at, body: { incident, as, name } }) => {
    incidentOf(log, incident).signatures.push({ as, name, at })
  },
  'incident-reported': (log, { at, body: { incident, to, text } }) => {
    incidentOf(log, incident).reports.push({ to, at, text })
  },
  'incident-answered': (log, { at, body: { incident, by, text } }) => {
    incidentOf(log, incident).answers.push({ by, at, text })
  },
  'incident-acknowledged': (log, { at, actor, body }) => {
    incidentOf(log, body.incident).acknowledged = { at, by: actor }
  },
  'incident-closed': (log, { at, actor, body: { incident, ...closing } }) => {
    incidentOf(log, incident).closed = { at, by: actor, ...closing }
  },
  'room-extended': (log, { body: { incident, seconds } }) => {
    incidentOf(log, incident).roomSeconds += seconds
    log.extendedSeconds += seconds
  },
  'correction-announced': (log, { at, seq, body: { item, text } }) => {
    log.corrections.push({ id: `correction-${seq}`, at, text: `第 ${item} 题更正：${text}` })
  },
  'spare-used': (log, { body: { left } }) => {
    log.sparesLeft = left
  },
  'evidence-seized': (log, { at, seq, body: { incident, article, taker, keeper } }) => {
    incidentOf(log, incident)
    log.evidence.set(seq, { piece: seq, incident, article, taker, keeper, at, returned: null })
  },
  'evidence-moved': (log, { at, body: { piece, to, person } }) => {
    const evidence = log.evidence.get(piece)
    if (!evidence) throw new Error(`no piece of evidence ${piece}`)
    if (to === 'keeper') evidence.keeper = person
    else evidence.returned = { to: person, at }
  },
  'resit-proposed': (log, { body: { incident, seats } }) => {
    incidentOf(log, incident).resits.push(...seats)
  },
}

/** Folds an entry into the log, if it concerns an incident at all. */
export const foldIncident = (
  log: IncidentLog,
  entry: {
    readonly kind: keyof EventBodies
    readonly at: string
    readonly seq: number
    readonly actor: string
    readonly seat: string | null
    readonly body: EventBodies[keyof EventBodies]
  },
): void => {
  if (entry.kind in incidentFolds) {
    log.lastSeq = entry.seq
    incidentFolds[entry.kind as keyof IncidentEvents](log, entry as never)
    return
  }
  if (entry.kind !== 'extension-granted') return
  const { incident, seconds } = entry.body as EventBodies['extension-granted']
  if (incident === undefined || entry.seat === null) return
  const given = incidentOf(log, incident).seatSeconds
  given.set(entry.seat, (given.get(entry.seat) ?? 0) + seconds)
}

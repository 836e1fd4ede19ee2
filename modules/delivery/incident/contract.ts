import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import type { Evidence } from '../core/incident-log.ts'
import { incidentFollowUp, incidentOpening } from './act.schema.ts'
import type { IncidentView } from './core/incident-view.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Text = Type.String({ maxLength: 1000 })

const readers = ['org-exam', 'org-head', 'org-secrecy', 'site-chief', 'supervisor', 'org-archive'] as const
const followers = ['org-exam', 'org-head', 'site-chief', 'supervisor'] as const

/** Issued by the server when a room has something new about its incidents. */
export const noteIncidents = command({
  name: 'delivery.noteIncidents',
  title: '登记考场突发事件',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({ incidents: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** What has no sitting: a leak, an accident, whatever the organisation hears of. */
export const openIncident = command({
  name: 'delivery.openIncident',
  title: '登记突发事件',
  input: Type.Object({
    batchId: Nullable(Uuid),
    place: Type.String({ minLength: 2, maxLength: 60 }),
    opening: incidentOpening,
  }),
  reply: Type.Object({ incidentId: Uuid }),
  refusals: ['INCIDENT_REFUSED'],
  roles: [...followers, 'org-secrecy'],
})

/** After the day: steps, reports, answers, transcripts, evidence and the decision, by the rules of the room. */
export const followIncident = command({
  name: 'delivery.followIncident',
  title: '办理突发事件',
  input: Type.Object({ incidentId: Uuid, version: Version, act: incidentFollowUp }),
  reply: Type.Object({ version: Version, state: Type.String() }),
  refusals: ['INCIDENT_REFUSED', 'STILL_IN_ROOM'],
  roles: [...followers],
})

export const incidentList = query({
  name: 'delivery.incidents',
  title: '突发事件',
  input: Type.Object({
    batchId: Type.Optional(Uuid),
    state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    open: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        incidentId: Uuid,
        version: Version,
        batchId: Nullable(Uuid),
        place: Type.String(),
        book: Type.String(),
        atCentre: Type.Boolean(),
        holdsScore: Type.Boolean(),
        /** The case of discipline that rests on it, or whether one may be opened on it. */
        caseId: Nullable(Uuid),
        mayOpenCase: Type.Boolean(),
        mayFollow: Type.Boolean(),
        candidates: Type.Array(Type.Object({ seat: Type.String(), name: Type.String() })),
        /** As the desk of a room shows it. */
        view: Type.Unsafe<IncidentView>(Type.Any()),
        evidence: Type.Unsafe<readonly Evidence[]>(Type.Any()),
      }),
    ),
  }),
  roles: readers,
})

export const decideResit = command({
  name: 'delivery.decideResit',
  title: '决定重考',
  input: Type.Object({ resitId: Uuid, version: Version, approve: Type.Boolean(), note: Text }),
  reply: Type.Object({ version: Version }),
  refusals: ['ALREADY_DECIDED'],
  roles: ['site-chief', 'org-head'],
})

export const interruptionLedger = query({
  name: 'delivery.interruptions',
  title: '中断台账',
  input: Type.Object({ batchId: Type.Optional(Uuid) }),
  reply: Type.Object({
    lines: Type.Array(
      Type.Object({
        place: Type.String(),
        seat: Nullable(Type.String()),
        name: Type.String(),
        cause: Type.String(),
        from: Type.String(),
        to: Type.String(),
        lostSeconds: Type.Integer(),
        givenSeconds: Type.Integer(),
        givenBy: Nullable(Type.String()),
        reason: Type.String(),
      }),
    ),
    resits: Type.Array(
      Type.Object({
        resitId: Uuid,
        version: Version,
        place: Type.String(),
        seat: Type.String(),
        name: Type.String(),
        reason: Type.String(),
        state: Type.String(),
        decidedBy: Nullable(Type.String()),
        decidedAt: Nullable(Type.String()),
        note: Nullable(Type.String()),
        mayDecide: Type.Boolean(),
      }),
    ),
  }),
  roles: readers,
})

/** Compares the scripts of a batch; what was found before stays as it was decided. */
export const findLikeness = command({
  name: 'delivery.findLikeness',
  title: '比对雷同答卷',
  input: Type.Object({ organisationId: Type.Optional(Uuid), batchId: Uuid }),
  reply: Type.Object({ compared: Type.Integer(), found: Type.Integer() }),
  refusals: [],
  roles: ['system', 'org-exam', 'org-head', 'supervisor'],
})

export const decideLikeness = command({
  name: 'delivery.decideLikeness',
  title: '认定雷同答卷',
  input: Type.Object({
    findingId: Uuid,
    version: Version,
    confirmed: Type.Boolean(),
    expert: Type.String({ maxLength: 60 }),
    opinion: Text,
  }),
  reply: Type.Object({ version: Version }),
  refusals: ['ALREADY_DECIDED', 'OPINION_MISSING'],
  roles: ['supervisor', 'org-head'],
})

export const likenessList = query({
  name: 'delivery.likeness',
  title: '雷同答卷',
  input: Type.Object({ batchId: Type.Optional(Uuid) }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        findingId: Uuid,
        version: Version,
        seatA: Type.String(),
        seatB: Type.String(),
        nameA: Type.String(),
        nameB: Type.String(),
        adjacent: Type.Boolean(),
        equalWrong: Type.Integer(),
        bothWrong: Type.Integer(),
        items: Type.Integer(),
        chance: Type.Number(),
        state: Type.String(),
        expert: Nullable(Type.String()),
        opinion: Nullable(Type.String()),
        decidedBy: Nullable(Type.String()),
        decidedAt: Nullable(Type.String()),
        mayDecide: Type.Boolean(),
      }),
    ),
  }),
  roles: readers,
})

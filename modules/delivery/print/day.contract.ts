import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { incidentFollowUp, incidentOpening } from '../incident/act.schema.ts'
import { Changed, Instant, Name, onSite, Room, readers, Uuid, Version } from './shapes.ts'

const Applications = Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true })

/** SDS-4.4-32, -33, -34: recognised, checked for articles, signed in; some or all of a room at a time. */
export const signInOnPaper = command({
  name: 'delivery.signInOnPaper',
  title: '登记纸笔考场签到',
  input: Type.Object({
    ...Room,
    applicationIds: Applications,
    identity: Type.Boolean(),
    articles: Type.Boolean(),
    ticket: Type.Boolean(),
    /** When they came, where it is entered later; now where it is left out. */
    at: Type.Optional(Instant),
  }),
  reply: Changed,
  refusals: [
    ...(['NOT_YOUR_ROOM', 'NOT_NOW', 'NOT_SEATED_HERE', 'TIME_AHEAD'] as const),
    ...(['TICKS_MISSING', 'DOOR_SHUT', 'ENTRY_CLOSED'] as const),
  ],
  roles: [...onSite],
})

/** A tick set by mistake is taken away; that it was there stays on record. */
export const takeBackSignIn = command({
  name: 'delivery.takeBackSignIn',
  title: '更正签到',
  input: Type.Object({ ...Room, applicationId: Uuid, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'NOT_SIGNED_IN', 'ALREADY_LEFT'],
  roles: [...onSite],
})

/** SDS-4.4-26, HN-3.1.4-05, HN-2.3.4-25: who leaves, and when. */
export const leavePaperRoom = command({
  name: 'delivery.leavePaperRoom',
  title: '登记考生退场',
  input: Type.Object({ ...Room, applicationIds: Applications, at: Type.Optional(Instant) }),
  reply: Type.Object({ version: Version, state: Type.String(), left: Type.Integer() }),
  refusals: [
    ...(['NOT_YOUR_ROOM', 'NOT_NOW', 'NOT_SIGNED_IN', 'TIME_AHEAD'] as const),
    ...(['EXIT_LOCKED', 'TOO_EARLY', 'PAPERS_OPEN'] as const),
  ],
  roles: [...onSite],
})

/** HN-3.1.1-19: with the own login, or on the printed form for one on duty who has none. */
export const signPaperRecord = command({
  name: 'delivery.signPaperRecord',
  title: '签署考场情况记录',
  input: Type.Object({ ...Room, byHand: Type.Optional(Name) }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'NOT_A_SIGNER', 'HAS_ACCOUNT', 'NOT_ON_DUTY'],
  roles: [...onSite, 'supervisor'],
})

/** HN-3.1.1-19, SDS-4.4-18: the room's record and its sign-in sheet, for signing and filing. */
export const printPaperForm = command({
  name: 'delivery.printPaperForm',
  title: '打印纸笔考场表单',
  input: Type.Object({
    printRoomId: Uuid,
    form: Type.Union([Type.Literal('record'), Type.Literal('sign-in')]),
  }),
  reply: Type.Object({ organisationId: Uuid, fileId: Uuid, title: Type.String() }),
  refusals: ['NOT_YOUR_ROOM', 'GLYPH_MISSING'],
  roles: [...readers],
})

/** SDS-4.4-30, HN-3.1.6: an incident of this room under the procedures that its document has. */
export const openPaperIncident = command({
  name: 'delivery.openPaperIncident',
  title: '登记纸笔考场突发事件',
  input: Type.Object({ printRoomId: Uuid, opening: incidentOpening }),
  reply: Type.Object({ incidentId: Uuid }),
  refusals: ['NOT_YOUR_ROOM', 'INCIDENT_REFUSED'],
  roles: [...onSite],
})

export const followPaperIncident = command({
  name: 'delivery.followPaperIncident',
  title: '办理纸笔考场突发事件',
  input: Type.Object({ printRoomId: Uuid, incidentId: Uuid, version: Version, act: incidentFollowUp }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'INCIDENT_REFUSED', 'INCIDENT_ELSEWHERE', 'NOT_YOUR_OFFICE'],
  roles: [...onSite, 'supervisor'],
})

/** HN-3.1.6-08, -09: the time that handling an incident took is made good for the room; the head of the site says so. */
export const extendPaperRoom = command({
  name: 'delivery.extendPaperRoom',
  title: '顺延纸笔考场时间',
  input: Type.Object({
    ...Room,
    incidentId: Uuid,
    from: Instant,
    to: Instant,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: Type.Object({ version: Version, state: Type.String(), minutes: Type.Integer() }),
  refusals: [
    ...(['NOT_YOUR_ROOM', 'NOT_NOW', 'INCIDENT_ELSEWHERE', 'TIME_AHEAD'] as const),
    ...(['NO_TIME_LOST', 'TOO_MUCH_LOST'] as const),
  ],
  roles: ['site-chief', 'org-exam'],
})

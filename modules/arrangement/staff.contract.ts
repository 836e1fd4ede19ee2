import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 4, maxLength: 200 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const office = ['org-exam', 'org-head'] as const
const DrawRole = Type.Union([Type.Literal('监考人员'), Type.Literal('考评人员')])
const DutyRole = Type.Union([
  Type.Literal('考点负责人'),
  Type.Literal('监考人员'),
  Type.Literal('考评人员'),
  Type.Literal('内部质量督导员'),
])

/** The roster of staff with declared relatives and taught classes; the same file again changes nothing. */
export const importStaff = command({
  name: 'arrangement.importStaff',
  title: '导入人员名册',
  input: Type.Object({ fileId: Uuid }),
  reply: Type.Object({
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    relations: Type.Integer(),
  }),
  refusals: ['FILE_UNREADABLE', 'SHEET_MISSING', 'ROWS_WRONG'],
  roles: office,
})

const Ineligibility = Type.Object({
  code: Type.String(),
  sentence: Type.String(),
  clauses: Type.Array(Type.String()),
})

/** Who may examine on the batch's first day, with every reason why not and whom each must avoid. */
export const staffPool = query({
  name: 'arrangement.staffPool',
  title: '人员资格',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    basis: Type.String(),
    eligible: Type.Integer(),
    eligibleWithAvoidance: Type.Integer(),
    notEligible: Type.Integer(),
    staff: Type.Array(
      Type.Object({
        id: Uuid,
        staffNumber: Type.String(),
        name: Type.String(),
        employer: Type.String(),
        documentMasked: Type.String(),
        roles: Type.Array(Type.String()),
        examiner: Type.Array(Ineligibility),
        supervisor: Type.Array(Ineligibility),
        mustAvoid: Type.Array(
          Type.Object({ applicationId: Uuid, candidateName: Type.String(), reason: Type.String() }),
        ),
        hasAccount: Type.Boolean(),
      }),
    ),
  }),
  roles: office,
})

/** SDS-4.4-07, SDS-4.4-09: what is confirmed of one invigilator; the same again changes nothing. */
export const confirmInvigilator = command({
  name: 'arrangement.confirmInvigilator',
  title: '登记监考人员确认',
  input: Type.Object({
    sessionId: Uuid,
    staffId: Uuid,
    items: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
    }),
  }),
  reply: Type.Object({ confirmedAt: Type.String(), added: Type.Integer() }),
  refusals: ['ITEM_UNKNOWN', 'NOT_QUALIFIED', 'TOO_LATE'],
  roles: [...office, 'site-chief'],
})

/** Of each invigilator of the roster, what is confirmed for a session and what is not. */
export const confirmations = query({
  name: 'arrangement.confirmations',
  title: '监考人员确认',
  input: Type.Object({ sessionId: Uuid }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ item: Type.String(), clause: Type.String() })),
    /** The day by which qualifications are confirmed; null where the rules ask for none. */
    qualifiedBy: Nullable(Type.String()),
    isDrawn: Type.Boolean(),
    /** What may still be confirmed today. */
    confirmable: Type.Array(Type.String()),
    people: Type.Array(
      Type.Object({
        staffId: Uuid,
        staffNumber: Type.String(),
        name: Type.String(),
        confirmed: Type.Array(Type.Object({ item: Type.String(), at: Type.String(), by: Type.String() })),
        open: Type.Array(Type.String()),
      }),
    ),
  }),
  roles: [...office, 'site-chief'],
})

export const assignDuty = command({
  name: 'arrangement.assignDuty',
  title: '安排人员',
  input: Type.Object({
    sessionId: Uuid,
    staffId: Uuid,
    role: DutyRole,
    siteId: Type.Optional(Uuid),
    roomId: Type.Optional(Uuid),
    isLeader: Type.Optional(Type.Boolean()),
    /** Asked for where the rule wants a draw (SDS-4.3-08, SDS-4.4-13). */
    reason: Type.Optional(Reason),
  }),
  reply: Type.Object({ dutyId: Uuid }),
  refusals: [
    'NOT_QUALIFIED',
    'MUST_AVOID',
    'DRAW_REQUIRED',
    'ALREADY_ON_DUTY',
    'HEAD_TAKEN',
    'PLACE_MISSING',
  ],
  roles: office,
})

export const removeDuty = command({
  name: 'arrangement.removeDuty',
  title: '撤下人员',
  input: Type.Object({ dutyId: Uuid, version: Type.Integer({ minimum: 1 }), reason: Reason }),
  reply: Type.Object({ version: Type.Integer() }),
  refusals: [],
  roles: office,
})

/** Fixes the pool and publishes the hash that binds it and the seed. */
export const announceDraw = command({
  name: 'arrangement.announceDraw',
  title: '公布抽签承诺',
  input: Type.Object({ sessionId: Uuid, siteId: Uuid, role: DrawRole, reason: Type.Optional(Reason) }),
  reply: Type.Object({
    drawId: Uuid,
    version: Type.Integer(),
    commitment: Type.String(),
    pool: Type.Integer(),
  }),
  refusals: ['DRAW_REPEATED', 'POOL_EMPTY', 'ROOMS_EMPTY'],
  roles: [...office, 'site-chief'],
})

export const draw = command({
  name: 'arrangement.draw',
  title: '抽签',
  input: Type.Object({ drawId: Uuid, version: Type.Integer({ minimum: 1 }) }),
  reply: Type.Object({
    version: Type.Integer(),
    seed: Type.String(),
    drawn: Type.Array(Type.Object({ roomName: Type.String(), names: Type.Array(Type.String()) })),
  }),
  refusals: ['DRAW_REPEATED', 'NOT_THE_DAY', 'HEAD_MISSING', 'STUDY_OPEN', 'POOL_SHORT'],
  roles: [...office, 'site-chief'],
})

export const releaseDuties = command({
  name: 'arrangement.releaseDuties',
  title: '发布人员安排',
  input: Type.Object({ sessionId: Uuid, version: Type.Integer({ minimum: 1 }) }),
  reply: Type.Object({ version: Type.Integer() }),
  refusals: ['ROSTER_INCOMPLETE'],
  roles: [...office, 'site-chief'],
})

/** Opens accounts for everyone on duty who has none; the screen derives the first passwords from its own secret. */
export const openStaffAccounts = command({
  name: 'arrangement.openStaffAccounts',
  title: '开通考务账号',
  input: Type.Object({ batchId: Uuid, secret: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  reply: Type.Object({
    accounts: Type.Array(
      Type.Object({ staffNumber: Type.String(), name: Type.String(), login: Type.String() }),
    ),
  }),
  refusals: [],
  roles: office,
})

export const staffing = query({
  name: 'arrangement.staffing',
  title: '场次人员',
  input: Type.Object({ sessionId: Uuid }),
  reply: Type.Object({
    sessionVersion: Type.Integer(),
    staffedAt: Nullable(Type.String()),
    startsAt: Type.String(),
    subject: Type.String(),
    problems: Type.Array(Type.Object({ clause: Type.String(), sentence: Type.String() })),
    sites: Type.Array(Type.Object({ siteId: Uuid, siteName: Type.String() })),
    rooms: Type.Array(
      Type.Object({
        roomId: Uuid,
        siteId: Uuid,
        roomName: Type.String(),
        people: Type.Integer(),
        needed: Type.Integer(),
      }),
    ),
    duties: Type.Array(
      Type.Object({
        dutyId: Uuid,
        version: Type.Integer(),
        role: Type.String(),
        staffName: Type.String(),
        staffNumber: Type.String(),
        roomId: Nullable(Uuid),
        siteId: Nullable(Uuid),
        isLeader: Type.Boolean(),
        drawn: Type.Boolean(),
        reason: Nullable(Type.String()),
      }),
    ),
    draws: Type.Array(
      Type.Object({
        drawId: Uuid,
        version: Type.Integer(),
        siteId: Uuid,
        role: Type.String(),
        number: Type.Integer(),
        state: Type.String(),
        label: Type.String(),
        commitment: Type.String(),
        announcedAt: Type.String(),
        seed: Nullable(Type.String()),
        drawnAt: Nullable(Type.String()),
        ledBy: Nullable(Type.String()),
        reason: Nullable(Type.String()),
        pool: Type.Array(Type.String()),
        order: Type.Array(Type.String()),
        /** Recomputed from what is published. */
        holds: Nullable(Type.Boolean()),
      }),
    ),
    availableActions: Type.Array(
      Type.Object({ action: Type.String(), title: Type.String(), enabled: Type.Boolean() }),
    ),
  }),
  roles: [...office, 'site-chief'],
})

/** A decided violation: whoever is out leaves the duties of sessions that have not begun. */
export const withdrawExcluded = command({
  name: 'arrangement.withdrawExcluded',
  title: '撤下违规人员',
  input: Type.Object({
    organisationId: Uuid,
    caseNumber: Type.String(),
    scope: Type.Union([Type.String(), Type.Null()]),
    untilOn: Type.Union([Type.String(), Type.Null()]),
    people: Type.Array(
      Type.Object({
        accountId: Type.Union([Uuid, Type.Null()]),
        staffId: Type.Union([Uuid, Type.Null()]),
      }),
    ),
  }),
  reply: Type.Object({ removed: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** HN-3.3.8-03: an undeclared relation is on record from now on, and the examiner leaves the candidate's room at once. */
export const recordRelation = command({
  name: 'arrangement.recordRelation',
  title: '登记未申报的亲友关系',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    caseNumber: Type.String(),
    reason: Type.String(),
    applicationIds: Type.Array(Uuid),
    people: Type.Array(Type.Object({ staffId: Type.Union([Uuid, Type.Null()]) })),
  }),
  reply: Type.Object({ relations: Type.Integer(), removed: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

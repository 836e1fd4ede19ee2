import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Words = Type.Array(Type.String())
const Action = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
  refusal: Type.Optional(Type.String()),
})

const office = ['org-exam', 'org-head'] as const
const onSite = ['site-chief', 'supervisor', 'invigilator'] as const
const readers = [...office, ...onSite, 'org-archive'] as const

/** Every room of these theory sessions gets its sitting; what is prepared already stays as it is. */
export const prepareSittings = command({
  name: 'delivery.prepareSittings',
  title: '下发考场',
  input: Type.Object({
    batchId: Uuid,
    sessionIds: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
    /** `seb`: these sessions admit Safe Exam Browser only; left out, what the pack says. */
    browser: Type.Optional(Type.Union([Type.Literal('any'), Type.Literal('seb')])),
  }),
  reply: Type.Object({
    prepared: Type.Integer(),
    already: Type.Integer(),
    /** The job that hands the sittings to their rooms; null when there was nothing to do. */
    jobId: Nullable(Uuid),
  }),
  refusals: [
    'ARRANGEMENT_NOT_CONFIRMED',
    'ROSTER_INCOMPLETE',
    'PREPARATION_INCOMPLETE',
    'PAPER_NOT_SEALED',
    'KEEPERS_MISSING',
    'SESSION_IN_PRINT',
    'SESSION_OVER',
  ],
  roles: ['org-exam'],
})

/** Issued by the job that handed a sitting to its room. */
export const noteFilled = command({
  name: 'delivery.noteFilled',
  title: '登记考场已收到',
  input: Type.Object({ sittingId: Uuid, preparationHash: Type.String(), packageHash: Type.String() }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['ROOM_DIFFERS'],
  roles: ['system'],
})

/** Issued by the server when a room has moved on. */
export const noteProgress = command({
  name: 'delivery.noteProgress',
  title: '登记考场进度',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({ state: Type.String() }),
  refusals: [],
  roles: ['system'],
})

/** Hands the room's tries to open its paper to whoever keeps the paper's custody; the same again is harmless. */
export const noteOpenings = command({
  name: 'delivery.noteOpenings',
  title: '登记启封情况',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({ attempts: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const takeIn = command({
  name: 'delivery.takeIn',
  title: '接收答卷',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({
    scripts: Type.Integer(),
    absent: Type.Integer(),
    violations: Type.Integer(),
    bundleHash: Type.String(),
    takenAt: Type.String(),
  }),
  refusals: ['NOT_SEALED', 'BUNDLE_ALTERED'],
  roles: ['system', 'site-chief'],
})

/** The passcodes of one room, until they have been put away. */
export const passcodeSheet = query({
  name: 'delivery.passcodeSheet',
  title: '考场口令单',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({
    version: Version,
    title: Type.String(),
    siteName: Type.String(),
    roomName: Type.String(),
    startsAt: Type.String(),
    duties: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        role: Type.String(),
        isKeeper: Type.Boolean(),
        passcode: Type.String(),
      }),
    ),
  }),
  refusals: ['PASSCODES_GONE'],
  roles: ['site-chief'],
})

export const putAwayPasscodes = command({
  name: 'delivery.putAwayPasscodes',
  title: '已打印，不再显示',
  input: Type.Object({ sittingId: Uuid, version: Version }),
  reply: Type.Object({ version: Version }),
  refusals: ['PASSCODES_GONE'],
  roles: ['site-chief'],
})

export const tickItem = command({
  name: 'delivery.tickItem',
  title: '勾选检查项',
  input: Type.Object({
    sessionId: Uuid,
    /** The room, or the session where the item concerns it whole. */
    placeId: Uuid,
    item: Type.String({ minLength: 1, maxLength: 100 }),
    finding: Type.String({ maxLength: 500 }),
  }),
  reply: Type.Object({ tickedAt: Type.String() }),
  refusals: ['ITEM_UNKNOWN', 'NOT_YOUR_ITEM', 'FINDING_MISSING', 'ALREADY_TICKED'],
  roles: ['site-chief', 'supervisor'],
})

const SittingRow = Type.Object({
  sittingId: Uuid,
  batchId: Uuid,
  sessionId: Uuid,
  roomId: Uuid,
  title: Type.String(),
  siteName: Type.String(),
  roomName: Type.String(),
  startsAt: Type.String(),
  endsAt: Type.String(),
  state: Type.String(),
  /** False when the sitting's file is not in this server's room. */
  isInRoom: Type.Boolean(),
  headSeq: Nullable(Type.Integer()),
  headHash: Nullable(Type.String()),
  bundleHash: Nullable(Type.String()),
  takenAt: Nullable(Type.String()),
  expected: Type.Integer(),
  /** Seats by status. */
  counts: Type.Record(Type.String(), Type.Integer()),
  invigilators: Words,
  hasPasscodes: Type.Boolean(),
  availableActions: Type.Array(Action),
})

/** Sittings of a day, or of a batch; without either those of today. */
export const sittingList = query({
  name: 'delivery.sittings',
  title: '考场',
  input: Type.Object({
    day: Type.Optional(Type.String({ format: 'date' })),
    batchId: Type.Optional(Uuid),
  }),
  reply: Type.Object({ day: Type.String(), total: Type.Integer(), rows: Type.Array(SittingRow) }),
  roles: readers,
})

const NamedSeats = Type.Array(
  Type.Object({ seat: Type.String(), name: Type.String(), ticketNumber: Type.String() }),
)

/** What stands on the room record beside its notes; HN-2.6-06: absentees and offenders with their numbers. */
const RoomRecordSummary = Type.Object({
  title: Type.String(),
  place: Nullable(Type.Object({ place: Type.String(), reason: Type.String() })),
  carriedItems: Words,
  absentees: NamedSeats,
  offenders: NamedSeats,
  signatures: Type.Array(Type.Object({ person: Type.String(), role: Type.String(), at: Type.String() })),
})

export const sittingDetail = query({
  name: 'delivery.sittingDetail',
  title: '考场情况',
  input: Type.Object({ sittingId: Uuid }),
  reply: Type.Object({
    sitting: SittingRow,
    keepers: Words,
    duties: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        role: Type.String(),
        isKeeper: Type.Boolean(),
      }),
    ),
    marks: Nullable(
      Type.Object({
        start: Type.String(),
        entryLimit: Type.String(),
        earliestHandIn: Nullable(Type.String()),
        end: Type.String(),
      }),
    ),
    steps: Type.Array(
      Type.Object({
        title: Type.String(),
        at: Nullable(Type.String()),
        person: Type.String(),
        remark: Type.String(),
      }),
    ),
    present: Type.Integer(),
    absent: Type.Integer(),
    signIns: Type.Array(
      Type.Object({
        seat: Type.String(),
        name: Type.String(),
        maskedNumber: Type.String(),
        ticketNumber: Type.String(),
        status: Type.String(),
        signedInAt: Nullable(Type.String()),
        finishedAt: Nullable(Type.String()),
        document: Type.String(),
        identityCheckedAt: Nullable(Type.String()),
      }),
    ),
    notes: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        at: Type.String(),
        happenedAt: Type.String(),
        category: Type.String(),
        seat: Nullable(Type.String()),
        candidateName: Nullable(Type.String()),
        person: Type.String(),
        text: Type.String(),
        reportedTo: Type.String(),
        rule: Type.String(),
        decision: Type.String(),
      }),
    ),
    record: Nullable(RoomRecordSummary),
  }),
  roles: readers,
})

/** HN-3.1.1-19, SDS-4.4-18: the room record, or the sign-in sheet, of a sitting that was taken in. */
export const printRecord = command({
  name: 'delivery.printRecord',
  title: '打印考场记录',
  input: Type.Object({
    sittingId: Uuid,
    form: Type.Union([Type.Literal('record'), Type.Literal('sign-in')]),
  }),
  reply: Type.Object({ organisationId: Uuid, fileId: Uuid }),
  refusals: ['NOT_TAKEN_IN', 'GLYPH_MISSING'],
  roles: [...office, 'site-chief', 'supervisor', 'org-archive'],
})

/** The preparations of each theory session of a day or a batch, with what is ticked and what is not. */
export const checklist = query({
  name: 'delivery.checklist',
  title: '考前检查',
  input: Type.Object({ sessionId: Uuid, batchId: Uuid }),
  reply: Type.Object({
    ticked: Type.Integer(),
    total: Type.Integer(),
    places: Type.Array(
      Type.Object({
        placeId: Uuid,
        title: Type.String(),
        items: Type.Array(
          Type.Object({
            item: Type.String(),
            clause: Type.String(),
            phase: Type.String(),
            /** HN-1.8.4-08: the last day for it; null where the rules set none. */
            dueOn: Nullable(Type.String()),
            isOverdue: Type.Boolean(),
            role: Type.String(),
            mayTick: Type.Boolean(),
            tickedAt: Nullable(Type.String()),
            tickedBy: Nullable(Type.String()),
            finding: Type.String(),
          }),
        ),
      }),
    ),
  }),
  roles: readers,
})

/** Batches with a confirmed arrangement and how far their theory sittings are. */
export const examList = query({
  name: 'delivery.exams',
  title: '考试',
  input: Type.Object({}),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        batchId: Uuid,
        name: Type.String(),
        examFrom: Type.String(),
        examTo: Type.String(),
        sessions: Type.Integer(),
        sittings: Type.Integer(),
        taken: Type.Integer(),
      }),
    ),
  }),
  roles: [...office, 'org-archive'],
})

/** Theory sessions of a batch, each with what still keeps it from being handed to its rooms. */
export const examSessions = query({
  name: 'delivery.examSessions',
  title: '场次准备情况',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    sessions: Type.Array(
      Type.Object({
        sessionId: Uuid,
        number: Type.Integer(),
        title: Type.String(),
        startsAt: Type.String(),
        endsAt: Type.String(),
        rooms: Type.Integer(),
        candidates: Type.Integer(),
        prepared: Type.Integer(),
        obstacles: Type.Array(Type.Object({ sentence: Type.String(), clauses: Words })),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...office, 'org-archive'],
})

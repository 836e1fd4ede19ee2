import Type from 'typebox'
import { organisationOffice } from '#modules/party/core/role.ts'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Reason = Type.String({ minLength: 4, maxLength: 200 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Subject = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')])
const OfBatch = Type.Object({ batchId: Uuid })
const Versioned = Type.Object({ batchId: Uuid, version: Type.Integer({ minimum: 0 }) })
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const fileFields = { organisationId: Uuid, fileId: Uuid }
const Refused = Type.Object({
  code: Type.String(),
  sentence: Type.String(),
  remedy: Type.String(),
  clauses: Type.Array(Type.String()),
})

/** What the server offers to do now; a button exists because it is here. */
const Action = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
  refusal: Type.Optional(Refused),
})

const sessionFields = {
  id: Uuid,
  lineId: Uuid,
  lineTitle: Type.String(),
  subject: Subject,
  number: Type.Integer(),
  startsAt: Instant,
  endsAt: Instant,
}
const Session = Type.Object(sessionFields)

const office = ['org-exam', 'org-head'] as const

export const proposeSessions = query({
  name: 'arrangement.proposeSessions',
  title: '测算场次',
  input: Type.Object({
    batchId: Uuid,
    morningFrom: Time,
    morningTo: Time,
    afternoonFrom: Time,
    afternoonTo: Time,
    theoryMinutes: Type.Integer({ minimum: 10, maximum: 480 }),
    practicalMinutes: Type.Integer({ minimum: 10, maximum: 480 }),
    reviewMinutes: Type.Integer({ minimum: 10, maximum: 480 }),
    gapMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
    restMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
  }),
  reply: Type.Object({
    sessions: Type.Array(Type.Omit(Session, ['id'])),
    /** People for whom the exam days have no time left. */
    unplaced: Type.Integer(),
  }),
  roles: office,
})

const NewSession = Type.Object({
  id: Type.Optional(Uuid),
  lineId: Uuid,
  subject: Subject,
  startsAt: Instant,
  endsAt: Instant,
})

/** The whole list at once: what is left out is removed, what has no id is new. */
export const saveSessions = command({
  name: 'arrangement.saveSessions',
  title: '保存场次',
  input: Type.Object({
    batchId: Uuid,
    version: Type.Integer({ minimum: 0 }),
    restMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
    sessions: Type.Array(NewSession, { maxItems: 200 }),
  }),
  reply: Type.Object({ version: Type.Integer(), sessions: Type.Array(Session) }),
  refusals: ['ARRANGEMENT_CLOSED', 'SESSION_OUTSIDE_EXAM', 'SESSION_TIMES_WRONG', 'LINE_UNKNOWN'],
  roles: office,
})

export const seatCandidates = command({
  name: 'arrangement.seat',
  title: '自动编排座位',
  input: Versioned,
  reply: Type.Object({
    seated: Type.Integer(),
    neighboursOfOneGroup: Type.Integer(),
    /** Set when the seats are being written in the background. */
    jobId: Nullable(Uuid),
  }),
  refusals: ['ARRANGEMENT_CLOSED', 'NOBODY_TO_SEAT', 'SEATS_MISSING', 'TIMES_CLASH', 'FIRST_ROW_FULL'],
  roles: office,
})

/** The step of the background job: computes from the recorded seed and writes all seats in one transaction. */
export const placeSeats = command({
  name: 'arrangement.placeSeats',
  title: '写入座位',
  input: OfBatch,
  reply: Type.Object({ seated: Type.Integer(), neighboursOfOneGroup: Type.Integer() }),
  refusals: ['ARRANGEMENT_CLOSED', 'NOBODY_TO_SEAT', 'SEATS_MISSING', 'TIMES_CLASH', 'FIRST_ROW_FULL'],
  roles: office,
})

export const movePerson = command({
  name: 'arrangement.move',
  title: '调整座位',
  input: Type.Object({
    batchId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    applicationId: Uuid,
    subject: Subject,
    sessionId: Uuid,
    seatId: Uuid,
    /** Changes places with whoever sits there; otherwise a taken seat is refused. */
    exchange: Type.Boolean(),
    /** Asked for once the arrangement is published (SDS-4.4-02). */
    reason: Type.Optional(Reason),
  }),
  reply: Type.Object({ version: Type.Integer() }),
  refusals: ['SEAT_TAKEN', 'SEAT_UNUSABLE', 'SESSIONS_OVERLAP', 'REASON_REQUIRED', 'NOT_SEATED'],
  roles: office,
})

export const clearSeats = command({
  name: 'arrangement.clear',
  title: '清空编排',
  input: Versioned,
  reply: Type.Object({ version: Type.Integer() }),
  refusals: ['ARRANGEMENT_CLOSED'],
  roles: office,
})

export const confirmArrangement = command({
  name: 'arrangement.confirm',
  title: '确认编排并发布',
  input: Versioned,
  reply: Type.Object({ version: Type.Integer(), tickets: Type.Integer() }),
  refusals: ['ARRANGEMENT_CLOSED', 'PEOPLE_UNSEATED', 'NOT_FILED'],
  roles: office,
})

/** SDS-4.4-02: a published session runs at another time only with its reason on record. */
export const changeSession = command({
  name: 'arrangement.changeSession',
  title: '登记场次变更',
  input: Type.Object({
    sessionId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    startsAt: Instant,
    endsAt: Instant,
    reason: Reason,
  }),
  reply: Type.Object({ version: Type.Integer(), tickets: Type.Integer() }),
  refusals: ['SESSION_TIMES_WRONG', 'SESSIONS_OVERLAP'],
  roles: office,
})

export const printTickets = command({
  name: 'arrangement.printTickets',
  title: '打印全部准考证',
  input: OfBatch,
  reply: Type.Object({ jobId: Uuid, tickets: Type.Integer() }),
  refusals: ['NOT_CONFIRMED'],
  roles: office,
})

/** First step of the printing job: the numbers of all candidates are read in clear, and who reads them is on record. */
export const discloseForTickets = command({
  name: 'arrangement.discloseForTickets',
  title: '读取证件号码用于准考证',
  input: OfBatch,
  reply: Type.Object({ people: Type.Integer() }),
  refusals: ['NOT_CONFIRMED'],
  roles: office,
})

/** Last step of the printing job: the finished file becomes a stored file of the organisation. */
export const keepTickets = command({
  name: 'arrangement.keepTickets',
  title: '保存准考证文件',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
  reply: Type.Object({ ...fileFields, tickets: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const downloadTicket = command({
  name: 'arrangement.downloadTicket',
  title: '下载准考证',
  input: Type.Object({ organisationId: Uuid, ticketId: Uuid }),
  reply: Type.Object(fileFields),
  refusals: ['TICKET_NOT_OPEN', 'GLYPH_MISSING'],
  roles: ['candidate'],
})

const TicketSitting = Type.Object({
  subject: Subject,
  subjectTitle: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  siteName: Type.String(),
  address: Type.String(),
  building: Type.String(),
  floor: Type.String(),
  door: Type.String(),
  roomCode: Type.String(),
  roomName: Type.String(),
  seatNumber: Type.Integer(),
  row: Type.Integer(),
  column: Type.Integer(),
  rows: Type.Integer(),
  columns: Type.Integer(),
  /** Broken seats, `row-column`. */
  broken: Type.Array(Type.String()),
  /** Seat numbers by place, row by row from the front; null where there is no seat. */
  numbers: Type.Array(Nullable(Type.Integer())),
})

export const myTickets = query({
  name: 'arrangement.myTickets',
  title: '我的准考证',
  input: Type.Object({}),
  reply: Type.Object({
    tickets: Type.Array(
      Type.Object({
        organisationId: Uuid,
        ticketId: Uuid,
        number: Type.String(),
        name: Type.String(),
        batchName: Type.String(),
        lineTitle: Type.String(),
        opensOn: Nullable(Type.String()),
        sittings: Type.Array(TicketSitting),
        /** What to bring to the practical test; told before the ticket opens. */
        materials: Type.Array(Type.String()),
        rules: Type.Array(Type.String()),
        availableActions: Type.Array(Action),
      }),
    ),
  }),
  roles: ['candidate'],
})

export const sheetForms = ['sign-in', 'door', 'desk', 'seat-plan', 'record'] as const
const SheetForm = Type.Union([
  Type.Literal('sign-in'),
  Type.Literal('door'),
  Type.Literal('desk'),
  Type.Literal('seat-plan'),
  Type.Literal('record'),
])

export const printSheets = command({
  name: 'arrangement.printSheets',
  title: '打印考场材料',
  input: Type.Object({
    batchId: Uuid,
    form: SheetForm,
    /** Left out: all sessions and rooms in one file. */
    sessionId: Type.Optional(Uuid),
    roomId: Type.Optional(Uuid),
  }),
  reply: Type.Object({ ...fileFields, sheets: Type.Integer() }),
  refusals: ['NOT_CONFIRMED', 'GLYPH_MISSING'],
  roles: [...office, 'site-chief'],
})

/** SDS-A3-03, SDS-A3-04: annex 3 with the confirmed candidates, rooms, times and staff. */
export const printScheme = command({
  name: 'arrangement.printScheme',
  title: '打印实施方案',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object(fileFields),
  refusals: ['NOT_CONFIRMED', 'SCHEME_MISSING', 'font-missing', 'glyph-missing'],
  roles: [...office],
})

const RoomLoad = Type.Object({
  roomId: Uuid,
  siteName: Type.String(),
  roomCode: Type.String(),
  roomName: Type.String(),
  people: Type.Integer(),
})

export const overview = query({
  name: 'arrangement.overview',
  title: '编排概况',
  input: OfBatch,
  reply: Type.Object({
    version: Type.Integer(),
    state: Type.String(),
    stateTitle: Type.String(),
    batchName: Type.String(),
    examFrom: Type.String(),
    examTo: Type.String(),
    restMinutes: Type.Integer(),
    admitted: Type.Integer(),
    /** Places wanted: one for each person and subject. */
    wanted: Type.Integer(),
    seated: Type.Integer(),
    neighboursOfOneGroup: Type.Integer(),
    seedCommitment: Nullable(Type.String()),
    seed: Nullable(Type.String()),
    jobId: Nullable(Uuid),
    lines: Type.Array(Type.Object({ id: Uuid, title: Type.String(), subjects: Type.Array(Subject) })),
    sessions: Type.Array(
      Type.Object({
        ...sessionFields,
        version: Type.Integer(),
        staffedAt: Nullable(Instant),
        rooms: Type.Array(RoomLoad),
      }),
    ),
    unseated: Type.Array(
      Type.Object({
        applicationId: Uuid,
        name: Type.String(),
        documentMasked: Type.String(),
        employer: Type.String(),
        subjects: Type.Array(Subject),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...organisationOffice, 'site-chief'],
})

export const seatMap = query({
  name: 'arrangement.seatMap',
  title: '座位图',
  input: Type.Object({ batchId: Uuid, sessionId: Uuid, roomId: Uuid }),
  reply: Type.Object({
    roomName: Type.String(),
    rows: Type.Integer(),
    columns: Type.Integer(),
    seats: Type.Array(
      Type.Object({
        seatId: Uuid,
        row: Type.Integer(),
        column: Type.Integer(),
        number: Type.Integer(),
        usable: Type.Boolean(),
        applicationId: Nullable(Uuid),
        name: Nullable(Type.String()),
        documentMasked: Nullable(Type.String()),
        employer: Nullable(Type.String()),
        ticketNumber: Nullable(Type.String()),
        /** Sits beside someone of the same employer. */
        besideOwnGroup: Type.Boolean(),
      }),
    ),
  }),
  roles: [...office, 'site-chief', 'invigilator'],
})

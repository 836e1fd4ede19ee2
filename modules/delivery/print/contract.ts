import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Count = Type.Integer({ minimum: 0, maximum: 10_000 })
const Name = Type.String({ minLength: 2, maxLength: 40 })
const Short = Type.String({ minLength: 1, maxLength: 60 })
const Counts = Type.Object({
  envelopes: Count,
  papers: Count,
  spares: Count,
  sheets: Count,
  blankSheets: Count,
  scratch: Count,
})
const Room = { printRoomId: Uuid, version: Version }
const TwoPeople = { first: Name, second: Name }
const Changed = Type.Object({ version: Version, state: Type.String() })
const onSite = ['invigilator', 'site-chief', 'org-exam'] as const
const readers = ['invigilator', 'site-chief', 'org-exam', 'org-head', 'supervisor'] as const

export const preparePrintRooms = command({
  name: 'delivery.preparePrintRooms',
  title: '准备纸笔考场',
  input: Type.Object({ batchId: Uuid, sessionId: Uuid }),
  reply: Type.Object({ rooms: Type.Integer() }),
  refusals: ['NOT_IN_PRINT', 'NO_CANDIDATES'],
  roles: ['org-exam', 'site-chief'],
})

/** Papers, sheets and bags counted by two people: before they are given out, and when they are back. */
export const countPapers = command({
  name: 'delivery.countPapers',
  title: '清点试卷',
  input: Type.Object({
    ...Room,
    ...TwoPeople,
    direction: Type.Union([Type.Literal('out'), Type.Literal('in')]),
    counts: Counts,
  }),
  reply: Type.Object({ version: Version, state: Type.String(), gap: Nullable(Type.String()) }),
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY', 'PAPERS_SHORT'],
  roles: [...onSite],
})

export const useSparePapers = command({
  name: 'delivery.useSparePapers',
  title: '启用备用卷',
  input: Type.Object({ ...Room, by: Short, count: Type.Integer({ minimum: 1, maximum: 1000 }) }),
  reply: Type.Object({ version: Version, left: Type.Integer() }),
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'SPARES_REFUSED'],
  roles: [...onSite],
})

export const markAbsentOnPaper = command({
  name: 'delivery.markAbsentOnPaper',
  title: '登记缺考',
  input: Type.Object({
    ...Room,
    applicationIds: Type.Array(Uuid, { maxItems: 500, uniqueItems: true }),
    /** The sheets of the absent are kept apart from the answered ones. */
    setApart: Type.Boolean(),
  }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'NOT_SEATED_HERE'],
  roles: [...onSite],
})

export const explainPaperGap = command({
  name: 'delivery.explainPaperGap',
  title: '说明清点差额',
  input: Type.Object({ ...Room, incidentId: Uuid }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'NO_GAP', 'INCIDENT_ELSEWHERE'],
  roles: [...onSite],
})

export const attachPaperScan = command({
  name: 'delivery.attachPaperScan',
  title: '上传答题卡扫描件',
  input: Type.Object({ ...Room, fileId: Uuid, sheets: Type.Integer({ minimum: 1, maximum: 1000 }) }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'TOO_MANY_SCANNED'],
  roles: [...onSite],
})

export const sealPaperRoom = command({
  name: 'delivery.sealPaperRoom',
  title: '装订密封',
  input: Type.Object({ ...Room, ...TwoPeople, bookNumber: Short, sealNumber: Short }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY', 'ABSENT_NOT_APART'],
  roles: [...onSite],
})

export const handOverPaperRoom = command({
  name: 'delivery.handOverPaperRoom',
  title: '移交保管',
  input: Type.Object({ ...Room, ...TwoPeople }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY'],
  roles: ['site-chief', 'org-exam'],
})

const Counted = Nullable(
  Type.Object({ ...Counts.properties, first: Type.String(), second: Type.String(), at: Type.String() }),
)

export const printRooms = query({
  name: 'delivery.printRooms',
  title: '纸笔考场',
  input: Type.Object({ batchId: Type.Optional(Uuid) }),
  reply: Type.Object({
    /** Sessions in print whose rooms nobody has prepared. */
    waiting: Type.Array(
      Type.Object({ batchId: Uuid, sessionId: Uuid, title: Type.String(), startsAt: Type.String() }),
    ),
    rooms: Type.Array(
      Type.Object({
        printRoomId: Uuid,
        title: Type.String(),
        place: Type.String(),
        startsAt: Type.String(),
        candidates: Type.Integer(),
        state: Type.String(),
        stateTitle: Type.String(),
      }),
    ),
  }),
  roles: [...readers],
})

export const printRoom = query({
  name: 'delivery.printRoom',
  title: '纸笔考场清点',
  input: Type.Object({ printRoomId: Uuid }),
  reply: Type.Object({
    printRoomId: Uuid,
    version: Version,
    batchId: Uuid,
    title: Type.String(),
    place: Type.String(),
    startsAt: Type.String(),
    state: Type.String(),
    stateTitle: Type.String(),
    countOut: Counted,
    countIn: Counted,
    gap: Nullable(Type.String()),
    incident: Nullable(Type.String()),
    incidents: Type.Array(Type.Object({ incidentId: Uuid, title: Type.String() })),
    spares: Type.Array(Type.Object({ by: Type.String(), count: Type.Integer() })),
    sparesLeft: Nullable(Type.Integer()),
    sources: Type.Array(Type.String()),
    people: Type.Array(Type.String()),
    candidates: Type.Array(
      Type.Object({
        applicationId: Uuid,
        seatNumber: Type.Integer(),
        name: Type.String(),
        ticketNumber: Type.String(),
        isAbsent: Type.Boolean(),
      }),
    ),
    absentApart: Type.Boolean(),
    scanned: Type.Integer(),
    mayOpenIncident: Type.Boolean(),
    seal: Nullable(
      Type.Object({
        bookNumber: Type.String(),
        sealNumber: Type.String(),
        first: Type.String(),
        second: Type.String(),
        at: Type.String(),
      }),
    ),
    handOver: Nullable(Type.Object({ first: Type.String(), second: Type.String(), at: Type.String() })),
    mayAct: Type.Boolean(),
    mayHandOver: Type.Boolean(),
  }),
  refusals: ['NOT_YOUR_ROOM'],
  roles: [...readers],
})

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import type { IncidentView } from '../incident/core/incident-view.ts'
import { Changed, Name, Nullable, onSite, Room, readers, Uuid, Version } from './shapes.ts'

export * from './day.contract.ts'

const Count = Type.Integer({ minimum: 0, maximum: 10_000 })
const Short = Type.String({ minLength: 1, maxLength: 60 })
const Counts = Type.Object({
  envelopes: Count,
  papers: Count,
  spares: Count,
  sheets: Count,
  blankSheets: Count,
  scratch: Count,
})
const TwoPeople = { first: Name, second: Name }

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
    /** Going out: what was ticked as taken into the room (SDS-4.4-18), and the seal as the bag shows it. */
    carried: Type.Optional(Type.Array(Short, { maxItems: 30, uniqueItems: true })),
    sealNumber: Type.Optional(Type.String({ maxLength: 60 })),
    /** The incident of this room that tells why the bag is not as custody has it. */
    incidentId: Type.Optional(Uuid),
  }),
  reply: Type.Object({ version: Version, state: Type.String(), gap: Nullable(Type.String()) }),
  refusals: [
    ...(['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY', 'PAPERS_SHORT'] as const),
    ...(['ITEMS_MISSING', 'BAG_UNSIGNED', 'BAG_NOT_HERE', 'BAG_DIFFERS', 'INCIDENT_ELSEWHERE'] as const),
    'ABSENT_OPEN',
  ],
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

/** SDS-4.4-34: whoever has not signed in is absent. */
export const markAbsentOnPaper = command({
  name: 'delivery.markAbsentOnPaper',
  title: '登记缺考',
  input: Type.Object({
    ...Room,
    /** The sheets of the absent are kept apart from the answered ones. */
    setApart: Type.Boolean(),
  }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'ENTRY_STILL_OPEN'],
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
  refusals: [
    ...(['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY', 'ABSENT_NOT_APART'] as const),
    ...(['STILL_SEATED', 'RECORD_UNSIGNED', 'EXIT_LOCKED'] as const),
  ],
  roles: [...onSite],
})

export const handOverPaperRoom = command({
  name: 'delivery.handOverPaperRoom',
  title: '移交保管',
  input: Type.Object({ ...Room, ...TwoPeople }),
  reply: Changed,
  refusals: ['NOT_YOUR_ROOM', 'NOT_NOW', 'SAME_PERSON', 'NOT_ON_DUTY', 'BAG_NOT_BACK', 'BAG_DIFFERS'],
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
    now: Type.String(),
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
        signedInAt: Nullable(Type.String()),
        leftAt: Nullable(Type.String()),
      }),
    ),
    absentApart: Type.Boolean(),
    hours: Type.Object({
      start: Type.String(),
      entryLimit: Type.String(),
      /** Null: nobody before the end. */
      earliestLeave: Nullable(Type.String()),
      end: Type.String(),
      extendedMinutes: Type.Integer(),
      entryClauses: Type.Array(Type.String()),
      leaveClauses: Type.Array(Type.String()),
    }),
    ticketRequired: Type.Boolean(),
    /** What goes into the room with the papers, to be ticked (SDS-4.4-18). */
    carriedItems: Type.Array(Type.String()),
    carried: Type.Array(Type.String()),
    /** The package as custody has it; null where none was made for this room. */
    bag: Nullable(
      Type.Object({
        packageId: Uuid,
        label: Type.String(),
        quantity: Type.Integer(),
        sealNumber: Nullable(Type.String()),
        stateName: Type.String(),
        holderName: Type.String(),
        isInRoom: Type.Boolean(),
        isBack: Type.Boolean(),
      }),
    ),
    recordTitle: Type.String(),
    signatures: Type.Array(
      Type.Object({ name: Type.String(), role: Type.String(), at: Type.String(), byHand: Type.Boolean() }),
    ),
    unsigned: Type.Array(Type.Object({ name: Type.String(), hasAccount: Type.Boolean() })),
    maySign: Type.Boolean(),
    book: Type.String(),
    own: Type.Array(
      Type.Object({
        incidentId: Uuid,
        version: Version,
        locksExit: Type.Boolean(),
        unsigned: Type.Array(Type.String()),
        /** As the desk of a room shows it. */
        view: Type.Unsafe<IncidentView>(Type.Any()),
      }),
    ),
    office: Type.String(),
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

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Action = Type.Object({ action: Type.String(), title: Type.String() })
const Reason = Type.String({ minLength: 2, maxLength: 200 })
const Signature = Type.String({ minLength: 10, maxLength: 20_000, pattern: '^[ML0-9 .,-]+$' })
const Form = Type.Union([
  Type.Literal('room'),
  Type.Literal('notice'),
  Type.Literal('station'),
  Type.Literal('day-before'),
  Type.Literal('protection'),
])
const Room = { sessionId: Uuid, roomId: Uuid }
const onSite = ['examiner', 'site-chief'] as const
const readers = ['org-exam', 'org-head', 'site-chief', 'examiner', 'supervisor'] as const

/** Fixes paper, notice and the commitment of the draw for every room of a practical session. */
export const preparePractical = command({
  name: 'delivery.preparePractical',
  title: '准备技能操作考场',
  input: Type.Object({
    sessionId: Uuid,
    practicalId: Uuid,
    isDangerous: Type.Boolean(),
    tasks: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20, uniqueItems: true }),
  }),
  reply: Type.Object({ rooms: Type.Integer(), lines: Type.Integer() }),
  refusals: [
    'NOT_PRACTICAL',
    'NO_CANDIDATES',
    'PAPER_NOT_IN_FORCE',
    'PAPER_OF_OTHER_LEVEL',
    'ORDER_DRAWN',
    'TRADE_DANGEROUS',
  ],
  roles: ['org-exam'],
})

/** One or more lines of a list, for one or more stations, found in order or wanting. */
export const checkPractical = command({
  name: 'delivery.checkPractical',
  title: '登记检查情况',
  input: Type.Object({
    ...Room,
    form: Form,
    /** Seats where the list is of a station; the room itself otherwise. */
    subjectIds: Type.Array(Uuid, { minItems: 1, maxItems: 300, uniqueItems: true }),
    items: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
    }),
    inOrder: Type.Boolean(),
    /** What is there, where the line is counted. */
    quantity: Nullable(Type.Number({ minimum: 0, maximum: 100_000 })),
    finding: Type.String({ maxLength: 200 }),
  }),
  reply: Type.Object({ checked: Type.Integer() }),
  refusals: ['ITEM_UNKNOWN', 'NOT_YOUR_LIST', 'NOT_ON_PANEL', 'TOO_LATE', 'FINDING_MISSING'],
  roles: ['examiner', 'site-chief', 'org-exam'],
})

/** Opens the seed: the order of call-up and everybody's task. */
export const drawOrder = command({
  name: 'delivery.drawOrder',
  title: '抽取考核顺序',
  input: Type.Object({ dayId: Uuid, version: Version }),
  reply: Type.Object({ seed: Type.String(), people: Type.Integer() }),
  refusals: ['ORDER_DRAWN', 'NOT_THE_DAY', 'NOT_ON_PANEL'],
  roles: [...onSite],
})

export const startPractical = command({
  name: 'delivery.startPractical',
  title: '开考',
  input: Type.Object({ dayId: Uuid, version: Version }),
  reply: Type.Object({ startedAt: Type.String() }),
  refusals: ['CHECKS_OPEN', 'ORDER_NOT_DRAWN', 'ALREADY_STARTED', 'NOT_THE_DAY', 'NOT_ON_PANEL'],
  roles: [...onSite],
})

const Turn = { dayId: Uuid, applicationId: Uuid }

export const callUp = command({
  name: 'delivery.callUp',
  title: '叫号',
  input: Type.Object(Turn),
  reply: Type.Object({ calledAt: Type.String() }),
  refusals: ['NOT_STARTED', 'ROOM_STOPPED', 'NOT_ON_PANEL'],
  roles: ['examiner'],
})

export const startModule = command({
  name: 'delivery.startModule',
  title: '开始计时',
  input: Type.Object({ ...Turn, module: Type.String({ minLength: 1, maxLength: 20 }) }),
  reply: Type.Object({ startedAt: Type.String() }),
  refusals: [
    'NOT_STARTED',
    'NOT_CALLED',
    'ROOM_STOPPED',
    'CLOCK_RUNNING',
    'MODULE_UNKNOWN',
    'TEST_ENDED',
    'NOT_ON_PANEL',
  ],
  roles: ['examiner'],
})

export const endModule = command({
  name: 'delivery.endModule',
  title: '结束计时',
  input: Type.Object({ ...Turn, module: Type.String({ minLength: 1, maxLength: 20 }) }),
  reply: Type.Object({ endedAt: Type.String() }),
  refusals: ['CLOCK_NOT_RUNNING', 'NOT_ON_PANEL'],
  roles: ['examiner'],
})

export const stopPractical = command({
  name: 'delivery.stopPractical',
  title: '停止考试',
  input: Type.Object({
    dayId: Uuid,
    kind: Type.Union([Type.Literal('danger'), Type.Literal('unsafe'), Type.Literal('equipment')]),
    /** Null: the whole room. */
    applicationId: Nullable(Uuid),
    /** Asked for after the clocks stand; the stop itself never waits for words. */
    reason: Type.String({ maxLength: 200 }),
  }),
  reply: Type.Object({ stopId: Uuid, stoppedAt: Type.String() }),
  refusals: ['REASON_MISSING', 'ALREADY_STOPPED', 'NOT_STARTED', 'CANDIDATE_MISSING', 'NOT_ON_PANEL'],
  roles: [...onSite],
})

/** Why the room was stopped, told once nobody is in danger any more. */
export const explainStop = command({
  name: 'delivery.explainStop',
  title: '补记停考原因',
  input: Type.Object({ stopId: Uuid, version: Version, reason: Reason }),
  reply: Type.Object({ version: Version }),
  refusals: ['NOT_ON_PANEL'],
  roles: [...onSite],
})

export const liftStop = command({
  name: 'delivery.liftStop',
  title: '恢复考试',
  input: Type.Object({
    stopId: Uuid,
    version: Version,
    remedy: Reason,
    extraMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
  }),
  reply: Type.Object({ liftedAt: Type.String() }),
  refusals: ['ALREADY_LIFTED', 'REASON_MISSING', 'TEST_ENDED', 'NOT_LEADER', 'NOT_ON_PANEL'],
  roles: ['examiner'],
})

export const confirmReading = command({
  name: 'delivery.confirmReading',
  title: '确认已阅读考核要求',
  input: Type.Object({
    ...Room,
    topics: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  }),
  reply: Type.Object({ confirmedAt: Type.String() }),
  refusals: ['TOPIC_MISSING', 'NOT_ON_PANEL'],
  roles: ['examiner'],
})

/** The candidate signs on the pad that the test is over for him. */
export const signTurn = command({
  name: 'delivery.signTurn',
  title: '考生签名',
  input: Type.Object({ ...Turn, signature: Signature }),
  reply: Type.Object({ signedAt: Type.String() }),
  refusals: ['NOT_CALLED', 'ALREADY_SIGNED', 'NOT_ON_PANEL'],
  roles: ['examiner'],
})

const Line = Type.Object({
  item: Type.String(),
  title: Type.String(),
  needed: Nullable(Type.Number()),
  unit: Type.String(),
  /** Null until somebody has looked. */
  inOrder: Nullable(Type.Boolean()),
  quantity: Nullable(Type.Number()),
  shortage: Nullable(Type.Number()),
  finding: Type.String(),
  checkedBy: Nullable(Type.String()),
  checkedAt: Nullable(Type.String()),
})

/** The day of one room as everybody who works there sees it. */
export const practicalDay = query({
  name: 'delivery.practicalDay',
  title: '技能操作考场',
  input: Type.Object(Room),
  reply: Type.Object({
    dayId: Uuid,
    version: Version,
    batchName: Type.String(),
    lineTitle: Type.String(),
    sessionNumber: Type.Integer(),
    startsAt: Type.String(),
    siteName: Type.String(),
    roomName: Type.String(),
    title: Type.String(),
    isDangerous: Type.Boolean(),
    state: Type.String(),
    stateTitle: Type.String(),
    startedAt: Nullable(Type.String()),
    startedBy: Nullable(Type.String()),
    commitment: Type.String(),
    label: Type.String(),
    seed: Nullable(Type.String()),
    /** Recomputed from what is published; null before the draw. */
    drawHolds: Nullable(Type.Boolean()),
    tasks: Type.Array(Type.String()),
    modules: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), minutes: Type.Integer() })),
    /** What this reader has to confirm to have read; none where nothing is asked or all is read. */
    toRead: Type.Array(Type.String()),
    readings: Type.Array(Type.Object({ name: Type.String(), confirmedAt: Type.String() })),
    lists: Type.Array(
      Type.Object({
        form: Form,
        title: Type.String(),
        clauses: Type.Array(Type.String()),
        until: Nullable(Type.String()),
        isLate: Type.Boolean(),
        mayCheck: Type.Boolean(),
        open: Type.Integer(),
        subjects: Type.Array(Type.Object({ subjectId: Uuid, title: Type.String(), lines: Type.Array(Line) })),
      }),
    ),
    /** The reader's moment, against which running clocks are shown. */
    now: Type.String(),
    isStopped: Type.Boolean(),
    stops: Type.Array(
      Type.Object({
        stopId: Uuid,
        version: Version,
        kind: Type.String(),
        kindTitle: Type.String(),
        candidateName: Nullable(Type.String()),
        applicationId: Nullable(Uuid),
        reason: Type.String(),
        stoppedAt: Type.String(),
        stoppedBy: Type.String(),
        liftedAt: Nullable(Type.String()),
        liftedBy: Nullable(Type.String()),
        remedy: Nullable(Type.String()),
        extraMinutes: Type.Integer(),
        mayLift: Type.Boolean(),
      }),
    ),
    turns: Type.Array(
      Type.Object({
        applicationId: Uuid,
        position: Type.Integer(),
        seatNumber: Type.Integer(),
        name: Type.String(),
        ticketNumber: Type.String(),
        task: Nullable(Type.String()),
        calledAt: Nullable(Type.String()),
        signedAt: Nullable(Type.String()),
        isEnded: Type.Boolean(),
        stationOpen: Type.Array(Type.String()),
        clocks: Type.Array(
          Type.Object({
            module: Type.String(),
            startedAt: Type.String(),
            endedAt: Nullable(Type.String()),
            secondsLeft: Type.Integer(),
            isFrozen: Type.Boolean(),
          }),
        ),
      }),
    ),
    isLeader: Type.Boolean(),
    availableActions: Type.Array(Action),
  }),
  refusals: ['NOT_PREPARED'],
  roles: [...readers],
})

/** Rooms of practical sessions: what is missing in each is what the centre has to see to. */
export const practicalDays = query({
  name: 'delivery.practicalDays',
  title: '技能操作考场准备情况',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    sessions: Type.Array(
      Type.Object({
        sessionId: Uuid,
        number: Type.Integer(),
        lineTitle: Type.String(),
        mode: Nullable(Type.String()),
        startsAt: Type.String(),
        /** 集中, or 集中与分散相结合 where its workshops lie apart. */
        layout: Type.String(),
        tradeIsDangerous: Type.Boolean(),
        papers: Type.Array(Type.Object({ practicalId: Uuid, title: Type.String() })),
        rooms: Type.Array(
          Type.Object({
            roomId: Uuid,
            roomName: Type.String(),
            siteName: Type.String(),
            candidates: Type.Integer(),
            state: Type.String(),
            stateTitle: Type.String(),
            openItems: Type.Integer(),
            missing: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...readers],
})

/** The prepared rooms of all batches, for whoever works in them. */
export const practicalRooms = query({
  name: 'delivery.practicalRooms',
  title: '技能考场',
  input: Type.Object({}),
  reply: Type.Object({
    rooms: Type.Array(
      Type.Object({
        sessionId: Uuid,
        roomId: Uuid,
        batchName: Type.String(),
        lineTitle: Type.String(),
        number: Type.Integer(),
        startsAt: Type.String(),
        roomName: Type.String(),
        siteName: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
      }),
    ),
  }),
  roles: [...readers],
})

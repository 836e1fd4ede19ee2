import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Room = { sessionId: Uuid, roomId: Uuid }
const StoredFile = Type.Object({ organisationId: Uuid, fileId: Uuid })
const readers = ['org-exam', 'org-head', 'site-chief', 'examiner', 'supervisor'] as const
const Content = Type.Object({
  name: Name,
  weight: Type.Number({ minimum: 0, maximum: 100 }),
  focus: Type.Array(Name, { maxItems: 20, uniqueItems: true }),
})

export const saveReviewScheme = command({
  name: 'delivery.saveReviewScheme',
  title: '保存综合评审方案',
  input: Type.Object({
    batchId: Uuid,
    lineId: Uuid,
    contents: Type.Array(Content, { minItems: 1, maxItems: 20 }),
  }),
  reply: Type.Object({ lines: Type.Integer() }),
  refusals: [
    'NOT_REVIEWED',
    'CONTENT_MISSING',
    'CONTENT_UNKNOWN',
    'FOCUS_UNKNOWN',
    'WEIGHTS_WRONG',
    'DEFENCE_BEGUN',
  ],
  roles: ['org-exam'],
})

/** Times and order of one room, who counts the scores, and what each candidate hands in. */
export const scheduleDefence = command({
  name: 'delivery.scheduleDefence',
  title: '编排答辩',
  input: Type.Object({
    ...Room,
    minutesEach: Type.Integer({ minimum: 5, maximum: 240 }),
    clerk: Name,
    materials: Type.Array(
      Type.Object({
        applicationId: Uuid,
        titles: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 }),
      }),
      { maxItems: 300 },
    ),
  }),
  reply: Type.Object({ turns: Type.Integer() }),
  refusals: ['NOT_REVIEWED', 'NO_CANDIDATES', 'TIME_SHORT', 'SCHEME_MISSING', 'DEFENCE_BEGUN'],
  roles: ['org-exam'],
})

export const checkReviewRoom = command({
  name: 'delivery.checkReviewRoom',
  title: '检查综合评审考场',
  input: Type.Object({ ...Room, items: Type.Array(Name, { minItems: 1, maxItems: 20, uniqueItems: true }) }),
  reply: Type.Object({ open: Type.Integer() }),
  refusals: ['ITEM_UNKNOWN'],
  roles: ['org-exam', 'site-chief'],
})

export const confirmMaterials = command({
  name: 'delivery.confirmMaterials',
  title: '确认收到评审材料',
  input: Type.Object(Room),
  reply: Type.Object({ receivedAt: Type.String() }),
  refusals: ['NOT_ON_PANEL', 'NOT_SCHEDULED'],
  roles: ['examiner'],
})

const Turn = { ...Room, applicationId: Uuid }

export const recordQuestion = command({
  name: 'delivery.recordQuestion',
  title: '记录提问',
  input: Type.Object({
    ...Turn,
    question: Type.String({ minLength: 2, maxLength: 500 }),
    answer: Type.String({ maxLength: 1000 }),
  }),
  reply: Type.Object({ questionId: Uuid }),
  refusals: ['NOT_ON_PANEL', 'NOT_SCHEDULED', 'ROOM_UNCHECKED'],
  roles: ['examiner'],
})

export const saveMinutes = command({
  name: 'delivery.saveMinutes',
  title: '保存评审记录',
  input: Type.Object({ ...Turn, minutes: Type.String({ minLength: 4, maxLength: 4000 }) }),
  reply: Type.Object({ savedAt: Type.String() }),
  refusals: ['NOT_ON_PANEL', 'NOT_SCHEDULED'],
  roles: ['examiner'],
})

/** 综合评审考场安排表 of a batch. */
export const printDefences = command({
  name: 'delivery.printDefences',
  title: '打印综合评审考场安排表',
  input: Type.Object({ batchId: Uuid }),
  reply: StoredFile,
  refusals: ['NOT_SCHEDULED', 'GLYPH_MISSING'],
  roles: ['org-exam', 'org-head'],
})

/** 评审记录 of a room, for its panel to sign. */
export const printMinutes = command({
  name: 'delivery.printMinutes',
  title: '打印评审记录',
  input: Type.Object(Room),
  reply: StoredFile,
  refusals: ['NOT_SCHEDULED', 'GLYPH_MISSING'],
  roles: ['org-exam', 'org-head', 'examiner'],
})

const TurnView = Type.Object({
  applicationId: Uuid,
  position: Type.Integer(),
  name: Type.String(),
  ticketNumber: Type.String(),
  startsAt: Type.String(),
  endsAt: Type.String(),
  materials: Type.Array(Type.String()),
  questions: Type.Array(
    Type.Object({ question: Type.String(), answer: Type.String(), askedBy: Type.String() }),
  ),
  minutes: Nullable(Type.String()),
})

export const defence = query({
  name: 'delivery.defence',
  title: '综合评审考场',
  input: Type.Object(Room),
  reply: Type.Object({
    batchId: Uuid,
    batchName: Type.String(),
    lineTitle: Type.String(),
    mode: Nullable(Type.String()),
    siteName: Type.String(),
    roomName: Type.String(),
    startsAt: Type.String(),
    clerk: Nullable(Type.String()),
    panel: Type.Array(Type.Object({ name: Type.String(), isLeader: Type.Boolean() })),
    contents: Type.Array(Content),
    roomChecks: Type.Array(Type.Object({ item: Type.String(), checkedBy: Nullable(Type.String()) })),
    receipts: Type.Array(Type.String()),
    hasReceived: Type.Boolean(),
    isOnPanel: Type.Boolean(),
    turns: Type.Array(TurnView),
  }),
  roles: [...readers],
})

export const defences = query({
  name: 'delivery.defences',
  title: '综合评审安排',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    /** The contents and abilities that the document asks for; empty where it leaves them open. */
    askedContents: Type.Array(Type.String()),
    askedFocus: Type.Array(Type.String()),
    lines: Type.Array(Type.Object({ lineId: Uuid, title: Type.String(), contents: Type.Array(Content) })),
    rooms: Type.Array(
      Type.Object({
        sessionId: Uuid,
        roomId: Uuid,
        number: Type.Integer(),
        lineTitle: Type.String(),
        startsAt: Type.String(),
        siteName: Type.String(),
        roomName: Type.String(),
        candidates: Type.Array(Type.Object({ applicationId: Uuid, name: Type.String() })),
        scheduled: Type.Integer(),
        openChecks: Type.Integer(),
      }),
    ),
    mayPlan: Type.Boolean(),
  }),
  roles: [...readers],
})

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Action, Nullable, Score, Subject, Uuid, Version, Words } from './schemas.ts'

export const startPublicity = command({
  name: 'scoring.startPublicity',
  title: '开始公示',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    publicityId: Uuid,
    startsOn: Type.String(),
    endsOn: Type.String(),
    entries: Type.Integer(),
  }),
  refusals: ['RESULTS_HELD', 'NOT_VERIFIED', 'WRONG_STATE', 'CALENDAR_YEAR_UNKNOWN', 'CORRECTION_PENDING'],
  roles: ['org-exam', 'org-head'],
})

/** Results held back when the display began, shown in it as soon as nothing keeps them; what is shown already stays as it is. */
export const publishHeld = command({
  name: 'scoring.publishHeld',
  title: '补充公示',
  input: Type.Object({ batchId: Uuid, version: Version }),
  reply: Type.Object({ version: Version, endsOn: Type.String(), entries: Type.Integer() }),
  refusals: ['RESULTS_HELD', 'NOTHING_HELD', 'WRONG_STATE', 'CALENDAR_YEAR_UNKNOWN', 'CORRECTION_PENDING'],
  roles: ['org-exam', 'org-head'],
})

export const confirmResults = command({
  name: 'scoring.confirmResults',
  title: '结束公示并确认成绩',
  input: Type.Object({ batchId: Uuid, version: Version }),
  reply: Type.Object({ confirmed: Type.Integer(), passed: Type.Integer() }),
  refusals: ['PUBLICITY_RUNNING', 'OBJECTION_OPEN', 'CORRECTION_PENDING', 'RESULTS_HELD', 'WRONG_STATE'],
  roles: ['org-head'],
})

/** By anybody, without login; a candidate who is logged in is known by that. */
export const raiseObjection = command({
  name: 'scoring.raiseObjection',
  title: '提出异议',
  input: Type.Object({
    publicityId: Uuid,
    entryNumber: Type.Optional(Type.Integer({ minimum: 1 })),
    name: Type.String({ minLength: 2, maxLength: 50 }),
    contact: Type.String({ minLength: 6, maxLength: 60 }),
    statement: Type.String({ minLength: 10, maxLength: 2000 }),
  }),
  reply: Type.Object({ number: Type.Integer() }),
  refusals: ['PUBLICITY_NOT_OPEN', 'ENTRY_UNKNOWN'],
  roles: 'anyone',
})

const Addressed = { objectionId: Uuid, version: Version }

export const investigateObjection = command({
  name: 'scoring.investigateObjection',
  title: '登记核查情况',
  input: Type.Object({ ...Addressed, findings: Words }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['WRONG_STATE', 'SAME_PERSON'],
  roles: ['org-exam', 'supervisor'],
})

export const decideObjection = command({
  name: 'scoring.decideObjection',
  title: '异议处理决定',
  input: Type.Object({
    ...Addressed,
    upheld: Type.Boolean(),
    needsCorrection: Type.Boolean(),
    decision: Words,
  }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['WRONG_STATE', 'SAME_PERSON', 'RESULT_NOT_NAMED'],
  roles: ['org-head'],
})

export const revealContact = command({
  name: 'scoring.revealContact',
  title: '查看异议人联系方式',
  input: Type.Object({ objectionId: Uuid, reason: Words }),
  reply: Type.Object({ name: Type.String(), contact: Type.String() }),
  refusals: [],
  roles: ['org-exam', 'org-head'],
})

const PublicHead = {
  publicityId: Uuid,
  organisationName: Type.String(),
  batchName: Type.String(),
  startsOn: Type.String(),
  endsOn: Type.String(),
  open: Type.Boolean(),
}

export const publicityList = query({
  name: 'scoring.publicityList',
  title: '结果公示',
  input: Type.Object({}),
  reply: Type.Object({ publicities: Type.Array(Type.Object(PublicHead)) }),
  roles: 'anyone',
})

export const PublicEntry = Type.Object({
  number: Type.Integer(),
  nameMasked: Type.String(),
  documentMasked: Type.String(),
  occupation: Type.String(),
  level: Type.Integer(),
  levelName: Type.String(),
  theory: Score,
  practical: Score,
  review: Score,
  passed: Type.Boolean(),
  correction: Nullable(Type.String()),
})

/** One publicity with a page of its masked rows; the rows leave when the display is over. */
export const publicityPage = query({
  name: 'scoring.publicityPage',
  title: '结果公示',
  input: Type.Object({
    publicityId: Uuid,
    page: Type.Integer({ minimum: 1 }),
    pageSize: Type.Integer({ minimum: 1, maximum: 3000 }),
    find: Type.Optional(Type.String({ maxLength: 30 })),
  }),
  reply: Type.Object({
    ...PublicHead,
    organisationPhone: Nullable(Type.String()),
    days: Nullable(Type.Integer()),
    clauses: Type.Array(Type.String()),
    total: Type.Integer(),
    passed: Type.Integer(),
    rows: Type.Array(PublicEntry),
  }),
  roles: 'anyone',
})

/** Publicity and objections of a batch, for the organisation. */
export const publicityDesk = query({
  name: 'scoring.publicityDesk',
  title: '公示与异议',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    /** The last day of a publicity that would start today; null where it cannot be computed. */
    plannedEnd: Nullable(Type.String()),
    plannedTrouble: Nullable(Type.String()),
    publicity: Nullable(
      Type.Object({
        publicityId: Uuid,
        version: Version,
        state: Type.String(),
        startsOn: Type.String(),
        endsOn: Type.String(),
        closedAt: Nullable(Type.String()),
      }),
    ),
    clauses: Type.Array(Type.String()),
    /** Checked results that are not on display: still looked into, or to be shown now. */
    waiting: Type.Object({ held: Type.Integer(), ready: Type.Integer() }),
    results: Type.Object({ total: Type.Integer(), passed: Type.Integer(), state: Type.String() }),
    objections: Type.Array(
      Type.Object({
        objectionId: Uuid,
        version: Version,
        number: Type.Integer(),
        resultId: Nullable(Uuid),
        resultVersion: Nullable(Type.Integer()),
        about: Nullable(Type.String()),
        subjects: Type.Array(Subject),
        contactMasked: Type.String(),
        statement: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
        createdAt: Type.String(),
        investigation: Nullable(Type.String()),
        investigatorName: Nullable(Type.String()),
        decision: Nullable(Type.String()),
        deciderName: Nullable(Type.String()),
        awaitsCorrection: Type.Boolean(),
        availableActions: Type.Array(Action),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: ['org-exam', 'org-head', 'org-review', 'supervisor'],
})

export const myResults = query({
  name: 'scoring.myResults',
  title: '我的成绩',
  input: Type.Object({}),
  reply: Type.Object({
    results: Type.Array(
      Type.Object({
        resultId: Uuid,
        publicityId: Uuid,
        batchName: Type.String(),
        organisationName: Type.String(),
        occupation: Type.String(),
        levelName: Type.String(),
        subjects: Type.Array(
          Type.Object({
            subject: Subject,
            name: Type.String(),
            points: Score,
            status: Nullable(Type.String()),
          }),
        ),
        passed: Nullable(Type.Boolean()),
        passMark: Type.Number(),
        startsOn: Type.String(),
        endsOn: Type.String(),
        open: Type.Boolean(),
      }),
    ),
    objections: Type.Array(
      Type.Object({
        objectionId: Uuid,
        number: Type.Integer(),
        statement: Type.String(),
        stateTitle: Type.String(),
        createdAt: Type.String(),
        decision: Nullable(Type.String()),
      }),
    ),
  }),
  roles: ['candidate'],
})

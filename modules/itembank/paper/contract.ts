import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { RichSchema } from '../core/rich.schema.ts'
import {
  handlersOfPapers,
  Instant,
  longestLead,
  Nullable,
  Place,
  paperRefusals,
  Shares,
  Shown,
  StateReply,
  Uuid,
  Version,
} from '../core/shapes.ts'

const Binding = Type.Object({
  batchId: Uuid,
  sessionId: Uuid,
  batchName: Type.String(),
  number: Type.Integer(),
  startsAt: Instant,
})

export const paperList = query({
  name: 'itembank.papers',
  title: '试卷列表',
  input: Type.Object({
    page: Type.Integer({ minimum: 1, maximum: 100_000 }),
    pageSize: Type.Integer({ minimum: 1, maximum: 200 }),
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        paperId: Uuid,
        title: Type.String(),
        state: Type.String(),
        stateName: Type.String(),
        totalPoints: Type.Number(),
        minutes: Type.Integer(),
        assembledByName: Type.String(),
        binding: Nullable(Binding),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})

export const paperDetail = query({
  name: 'itembank.paper',
  title: '试卷详情',
  input: Type.Object({ paperId: Uuid }),
  reply: Type.Object({
    paperId: Uuid,
    version: Version,
    title: Type.String(),
    bank: Type.String(),
    state: Type.String(),
    stateName: Type.String(),
    seed: Type.String(),
    contentHash: Type.String(),
    totalPoints: Type.Number(),
    minutes: Type.Integer(),
    assembledByName: Type.String(),
    reviewedByName: Nullable(Type.String()),
    binding: Nullable(Binding),
    earliestOpening: Nullable(Instant),
    /** It reaches its candidates in envelopes. */
    inPrint: Type.Boolean(),
    sealedFile: Nullable(Type.Object({ organisationId: Uuid, fileId: Uuid })),
    /** Asked by the blueprint and drawn, by range and type. */
    distribution: Type.Array(
      Type.Object({
        rangeCode: Type.String(),
        rangeName: Type.String(),
        typeName: Type.String(),
        asked: Type.Integer(),
        drawn: Type.Integer(),
        points: Type.Number(),
      }),
    ),
    /** Items of difficulty 1 to 5. */
    difficulty: Type.Array(Type.Integer()),
    /** Items that stand in another paper of the bank, too. */
    sharedItems: Type.Integer(),
    custodians: Type.Array(
      Type.Object({ custodianId: Uuid, name: Type.String(), takenAt: Instant, isMe: Type.Boolean() }),
    ),
    hasRehearsal: Type.Boolean(),
    /** Sessions that this paper could serve. */
    openSessions: Type.Array(Binding),
    availableActions: Type.Array(
      Type.Object({
        action: Type.String(),
        title: Type.String(),
        enabled: Type.Boolean(),
        refusal: Type.Optional(Type.String()),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})

const ComparedPaper = Type.Object({
  title: Type.String(),
  items: Type.Integer(),
  meanDifficulty: Nullable(Type.Number()),
  byDifficulty: Type.Array(Type.Integer()),
  pointsCovered: Type.Integer(),
})

/** Any two papers of a bank beside each other; lists what are the others while none is chosen. */
export const comparePapers = query({
  name: 'itembank.comparePapers',
  title: '试卷比较',
  input: Type.Object({ paperId: Uuid, otherId: Type.Optional(Uuid) }),
  reply: Type.Object({
    others: Type.Array(Type.Object({ paperId: Uuid, title: Type.String(), stateName: Type.String() })),
    comparison: Nullable(
      Type.Object({
        /** The paper, and the other one. */
        figures: Type.Array(ComparedPaper),
        shared: Type.Integer(),
        points: Type.Object({ first: Type.Integer(), both: Type.Integer(), second: Type.Integer() }),
        ranges: Type.Array(
          Type.Object({ code: Type.String(), name: Type.String(), counts: Type.Array(Type.Integer()) }),
        ),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})

export const previewPaper = command({
  name: 'itembank.previewPaper',
  title: '查看试卷',
  input: Type.Object({
    paperId: Uuid,
    /** Which form, from 0. */
    form: Type.Integer({ minimum: 0, maximum: 10_000 }),
  }),
  reply: Type.Object({
    title: Type.String(),
    forms: Type.Array(Type.String()),
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        typeName: Type.String(),
        material: Type.Optional(RichSchema),
        stem: RichSchema,
        options: Type.Array(Type.Object({ label: Type.String(), content: RichSchema })),
        points: Type.Number(),
        answer: Type.Array(Type.String()),
        reference: Type.Optional(RichSchema),
        explanation: RichSchema,
      }),
    ),
    pictures: Type.Array(Type.Object({ digest: Type.String(), uri: Type.String() })),
  }),
  refusals: ['UNDERTAKING_MISSING', 'WRONG_STATE'],
  roles: ['org-itembank'],
  secretReply: true,
})

export const reviewPaper = command({
  name: 'itembank.reviewPaper',
  title: '审核试卷',
  input: Type.Object(Shown),
  reply: StateReply,
  refusals: [...paperRefusals, 'OWN_REVIEW'],
  roles: ['org-itembank'],
})

/** SDS-4.2-03: one paper, one batch, one time. */
export const bindPaper = command({
  name: 'itembank.bindPaper',
  title: '指定批次和场次',
  input: Type.Object({ ...Shown, sessionId: Uuid }),
  reply: StateReply,
  refusals: [
    ...paperRefusals,
    ...(['ALREADY_BOUND', 'SESSION_TAKEN', 'SESSION_OF_OTHER_LEVEL', 'PAPER_UNFILED'] as const),
    'PRINT_PAPER_ON_SCREEN',
  ],
  roles: ['org-itembank'],
})

/** A custodian sets the passphrase that will open his share of the seal; nobody else ever sees it. */
export const takeCustody = command({
  name: 'itembank.takeCustody',
  title: '设置保管口令',
  input: Type.Object({ paperId: Uuid, passphrase: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Type.Object({ custodians: Type.Integer() }),
  refusals: [...paperRefusals, 'NOT_BOUND', 'PASSPHRASE_WEAK'],
  roles: ['org-secrecy', 'site-chief'],
})

export const sealPaper = command({
  name: 'itembank.sealPaper',
  title: '密封试卷',
  input: Type.Object({
    ...Shown,
    /** Custodians who have to open it together; the document sets the least. */
    threshold: Type.Integer({ minimum: 2, maximum: 10 }),
    /** How long before the session starts it may be opened; the document sets the most. */
    leadMinutes: Type.Integer({ minimum: 0, maximum: longestLead }),
    place: Place,
  }),
  reply: Type.Object({ fileId: Uuid, organisationId: Uuid, earliestOpening: Instant }),
  refusals: [
    ...paperRefusals,
    ...([
      'NOT_BOUND',
      'CUSTODIANS_TOO_FEW',
      'SESSION_STARTED',
      'LEAD_TOO_LONG',
      'THRESHOLD_TOO_LOW',
    ] as const),
  ],
  roles: ['org-secrecy'],
})

/** A package without content, for the same session and custodians, to rehearse the opening with. */
export const sealRehearsal = command({
  name: 'itembank.sealRehearsal',
  title: '制作演练包',
  input: Type.Object({ ...Shown, threshold: Type.Integer({ minimum: 2, maximum: 10 }) }),
  reply: Type.Object({ fileId: Uuid, organisationId: Uuid }),
  refusals: [...paperRefusals, 'NOT_BOUND', 'CUSTODIANS_TOO_FEW', 'THRESHOLD_TOO_LOW'],
  roles: ['org-secrecy'],
})

/** The custodians open the rehearsal package together; the try is recorded as a rehearsal, refused or not. */
export const openRehearsal = command({
  name: 'itembank.openRehearsal',
  title: '演练启封',
  input: Type.Object({
    paperId: Uuid,
    place: Place,
    shares: Shares,
  }),
  reply: Type.Object({
    opened: Type.Boolean(),
    words: Type.String(),
    sentence: Nullable(Type.String()),
    remedy: Nullable(Type.String()),
  }),
  refusals: [...paperRefusals, 'REHEARSAL_MISSING'],
  roles: ['org-secrecy', 'site-chief'],
})

/** Issued when a decided case says that a paper became known: unopened it is void, opened it is marked as exposed. */
export const withdrawExposed = command({
  name: 'itembank.withdrawExposed',
  title: '停用泄露的试卷',
  input: Type.Object({
    organisationId: Uuid,
    paperId: Nullable(Uuid),
    sessionId: Nullable(Uuid),
    caseNumber: Type.String(),
    reason: Type.String(),
  }),
  reply: Type.Object({ papers: Type.Integer(), items: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const voidPaper = command({
  name: 'itembank.voidPaper',
  title: '作废试卷',
  input: Type.Object({ ...Shown, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: StateReply,
  refusals: [...paperRefusals, 'REASON_MISSING'],
  roles: ['org-secrecy', 'org-itembank'],
})

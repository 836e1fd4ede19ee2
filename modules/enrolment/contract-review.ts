import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  Acted,
  Action,
  Application,
  authority,
  correctable,
  Day,
  Evaluation,
  FileReference,
  Form,
  Material,
  Nullable,
  office,
  Person,
  Step,
  text,
  Uuid,
  Version,
} from './contract-shapes.ts'

// Review

const Row = Type.Object({
  ...Application,
  ...Person,
  version: Version,
  state: Type.String(),
  stateTitle: Type.String(),
  source: Type.String(),
  batchName: Type.String(),
  occupationName: Type.String(),
  levelName: Type.String(),
  employer: Type.String(),
  category: Type.String(),
  submittedAt: Nullable(Type.String()),
  overdue: Type.Boolean(),
  clean: Type.Boolean(),
  /** What stands in the way of approval, in a few words each. */
  open: Type.Array(Type.String()),
})

const Page = {
  page: Type.Optional(Type.Integer({ minimum: 1 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  batchId: Type.Optional(Uuid),
  state: Type.Optional(text(20)),
  name: Type.Optional(text(50)),
  source: Type.Optional(text(10)),
  overdue: Type.Optional(text(3)),
  clean: Type.Optional(text(3)),
}

export const applicationList = query({
  name: 'enrolment.list',
  title: '报名名单',
  input: Type.Object(Page),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(Row) }),
  roles: [...office, ...authority],
})

export const batchOverview = query({
  name: 'enrolment.batches',
  title: '批次报名概况',
  input: Type.Object({}),
  reply: Type.Object({
    batches: Type.Array(
      Type.Object({
        organisationId: Uuid,
        batchId: Uuid,
        name: Type.String(),
        state: Type.String(),
        enrolmentFrom: Type.String(),
        enrolmentTo: Type.String(),
        reviewUntil: Type.String(),
        enrolmentOpen: Type.Boolean(),
        reviewOpen: Type.Boolean(),
        counts: Type.Record(Type.String(), Type.Integer()),
        overdue: Type.Integer(),
      }),
    ),
  }),
  roles: [...office, ...authority],
})

/** SDS-3.3-01, SDS-3.1-05: what waits for a decision, oldest first, contradictions before the rest. */
export const reviewQueue = query({
  name: 'enrolment.reviewQueue',
  title: '待审核名单',
  input: Type.Object({
    batchId: Uuid,
    page: Type.Optional(Type.Integer({ minimum: 1 })),
    clean: Type.Optional(text(3)),
  }),
  reply: Type.Object({ total: Type.Integer(), clean: Type.Integer(), rows: Type.Array(Row) }),
  roles: ['org-review', 'org-head', 'org-exam'],
})

export const applicationDetail = query({
  name: 'enrolment.applicationDetail',
  title: '报名材料',
  input: Type.Object({ applicationId: Uuid }),
  reply: Type.Object({
    ...Application,
    version: Version,
    personId: Uuid,
    batchId: Uuid,
    ...Person,
    ...Form,
    state: Type.String(),
    stateTitle: Type.String(),
    source: Type.String(),
    batchName: Type.String(),
    occupationName: Type.String(),
    trade: Type.String(),
    levelName: Type.String(),
    photo: Nullable(FileReference),
    photoWarnings: Type.Array(Type.String()),
    photoDecision: Type.String(),
    signature: Nullable(FileReference),
    materials: Type.Array(Material),
    certificateCheck: Nullable(
      Type.Object({
        result: Type.String(),
        source: Type.String(),
        note: Type.String(),
        checker: Type.String(),
        at: Type.String(),
      }),
    ),
    evaluation: Nullable(Evaluation),
    contradictions: Type.Array(Type.Object({ kind: Type.String(), sentence: Type.String() })),
    furtherCheck: Type.String(),
    review: Nullable(
      Type.Object({
        decision: Type.String(),
        reviewer: Type.String(),
        at: Type.String(),
        note: Type.String(),
        ticks: Type.Record(Type.String(), Type.Boolean()),
      }),
    ),
    corrections: Type.Array(
      Type.Object({
        correctionId: Uuid,
        version: Version,
        field: Type.String(),
        fieldTitle: Type.String(),
        oldValue: Type.String(),
        newValue: Type.String(),
        reason: Type.String(),
        state: Type.String(),
        requestedBy: Type.String(),
        decidedBy: Nullable(Type.String()),
        at: Type.String(),
      }),
    ),
    details: Type.Record(Type.String(), Type.String()),
    timeline: Type.Array(Step),
    overdue: Type.Boolean(),
    availableActions: Type.Array(Action),
  }),
  roles: [...office],
})

const Ticks = Type.Object({
  completeness: Type.Boolean(),
  accuracy: Type.Boolean(),
  authenticity: Type.Boolean(),
})

export const review = command({
  name: 'enrolment.review',
  title: '资格审核',
  input: Type.Object({
    applicationId: Uuid,
    version: Version,
    decision: Type.Union([
      Type.Literal('pass'),
      Type.Literal('return'),
      Type.Literal('reject'),
      Type.Literal('hold'),
    ]),
    ticks: Ticks,
    note: text(500),
    /** The reviewer's decision on a photo that the machine warns of (SDS-3.2-05). */
    photoAccepted: Type.Optional(Type.Boolean()),
  }),
  reply: Acted,
  refusals: [
    'ACTION_NOT_AVAILABLE',
    'REVIEW_CLOSED',
    'TICKS_MISSING',
    'NOTE_MISSING',
    'CONDITION_NOT_MET',
    'MATERIAL_MISSING',
    'CERTIFICATE_NOT_VERIFIED',
    'PHOTO_UNDECIDED',
  ],
  roles: ['org-review', 'org-head'],
})

/** Approves at once what is clean; what is not is left, each with its reason. */
export const reviewClean = command({
  name: 'enrolment.reviewClean',
  title: '批量审核通过',
  input: Type.Object({
    batchId: Uuid,
    /** Left out: everything in the batch that is clean. */
    applicationIds: Type.Optional(Type.Array(Uuid, { maxItems: 5000 })),
    ticks: Ticks,
  }),
  reply: Type.Object({
    passed: Type.Integer(),
    left: Type.Array(
      Type.Object({ applicationId: Uuid, name: Type.String(), reasons: Type.Array(Type.String()) }),
    ),
  }),
  refusals: ['REVIEW_CLOSED', 'TICKS_MISSING', 'NOTHING_CLEAN'],
  roles: ['org-review', 'org-head'],
})

/** SDS-3.3-06: the result of the online query of an earlier certificate, with who asked and when. */
export const verifyCertificates = command({
  name: 'enrolment.verifyCertificates',
  title: '登记原证书网上查询结果',
  input: Type.Object({
    applicationIds: Type.Array(Uuid, { minItems: 1, maxItems: 2000, uniqueItems: true }),
    result: Type.Union([Type.Literal('一致'), Type.Literal('不一致'), Type.Literal('查无此证')]),
    source: text(100, 2),
    note: text(200),
  }),
  reply: Type.Object({ recorded: Type.Integer() }),
  refusals: ['NO_CERTIFICATE', 'ACTION_NOT_AVAILABLE'],
  roles: ['org-review', 'org-head'],
})

/** SDS-3.3-06: earlier certificates of a batch that nobody has looked up yet, as many as one command takes. */
export const unverifiedCertificates = query({
  name: 'enrolment.unverifiedCertificates',
  title: '待查询的原证书',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        applicationId: Uuid,
        name: Type.String(),
        documentMasked: Type.String(),
        type: Type.String(),
        level: Type.String(),
        number: Type.String(),
      }),
    ),
  }),
  roles: ['org-review', 'org-head'],
})

/** Signed forms and proofs that the organisation collected on paper and scanned, for the people they cover. */
export const recordGroupMaterial = command({
  name: 'enrolment.recordGroupMaterial',
  title: '登记集体报名材料',
  input: Type.Object({
    batchId: Uuid,
    kind: Type.Union([
      Type.Literal('application-form'),
      Type.Literal('education-proof'),
      Type.Literal('work-years-commitment'),
    ]),
    fileId: Uuid,
    /** Left out: every roster application of the batch that lacks this material. */
    applicationIds: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 5000, uniqueItems: true })),
    statement: text(300, 4),
  }),
  reply: Type.Object({ covered: Type.Integer() }),
  refusals: ['FILE_KIND', 'NOBODY_COVERED'],
  roles: ['org-exam', 'org-review', 'org-head'],
})

/** SDS-3.4-01: only confirmed candidates go on to arrangement. */
export const admit = command({
  name: 'enrolment.admit',
  title: '确认进入编排',
  input: Type.Object({
    batchId: Uuid,
    applicationIds: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 5000, uniqueItems: true })),
  }),
  reply: Type.Object({ admitted: Type.Integer() }),
  refusals: ['ACTION_NOT_AVAILABLE'],
  roles: ['org-review', 'org-head'],
})

/** SDS-3.3-12: a change after confirmation, authorised and with its reason. */
export const correct = command({
  name: 'enrolment.correct',
  title: '更正考生信息',
  input: Type.Object({
    applicationId: Uuid,
    version: Version,
    field: correctable,
    value: text(80, 1),
    reason: text(200, 4),
  }),
  reply: Acted,
  refusals: ['ACTION_NOT_AVAILABLE', 'VALUE_INVALID'],
  roles: ['org-exam', 'org-review', 'org-head'],
})

export const decideCorrection = command({
  name: 'enrolment.decideCorrection',
  title: '办理更正申请',
  input: Type.Object({ correctionId: Uuid, version: Version, accept: Type.Boolean(), note: text(200) }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['ACTION_NOT_AVAILABLE', 'VALUE_INVALID', 'NOTE_MISSING'],
  roles: ['org-exam', 'org-review', 'org-head'],
})

// Forwarding

export const forwardingState = query({
  name: 'enrolment.forwarding',
  title: '报送准备情况',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    admitted: Type.Integer(),
    undecided: Type.Integer(),
    qualified: Type.Integer(),
    scheme: Type.Boolean(),
    commitment: Nullable(
      Type.Object({
        file: FileReference,
        signatory: Type.String(),
        signedOn: Type.String(),
        forwardedAt: Nullable(Type.String()),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...office],
})

/** SDS-A4-01: annex 4 with the batch's name filled in. */
export const printReviewCommitment = command({
  name: 'enrolment.printReviewCommitment',
  title: '生成审核承诺书',
  input: Type.Object({ batchId: Uuid }),
  reply: FileReference,
  refusals: ['UNPRINTABLE'],
  roles: ['org-review', 'org-head'],
})

/** SDS-A4-02: the scan of the signed and sealed annex 4. */
export const recordReviewCommitment = command({
  name: 'enrolment.recordReviewCommitment',
  title: '登记已签署的审核承诺书',
  input: Type.Object({
    batchId: Uuid,
    fileId: Uuid,
    signatory: text(50),
    signedOn: Day,
    sealed: Type.Boolean(),
  }),
  reply: Type.Object({ version: Version }),
  refusals: ['SIGNATURE_MISSING', 'FILE_KIND', 'ALREADY_FORWARDED'],
  roles: ['org-review', 'org-head'],
})

/** SDS-3.4-02, SDS-3.4-03. */
export const forwardBatch = command({
  name: 'enrolment.forward',
  title: '报送本批次报名信息',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({ admitted: Type.Integer() }),
  refusals: [
    'SCHEME_MISSING',
    'COMMITMENT_MISSING',
    'REVIEW_UNFINISHED',
    'NOBODY_ADMITTED',
    'ALREADY_FORWARDED',
  ],
  roles: ['org-review', 'org-head'],
})

/** SDS-A2-08: what was not done in time counts as given up; the scheduler issues it. */
export const waive = command({
  name: 'enrolment.waive',
  title: '逾期视为放弃',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    step: Type.Union([Type.Literal('enrol'), Type.Literal('pay')]),
    /** For `pay`: those who have not paid, as finance tells. */
    applicationIds: Type.Optional(Type.Array(Uuid, { maxItems: 100_000 })),
  }),
  reply: Type.Object({ waived: Type.Integer() }),
  refusals: ['NOT_YET_DUE'],
  roles: ['system'],
})

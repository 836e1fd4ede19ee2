import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const office = ['org-head', 'org-exam', 'org-review', 'org-archive'] as const
const authority = ['province', 'city'] as const

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })
const Nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()])
const Version = Type.Integer({ minimum: 1 })
const Subject = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')])
const FileReference = Type.Object({ organisationId: Uuid, fileId: Uuid })
const Application = { organisationId: Uuid, applicationId: Uuid }
const Acted = Type.Object({ version: Version, state: Type.String() })
const Action = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
  reason: Type.String(),
  clauses: Type.Array(Type.String()),
})
const Certificate = Type.Object({
  type: Type.Union([
    Type.Literal('职业资格证书'),
    Type.Literal('职业技能等级证书'),
    Type.Literal('其他证书'),
  ]),
  title: text(60),
  level: text(20),
  number: text(40),
  issuedOn: text(10),
  issuer: text(80),
})
const Criterion = Type.Object({
  kind: Type.String(),
  needed: Type.String(),
  found: Type.String(),
  met: Type.Boolean(),
  evidence: Nullable(Type.String()),
  onFile: Type.Boolean(),
})
const Evaluation = Type.Object({
  on: Type.String(),
  conditionCode: Type.String(),
  conditionText: Type.String(),
  met: Type.Boolean(),
  criteria: Type.Array(Criterion),
  evidenceMissing: Type.Array(Type.String()),
})
const Line = Type.Object({
  lineId: Uuid,
  occupationCode: Type.String(),
  occupationName: Type.String(),
  trade: Type.String(),
  levelName: Type.String(),
  subjects: Type.Array(Subject),
  feeCents: Type.Integer(),
  targetGroup: Type.String(),
})
const Material = Type.Object({
  kind: Type.String(),
  title: Type.String(),
  needed: Type.Boolean(),
  onFile: Type.Boolean(),
  file: Nullable(FileReference),
  note: Type.String(),
  clauses: Type.Array(Type.String()),
})
const Step = Type.Object({
  at: Type.String(),
  title: Type.String(),
  actor: Type.String(),
  note: Type.String(),
  clauses: Type.Array(Type.String()),
})
const Person = {
  name: Type.String(),
  sex: Type.String(),
  birthDate: Type.String(),
  documentType: Type.String(),
  documentMasked: Type.String(),
  phoneMasked: Type.String(),
}
const Form = {
  education: Type.String(),
  major: Type.String(),
  category: Type.String(),
  employer: Type.String(),
  conditionCode: Type.String(),
  currentStudent: Type.Boolean(),
  workFrom: Nullable(Type.String()),
  workYears: Nullable(Type.Integer()),
  priorCertificate: Nullable(Certificate),
  subjects: Type.Array(Subject),
  specialNeeds: Type.String(),
}

// The candidate

/** SDS-3.2-02: batches whose enrolment is open today, and no others. */
export const openPlans = query({
  name: 'enrolment.openPlans',
  title: '可报名的批次',
  input: Type.Object({}),
  reply: Type.Object({
    batches: Type.Array(
      Type.Object({
        organisationId: Uuid,
        organisationName: Type.String(),
        batchId: Uuid,
        name: Type.String(),
        enrolmentFrom: Type.String(),
        enrolmentTo: Type.String(),
        reviewUntil: Type.String(),
        paymentUntil: Type.String(),
        examFrom: Type.String(),
        lines: Type.Array(Line),
      }),
    ),
  }),
  roles: ['candidate'],
})

export const startApplication = command({
  name: 'enrolment.start',
  title: '开始报名',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    lineId: Uuid,
    sex: Type.Optional(Type.Union([Type.Literal('男'), Type.Literal('女')])),
    birthDate: Type.Optional(Day),
  }),
  reply: Type.Object({ ...Application, version: Version }),
  refusals: [
    'ENROLMENT_CLOSED',
    'WINDOW_LENGTH',
    'ALREADY_ENROLLED',
    'DOCUMENT_NOT_ACCEPTED',
    'PERSONAL_DATA_MISSING',
  ],
  roles: ['candidate'],
})

export const saveDraft = command({
  name: 'enrolment.saveDraft',
  title: '保存报名信息',
  input: Type.Object({
    ...Application,
    version: Version,
    data: Type.Partial(
      Type.Object({
        ...Form,
        education: text(20),
        major: text(60),
        category: text(10),
        employer: text(80),
        conditionCode: text(10),
        workFrom: Nullable(Day),
        workYears: Nullable(Type.Integer({ minimum: 0, maximum: 80 })),
        subjects: Type.Array(Subject, { uniqueItems: true, maxItems: 3 }),
        specialNeeds: text(200),
        phone: text(20),
      }),
    ),
  }),
  reply: Type.Object({ version: Version, evaluation: Nullable(Evaluation) }),
  refusals: [
    'ACTION_NOT_AVAILABLE',
    'ENROLMENT_CLOSED',
    'CATEGORY_UNKNOWN',
    'CONDITION_UNKNOWN',
    'CERTIFICATE_INCOMPLETE',
    'CERTIFICATE_NUMBER_MALFORMED',
    'PHONE_MALFORMED',
    'EDUCATION_UNKNOWN',
    'SUBJECTS_INVALID',
  ],
  roles: ['candidate'],
})

/** SDS-3.2-04, SDS-3.2-05, SDS-3.2-07, SDS-3.3-04, SDS-3.3-05: photo, signature and proofs, uploaded before by the client. */
export const attach = command({
  name: 'enrolment.attach',
  title: '提交照片、签名或证明',
  input: Type.Object({
    ...Application,
    version: Version,
    kind: Type.Union([
      Type.Literal('photo'),
      Type.Literal('signature'),
      Type.Literal('education-proof'),
      Type.Literal('work-years-commitment'),
      Type.Literal('prior-certificate'),
    ]),
    file: FileReference,
  }),
  reply: Type.Object({ version: Version, warnings: Type.Array(Type.String()) }),
  refusals: [
    'ACTION_NOT_AVAILABLE',
    'ENROLMENT_CLOSED',
    'PHOTO_FORMAT',
    'PHOTO_TOO_LARGE',
    'PHOTO_DAMAGED',
    'FILE_KIND',
  ],
  roles: ['candidate'],
})

/** SDS-3.2-03, SDS-3.3-13: the commitment and the notice that nothing can be changed afterwards are accepted expressly. */
export const submitApplication = command({
  name: 'enrolment.submit',
  title: '提交报名',
  input: Type.Object({
    ...Application,
    version: Version,
    acceptCommitment: Type.Boolean(),
    acceptNoChange: Type.Boolean(),
  }),
  reply: Acted,
  refusals: [
    'ACTION_NOT_AVAILABLE',
    'ENROLMENT_CLOSED',
    'FORM_INCOMPLETE',
    'COMMITMENT_NOT_ACCEPTED',
    'NO_CHANGE_NOT_ACCEPTED',
    'CONDITION_NOT_MET',
    'CONDITION_UNKNOWN',
    'UNDER_AGE',
    'CERTIFICATE_LEVEL_NOT_LOWER',
    'EVIDENCE_MISSING',
  ],
  roles: ['candidate'],
})

export const withdrawApplication = command({
  name: 'enrolment.withdraw',
  title: '撤回报名',
  input: Type.Object({ ...Application, version: Version }),
  reply: Acted,
  refusals: ['ACTION_NOT_AVAILABLE', 'ENROLMENT_CLOSED'],
  roles: ['candidate'],
})

const correctable = Type.Union([
  Type.Literal('name'),
  Type.Literal('phone'),
  Type.Literal('employer'),
  Type.Literal('education'),
  Type.Literal('major'),
  Type.Literal('category'),
  Type.Literal('workFrom'),
])

export const requestCorrection = command({
  name: 'enrolment.requestCorrection',
  title: '申请更正信息',
  input: Type.Object({ ...Application, field: correctable, value: text(80, 1), reason: text(200, 4) }),
  reply: Type.Object({ correctionId: Uuid }),
  refusals: ['ACTION_NOT_AVAILABLE', 'VALUE_INVALID'],
  roles: ['candidate'],
})

export const myApplications = query({
  name: 'enrolment.mine',
  title: '我的报名',
  input: Type.Object({}),
  reply: Type.Object({
    applications: Type.Array(
      Type.Object({
        ...Application,
        organisationName: Type.String(),
        batchName: Type.String(),
        occupationName: Type.String(),
        levelName: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
        enrolmentTo: Type.String(),
        reviewUntil: Type.String(),
        paymentUntil: Type.String(),
        examFrom: Type.String(),
      }),
    ),
  }),
  roles: ['candidate'],
})

export const myApplication = query({
  name: 'enrolment.myApplication',
  title: '报名详情',
  input: Type.Object(Application),
  reply: Type.Object({
    ...Application,
    version: Version,
    ...Person,
    ...Form,
    state: Type.String(),
    stateTitle: Type.String(),
    organisationName: Type.String(),
    batchName: Type.String(),
    occupationName: Type.String(),
    trade: Type.String(),
    levelName: Type.String(),
    enrolmentTo: Type.String(),
    reviewUntil: Type.String(),
    paymentUntil: Type.String(),
    ticketFrom: Type.String(),
    examFrom: Type.String(),
    lineSubjects: Type.Array(Subject),
    conditions: Type.Array(Type.Object({ code: Type.String(), text: Type.String() })),
    categories: Type.Array(Type.String()),
    educations: Type.Array(Type.String()),
    commitments: Type.Array(Type.String()),
    commitmentVersion: Type.String(),
    commitmentAcceptedAt: Nullable(Type.String()),
    noChangeNotice: Type.String(),
    photoRule: Type.Object({
      maxBytes: Type.Integer(),
      width: Type.Integer(),
      height: Type.Integer(),
      clauses: Type.Array(Type.String()),
    }),
    photo: Nullable(FileReference),
    photoWarnings: Type.Array(Type.String()),
    signature: Nullable(FileReference),
    materials: Type.Array(Material),
    evaluation: Nullable(Evaluation),
    returnNote: Type.String(),
    timeline: Type.Array(Step),
    corrections: Type.Array(
      Type.Object({ field: Type.String(), newValue: Type.String(), state: Type.String(), at: Type.String() }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: ['candidate'],
})

/** SDS-3.2-06, SDS-A2-01: annex 2 as PDF, refused before submission. */
export const printApplicationForm = command({
  name: 'enrolment.printForm',
  title: '下载申报表',
  input: Type.Object(Application),
  reply: FileReference,
  refusals: ['NOT_SUBMITTED', 'UNPRINTABLE'],
  roles: ['candidate', 'org-exam', 'org-review', 'org-head', 'org-archive'],
})

// Rosters

export const rosterTemplate = command({
  name: 'enrolment.rosterTemplate',
  title: '下载报名表模板',
  input: Type.Object({ batchId: Uuid }),
  reply: FileReference,
  refusals: [],
  roles: ['org-exam'],
})

export const dryRunRoster = command({
  name: 'enrolment.dryRunRoster',
  title: '试读报名表',
  input: Type.Object({ batchId: Uuid, fileId: Uuid }),
  reply: Type.Object({ importId: Uuid, jobId: Uuid }),
  refusals: ['ENROLMENT_CLOSED', 'WINDOW_LENGTH'],
  roles: ['org-exam'],
})

export const commitRoster = command({
  name: 'enrolment.commitRoster',
  title: '导入报名表',
  input: Type.Object({
    importId: Uuid,
    version: Version,
    mode: Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-bad-rows')]),
  }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: ['ENROLMENT_CLOSED', 'IMPORT_NOT_READY', 'ROSTER_HAS_ERRORS'],
  roles: ['org-exam'],
})

const ImportStep = { input: Type.Object({ importId: Uuid, jobId: Uuid }), roles: ['system'] } as const
const ImportCounts = Type.Object({
  total: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  unchanged: Type.Integer(),
})

/** The steps of the two jobs, issued by the job itself. */
export const checkRoster = command({
  name: 'enrolment.checkRoster',
  title: '逐行核对报名表',
  ...ImportStep,
  reply: ImportCounts,
  refusals: ['ROSTER_UNREADABLE'],
})
export const applyRoster = command({
  name: 'enrolment.applyRoster',
  title: '写入报名表',
  ...ImportStep,
  reply: ImportCounts,
  refusals: ['ROSTER_UNREADABLE', 'ROSTER_HAS_ERRORS', 'IMPORT_NOT_READY'],
})
export const settleRoster = command({
  name: 'enrolment.settleRoster',
  title: '记录报名表未能导入',
  input: Type.Object({
    importId: Uuid,
    code: Type.String(),
    sentence: Type.String(),
    remedy: Type.String(),
    clauses: Type.Array(Type.String()),
  }),
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})

export const rosterImport = query({
  name: 'enrolment.rosterImport',
  title: '报名表导入情况',
  input: Type.Object({ importId: Uuid, page: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({
    importId: Uuid,
    version: Version,
    batchId: Uuid,
    fileName: Type.String(),
    state: Type.String(),
    mode: Nullable(Type.String()),
    jobId: Nullable(Type.String()),
    counts: Type.Object({
      total: Type.Integer(),
      good: Type.Integer(),
      bad: Type.Integer(),
      unchanged: Type.Integer(),
      unknownColumns: Type.Array(Type.String()),
    }),
    errorFile: Nullable(FileReference),
    trouble: Nullable(
      Type.Object({
        code: Type.String(),
        sentence: Type.String(),
        remedy: Type.String(),
        clauses: Type.Array(Type.String()),
      }),
    ),
    issueTotal: Type.Integer(),
    issues: Type.Array(
      Type.Object({
        row: Type.Integer(),
        name: Type.String(),
        documentMasked: Type.String(),
        problems: Type.Array(
          Type.Object({
            code: Type.String(),
            column: Type.String(),
            value: Type.String(),
            sentence: Type.String(),
            remedy: Type.String(),
            clauses: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  }),
  roles: [...office],
})

export const rosterImports = query({
  name: 'enrolment.rosterImports',
  title: '报名表导入记录',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    imports: Type.Array(
      Type.Object({
        importId: Uuid,
        fileName: Type.String(),
        state: Type.String(),
        good: Type.Integer(),
        bad: Type.Integer(),
        createdAt: Type.String(),
      }),
    ),
  }),
  roles: [...office],
})

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

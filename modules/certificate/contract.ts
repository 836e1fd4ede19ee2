import Type from 'typebox'
import { authority, organisationOffice } from '#modules/party/core/role.ts'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Version = Type.Integer({ minimum: 1 })
const Words = Type.String({ minLength: 4, maxLength: 500 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const File = Type.Object({ organisationId: Uuid, fileId: Uuid })
const exam = ['org-exam', 'org-head'] as const
const Paged = {
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1, maximum: 200 }),
}

/** A certificate batch, addressed from the organisation's own portal. */
const Own = { certificateBatchId: Uuid, version: Version }
/** The same, addressed by the authority, which works for several organisations. */
const Addressed = { organisationId: Uuid, ...Own }
const BatchReply = Type.Object({ certificateBatchId: Uuid, version: Version, state: Type.String() })

const Action = Type.Object({ action: Type.String(), title: Type.String(), enabled: Type.Boolean() })
const Problem = Type.Object({
  row: Type.Integer(),
  name: Type.String(),
  check: Type.String(),
  sentence: Type.String(),
})
const Count = Type.Object({
  occupationName: Type.String(),
  trade: Type.String(),
  level: Type.Integer(),
  levelName: Type.String(),
  count: Type.Integer(),
})
/** A deadline with its arithmetic, or the sentence that says why it cannot be known. */
const Due = Type.Object({
  due: Nullable(Type.String()),
  from: Nullable(Type.String()),
  days: Nullable(Type.Integer()),
  unknown: Nullable(Type.String()),
  overdue: Type.Boolean(),
  clauses: Type.Array(Type.String()),
})

export const prepareCertificates = command({
  name: 'certificate.prepare',
  title: '生成证书数据',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    certificateBatchId: Uuid,
    version: Version,
    count: Type.Integer(),
    hash: Type.String(),
  }),
  refusals: [
    'ISSUER_NOT_EVALUATOR',
    'RESULTS_NOT_CONFIRMED',
    'NOTHING_TO_CERTIFY',
    'FILING_NOT_VALID',
    'DATA_UNSOUND',
    'WRONG_STATE',
  ],
  roles: [...exam],
})

export const submitCertificates = command({
  name: 'certificate.submit',
  title: '报送证书数据审核',
  input: Type.Object(Own),
  reply: BatchReply,
  refusals: [
    'WRONG_STATE',
    'DATA_CHANGED',
    'RESULTS_NOT_CONFIRMED',
    'NOTHING_TO_CERTIFY',
    'FILING_NOT_VALID',
    'DATA_UNSOUND',
  ],
  roles: [...exam],
})

export const approveCertificates = command({
  name: 'certificate.approve',
  title: '审核通过并赋码',
  input: Type.Object({ ...Addressed, hash: Type.String({ minLength: 64, maxLength: 64 }) }),
  reply: Type.Object({
    count: Type.Integer(),
    issuedOn: Type.String(),
    first: Type.String(),
    last: Type.String(),
  }),
  refusals: [
    'WRONG_STATE',
    'DATA_CHANGED',
    'RESULTS_NOT_CONFIRMED',
    'NOTHING_TO_CERTIFY',
    'FILING_NOT_VALID',
    'CERTIFICATE_SERIAL_EXHAUSTED',
    'DATA_UNSOUND',
  ],
  roles: ['city'],
})

export const returnCertificates = command({
  name: 'certificate.return',
  title: '退回证书数据',
  input: Type.Object({ ...Addressed, note: Words }),
  reply: BatchReply,
  refusals: ['WRONG_STATE'],
  roles: ['city'],
})

export const issueCertificates = command({
  name: 'certificate.issue',
  title: '制作证书',
  input: Type.Object(Own),
  reply: Type.Object({ jobId: Uuid, total: Type.Integer() }),
  refusals: ['WRONG_STATE', 'ISSUE_TOO_EARLY', 'font-missing', 'glyph-missing'],
  roles: [...exam],
})

/** One step of the printing job: the certificates named become issued, each with its token and sheet. */
export const issuePart = command({
  name: 'certificate.issuePart',
  title: '制作一组证书',
  input: Type.Object({
    certificateBatchId: Uuid,
    certificateIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }),
  }),
  reply: Type.Object({ issued: Type.Integer() }),
  refusals: ['WRONG_STATE'],
  roles: [...exam],
})

export const completeIssue = command({
  name: 'certificate.completeIssue',
  title: '完成制证',
  input: Type.Object({ certificateBatchId: Uuid }),
  reply: BatchReply,
  refusals: ['WRONG_STATE', 'ISSUE_INCOMPLETE'],
  roles: [...exam],
})

export const markHandwritten = command({
  name: 'certificate.markHandwritten',
  title: '登记已补写并加盖公章',
  input: Type.Object({ certificateId: Uuid, version: Version }),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE'],
  roles: [...exam],
})

export const confirmIssue = command({
  name: 'certificate.confirmIssue',
  title: '确认发证',
  input: Type.Object(Own),
  reply: BatchReply,
  refusals: ['WRONG_STATE', 'HANDWRITING_OPEN'],
  roles: ['org-head'],
})

export const printCertificates = command({
  name: 'certificate.print',
  title: '打印证书',
  input: Type.Object({
    certificateIds: Type.Array(Uuid, { minItems: 1, maxItems: 200 }),
    mode: Type.Union([Type.Literal('full'), Type.Literal('overprint')]),
    /** Of the printer, in millimetres, to the right and down. */
    offsetX: Type.Optional(Type.Number({ minimum: -20, maximum: 20 })),
    offsetY: Type.Optional(Type.Number({ minimum: -20, maximum: 20 })),
  }),
  reply: File,
  refusals: ['WRONG_STATE', 'font-missing'],
  roles: [...exam],
})

export const printRegister = command({
  name: 'certificate.printRegister',
  title: '生成发证名册',
  input: Type.Object({ certificateBatchId: Uuid }),
  reply: Type.Object({ pdf: File, workbook: File }),
  refusals: ['WRONG_STATE'],
  roles: [...exam, 'org-archive'],
})

export const checkReport = command({
  name: 'certificate.checkReport',
  title: '核验报送数据',
  input: Type.Object({ certificateBatchId: Uuid }),
  reply: Type.Object({ rowCount: Type.Integer(), problems: Type.Array(Problem), errorFile: Nullable(File) }),
  refusals: ['WRONG_STATE', 'FILING_NOT_VALID'],
  roles: [...exam],
})

export const reportCertificates = command({
  name: 'certificate.report',
  title: '报送证书数据',
  input: Type.Object(Own),
  reply: Type.Object({ reportId: Uuid, edition: Type.Integer(), file: File }),
  refusals: ['WRONG_STATE', 'ALREADY_REPORTED', 'FILING_NOT_VALID', 'DATA_UNSOUND'],
  roles: [...exam],
})

const AddressedReport = { organisationId: Uuid, reportId: Uuid, version: Version }

export const returnReport = command({
  name: 'certificate.returnReport',
  title: '退回报送数据',
  input: Type.Object({ ...AddressedReport, note: Words }),
  reply: Type.Object({ version: Version, correctionDueOn: Nullable(Type.String()) }),
  refusals: ['WRONG_STATE'],
  roles: ['city'],
})

export const acceptReport = command({
  name: 'certificate.acceptReport',
  title: '报送数据审核通过',
  input: Type.Object(AddressedReport),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE'],
  roles: ['city'],
})

const Material = Type.Object({
  kind: Type.String({ minLength: 2, maxLength: 30 }),
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** JPEG, PNG or PDF in base64, at most 400 KB each. */
  content: Type.String({ minLength: 8, maxLength: 560_000 }),
})
const Materials = Type.Array(Material, { maxItems: 3 })

export const applyReissue = command({
  name: 'certificate.applyReissue',
  title: '申请补办证书',
  input: Type.Object({ certificateId: Uuid, reason: Words, materials: Materials }),
  reply: Type.Object({ requestId: Uuid }),
  refusals: ['MATERIAL_MISSING', 'MATERIAL_UNREADABLE', 'WRONG_STATE', 'REQUEST_OPEN'],
  roles: ['candidate'],
})

export const registerReissue = command({
  name: 'certificate.registerReissue',
  title: '登记补办申请',
  input: Type.Object({
    number: Type.String({ minLength: 22, maxLength: 22 }),
    reason: Words,
    materials: Materials,
  }),
  reply: Type.Object({ requestId: Uuid }),
  refusals: ['NOT_ISSUER', 'MATERIAL_MISSING', 'MATERIAL_UNREADABLE', 'WRONG_STATE', 'REQUEST_OPEN'],
  roles: [...exam],
})

export const decideReissue = command({
  name: 'certificate.decideReissue',
  title: '办理补办申请',
  input: Type.Object({ requestId: Uuid, version: Version, approve: Type.Boolean(), note: Words }),
  reply: Type.Object({ version: Version, state: Type.String() }),
  refusals: ['WRONG_STATE'],
  roles: [...exam],
})

export const issueReissue = command({
  name: 'certificate.issueReissue',
  title: '制作补发证书',
  input: Type.Object({ requestId: Uuid, version: Version }),
  reply: Type.Object({ number: Type.String(), printCount: Type.Integer(), file: File }),
  refusals: ['WRONG_STATE', 'font-missing'],
  roles: [...exam],
})

export const revokeCertificate = command({
  name: 'certificate.revoke',
  title: '注销证书',
  input: Type.Object({ organisationId: Uuid, certificateId: Uuid, version: Version, reason: Words }),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE'],
  roles: ['org-head', 'city', 'province'],
})

const BatchRow = Type.Object({
  organisationId: Uuid,
  organisationName: Type.String(),
  batchId: Uuid,
  batchName: Type.String(),
  batchState: Type.String(),
  issueOn: Type.String(),
  certificateBatchId: Nullable(Uuid),
  state: Nullable(Type.String()),
  stateTitle: Type.String(),
  count: Type.Integer(),
  issuedOn: Nullable(Type.String()),
  reportDue: Nullable(Due),
  reportState: Nullable(Type.String()),
})

export const batchList = query({
  name: 'certificate.batchList',
  title: '证书批次',
  input: Type.Object(Paged),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(BatchRow) }),
  roles: [...organisationOffice, ...authority],
})

const CertificateRow = Type.Object({
  certificateId: Uuid,
  version: Version,
  number: Type.String(),
  name: Type.String(),
  documentMasked: Type.String(),
  occupationName: Type.String(),
  trade: Type.String(),
  level: Type.Integer(),
  levelName: Type.String(),
  state: Type.String(),
  stateTitle: Type.String(),
  issuedOn: Nullable(Type.String()),
  printCount: Type.Integer(),
  unprintable: Type.String(),
  handwritingDoneAt: Nullable(Type.String()),
  handwritingDoneBy: Nullable(Type.String()),
  fileId: Nullable(Uuid),
})

const Report = Type.Object({
  reportId: Uuid,
  version: Version,
  edition: Type.Integer(),
  state: Type.String(),
  stateTitle: Type.String(),
  rowCount: Type.Integer(),
  reportedOn: Type.String(),
  returnedOn: Nullable(Type.String()),
  correctionDueOn: Nullable(Type.String()),
  note: Nullable(Type.String()),
  fileId: Uuid,
  availableActions: Type.Array(Action),
})

export const batchDetail = query({
  name: 'certificate.batchDetail',
  title: '批次证书详情',
  input: Type.Object({ organisationId: Uuid, batchId: Uuid }),
  reply: Type.Object({
    organisationId: Uuid,
    organisationName: Type.String(),
    batchId: Uuid,
    batchName: Type.String(),
    issueOn: Type.String(),
    publicityOver: Type.Boolean(),
    passed: Type.Integer(),
    certificateBatchId: Nullable(Uuid),
    version: Nullable(Version),
    state: Nullable(Type.String()),
    stateTitle: Type.String(),
    hash: Nullable(Type.String()),
    count: Type.Integer(),
    counts: Type.Array(Count),
    problems: Type.Array(Problem),
    decisionNote: Nullable(Type.String()),
    returnedOn: Nullable(Type.String()),
    correctionDue: Nullable(Due),
    issuedOn: Nullable(Type.String()),
    reportDue: Nullable(Due),
    job: Nullable(
      Type.Object({ jobId: Uuid, state: Type.String(), done: Type.Integer(), total: Type.Integer() }),
    ),
    handwriting: Type.Array(CertificateRow),
    reports: Type.Array(Report),
    availableActions: Type.Array(Action),
  }),
  roles: [...organisationOffice, ...authority],
})

export const certificateList = query({
  name: 'certificate.list',
  title: '证书清单',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    ...Paged,
    search: Type.Optional(Type.String({ maxLength: 50 })),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(CertificateRow) }),
  roles: [...organisationOffice, ...authority],
})

export const snapshotList = query({
  name: 'certificate.snapshotList',
  title: '报审数据清单',
  input: Type.Object({
    organisationId: Uuid,
    certificateBatchId: Uuid,
    ...Paged,
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        row: Type.Integer(),
        name: Type.String(),
        documentType: Type.String(),
        documentMasked: Type.String(),
        occupationName: Type.String(),
        trade: Type.String(),
        levelName: Type.String(),
        theory: Nullable(Type.Number()),
        practical: Nullable(Type.Number()),
        review: Nullable(Type.Number()),
        hasPhoto: Type.Boolean(),
        unprintable: Type.String(),
      }),
    ),
  }),
  roles: [...organisationOffice, ...authority],
})

export const certificateStatistics = query({
  name: 'certificate.statistics',
  title: '证书统计',
  input: Type.Object({
    from: Day,
    to: Day,
    period: Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year')]),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        period: Type.String(),
        occupationCode: Type.String(),
        occupationName: Type.String(),
        trade: Type.String(),
        level: Type.Integer(),
        levelName: Type.String(),
        count: Type.Integer(),
      }),
    ),
  }),
  roles: [...organisationOffice, ...authority],
})

const ReissueRow = Type.Object({
  requestId: Uuid,
  version: Version,
  certificateId: Uuid,
  number: Type.String(),
  name: Type.String(),
  reason: Type.String(),
  state: Type.String(),
  stateTitle: Type.String(),
  submittedAt: Type.String(),
  note: Nullable(Type.String()),
  materials: Type.Array(Type.Object({ kind: Type.String(), name: Type.String(), fileId: Uuid })),
  availableActions: Type.Array(Action),
})

export const reissueList = query({
  name: 'certificate.reissueList',
  title: '补办申请',
  input: Type.Object(Paged),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(ReissueRow) }),
  roles: [...organisationOffice],
})

export const myCertificates = query({
  name: 'certificate.mine',
  title: '我的证书',
  input: Type.Object({}),
  reply: Type.Object({
    certificates: Type.Array(
      Type.Object({
        organisationId: Uuid,
        certificateId: Uuid,
        number: Type.String(),
        occupationName: Type.String(),
        trade: Type.String(),
        levelName: Type.String(),
        issuerName: Type.String(),
        issuedOn: Nullable(Type.String()),
        state: Type.String(),
        stateTitle: Type.String(),
        fileId: Nullable(Uuid),
        canApply: Type.Boolean(),
        requests: Type.Array(
          Type.Object({
            requestId: Uuid,
            state: Type.String(),
            stateTitle: Type.String(),
            submittedAt: Type.String(),
            note: Nullable(Type.String()),
          }),
        ),
      }),
    ),
  }),
  roles: ['candidate'],
})

/** Open to the public: the name, and either the document number or the certificate number, all exact. */
export const publicQuery = query({
  name: 'certificate.publicQuery',
  title: '证书查询',
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 50 }),
    documentNumber: Type.Optional(Type.String({ maxLength: 30 })),
    number: Type.Optional(Type.String({ maxLength: 30 })),
  }),
  reply: Type.Object({
    certificates: Type.Array(
      Type.Object({
        number: Type.String(),
        name: Type.String(),
        documentType: Type.String(),
        documentMasked: Type.String(),
        occupationName: Type.String(),
        trade: Type.String(),
        levelName: Type.String(),
        issuerName: Type.String(),
        issuedOn: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
        revokedOn: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: ['QUERY_INCOMPLETE', 'CERTIFICATE_NOT_FOUND'],
  roles: 'anyone',
})

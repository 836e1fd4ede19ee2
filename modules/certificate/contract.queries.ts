import Type from 'typebox'
import { authority, organisationOffice } from '#modules/party/core/role.ts'
import { query } from '#platform/contract/contract.ts'
import { Action, Count, Day, Due, Nullable, Paged, Problem, Uuid, Version } from './contract.parts.ts'

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
  /** Decided cases that ask for its revocation (HN-3.1.5-28). */
  revocationGrounds: Type.Array(Type.Object({ caseNumber: Type.String(), reason: Type.String() })),
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
    /** Certificates that wait for revocation after a decided case. */
    toRevoke: Type.Array(CertificateRow),
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

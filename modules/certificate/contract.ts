import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import {
  Addressed,
  BatchReply,
  exam,
  File,
  Nullable,
  Own,
  Problem,
  Uuid,
  Version,
  Words,
} from './contract.parts.ts'

/** What is only read stands beside; both files together are the contract. */
export * from './contract.queries.ts'

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

/** Issued when a case on candidates has been decided or reviewed: the certificates issued to them wait for revocation. */
export const raiseRevocation = command({
  name: 'certificate.raiseRevocation',
  title: '提请注销证书',
  input: Type.Object({
    organisationId: Uuid,
    caseId: Uuid,
    caseNumber: Type.String(),
    reason: Type.String(),
    clauses: Type.Array(Type.String()),
    applicationIds: Type.Array(Uuid),
    /** False where the decision leaves the scores alone, so that an earlier request falls away. */
    revokes: Type.Boolean(),
  }),
  reply: Type.Object({ open: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const revokeCertificate = command({
  name: 'certificate.revoke',
  title: '注销证书',
  input: Type.Object({ organisationId: Uuid, certificateId: Uuid, version: Version, reason: Words }),
  reply: Type.Object({ version: Version }),
  refusals: ['WRONG_STATE'],
  roles: ['org-head', 'city', 'province'],
})

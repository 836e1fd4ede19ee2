import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Instant, Nullable, PersonName, Uuid } from '../../core/shapes.ts'

const Subject = Type.Union([Type.Literal('theory'), Type.Literal('practical')])
const Format = Type.Union([Type.Literal('pdf'), Type.Literal('docx')])
const Of = { subject: Subject, paperId: Uuid }
const handlers = ['org-itembank', 'org-secrecy']
const printers = ['org-secrecy']
const Day = Type.String({ format: 'date' })

const Print = Type.Object({
  printId: Uuid,
  title: Type.String(),
  format: Format,
  copies: Type.Integer(),
  code: Type.String(),
  state: Type.String(),
  stateName: Type.String(),
  orderedByName: Type.String(),
  orderedAt: Instant,
  deleteAfter: Instant,
  deletedAt: Nullable(Instant),
  parts: Type.Array(
    Type.Object({
      number: Type.Integer(),
      name: Type.String(),
      size: Type.Integer(),
      fetched: Type.Boolean(),
    }),
  ),
})

/** What of a paper can be printed, and what has been. */
export const printDesk = query({
  name: 'itembank.printDesk',
  title: '试卷印制',
  input: Type.Object(Of),
  reply: Type.Object({
    documents: Type.Array(
      Type.Object({
        document: Type.String(),
        title: Type.String(),
        formats: Type.Array(Format),
        inCopies: Type.Boolean(),
        inForms: Type.Boolean(),
        enabled: Type.Boolean(),
        refusal: Type.Optional(Type.String()),
      }),
    ),
    /** Names of the forms in their order. */
    forms: Type.Array(Type.String()),
    rooms: Type.Array(Type.Object({ name: Type.String(), candidates: Type.Integer() })),
    prints: Type.Array(Print),
    mayPrint: Type.Boolean(),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: handlers,
})

export const orderPrint = command({
  name: 'itembank.orderPrint',
  title: '印制',
  input: Type.Object({
    ...Of,
    document: Type.String({ maxLength: 30 }),
    format: Format,
    /** Forms by their place in the paper; left out for all. */
    forms: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 5000 }), { maxItems: 5000, uniqueItems: true }),
    ),
    copies: Type.Integer({ minimum: 1, maximum: 4000 }),
    /** 科目代码 on the answer sheets, as the region's rules number it. */
    subjectCode: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({ printId: Uuid, jobId: Uuid, parts: Type.Integer() }),
  refusals: [
    'UNDERTAKING_MISSING',
    'WRONG_STATE',
    'NOT_BOUND',
    'NO_CANDIDATES',
    'PRINT_UNAVAILABLE',
    'UNPRINTABLE',
  ],
  roles: printers,
})

/** One part of a run, carried out by its job. */
export const pressPrint = command({
  name: 'itembank.pressPrint',
  title: '排版试卷文书',
  input: Type.Object({ printId: Uuid, part: Type.Integer({ minimum: 1 }) }),
  reply: Type.Object({ part: Type.Integer(), bytes: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'UNPRINTABLE'],
  roles: ['system'],
})

export const fetchPrint = command({
  name: 'itembank.fetchPrint',
  title: '取出试卷文书',
  input: Type.Object({ printId: Uuid, part: Type.Integer({ minimum: 1 }) }),
  reply: Type.Object({ name: Type.String(), mediaType: Type.String(), base64: Type.String() }),
  refusals: ['UNDERTAKING_MISSING', 'PRINT_DELETED'],
  roles: printers,
  secretReply: true,
})

export const deletePrint = command({
  name: 'itembank.deletePrint',
  title: '删除印制文件',
  input: Type.Object({ printId: Uuid }),
  reply: Type.Object({ parts: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: printers,
})

/** Deletes what was fetched or outlived its session; issued by the schedule. */
export const expirePrint = command({
  name: 'itembank.expirePrint',
  title: '到期删除印制文件',
  input: Type.Object({ organisationId: Uuid, printId: Uuid }),
  reply: Type.Object({ parts: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** Where a copy that was found comes from. */
export const tracePrint = query({
  name: 'itembank.tracePrint',
  title: '查验试卷来源',
  input: Type.Object({ code: Type.String({ minLength: 8, maxLength: 30 }) }),
  reply: Type.Object({
    found: Nullable(
      Type.Object({
        title: Type.String(),
        documentTitle: Type.String(),
        number: Nullable(Type.Integer()),
        copies: Type.Integer(),
        orderedByName: Type.String(),
        orderedAt: Instant,
        fetchedAt: Nullable(Instant),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: handlers,
})

const Expert = Type.Object({
  name: PersonName,
  employer: Type.String({ maxLength: 100 }),
  title: Type.String({ maxLength: 60 }),
})
const Basis = {
  standard: Type.String({ minLength: 2, maxLength: 120 }),
  standardVersion: Type.String({ minLength: 2, maxLength: 60 }),
  experts: Type.Array(Expert, { minItems: 1, maxItems: 20 }),
}
const FilingShape = {
  filingNumber: Type.String({ minLength: 2, maxLength: 60 }),
  filedOn: Day,
}

/** SDE-4.5-26, SPC-A1.4-01: who made and checked a paper, by which standard; SPC-A1.4-02: its filing. */
export const paperOrigin = query({
  name: 'itembank.paperOrigin',
  title: '编制与审批',
  input: Type.Object(Of),
  reply: Type.Object({
    authorNames: Type.String(),
    checkerName: Nullable(Type.String()),
    basis: Nullable(Type.Object(Basis)),
    filing: Nullable(Type.Object({ ...FilingShape, fileId: Nullable(Uuid) })),
    availableActions: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: handlers,
})

export const recordOrigin = command({
  name: 'itembank.recordOrigin',
  title: '登记命题依据和专家',
  input: Type.Object({ ...Of, ...Basis }),
  reply: Type.Object({ experts: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'WRONG_STATE'],
  roles: ['org-itembank'],
})

/** SPC-A1.4-02: a paper is filed once; the number and the day are those the provincial centre gave. */
export const filePaper = command({
  name: 'itembank.filePaper',
  title: '登记备案',
  input: Type.Object({ ...Of, ...FilingShape, fileId: Type.Optional(Uuid) }),
  reply: Type.Object({ filingNumber: Type.String() }),
  refusals: ['UNDERTAKING_MISSING', 'WRONG_STATE', 'ALREADY_FILED', 'DAY_IN_FUTURE'],
  roles: ['org-itembank'],
})

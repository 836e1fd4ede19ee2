import Type from 'typebox'
import { query } from '#platform/contract/contract.ts'
import { caseStates, recorders } from './core/case.machine.ts'
import { linkKinds } from './core/titles.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Words = Type.Array(Type.String())
const Action = Type.Object({ action: Type.String(), title: Type.String() })
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Union(values.map((value) => Type.Literal(value)) as unknown as [Type.TLiteral<T[number]>])
const readers = [...recorders, 'org-archive', 'city', 'province'] as const

const CaseRow = Type.Object({
  organisationId: Uuid,
  caseId: Uuid,
  version: Version,
  number: Type.String(),
  about: Type.String(),
  people: Words,
  batchName: Type.String(),
  place: Type.String(),
  seat: Type.String(),
  subjectTitle: Type.String(),
  occurredAt: Type.String(),
  recordedBy: Type.String(),
  originTitle: Type.String(),
  description: Type.String(),
  proposal: Nullable(Type.String()),
  typeCode: Nullable(Type.String()),
  typeTitle: Type.String(),
  state: Type.String(),
  stateTitle: Type.String(),
  effectTitle: Nullable(Type.String()),
  banUntil: Nullable(Type.String()),
  ruleReference: Nullable(Type.String()),
  decidedBy: Nullable(Type.String()),
  /** A class 4 case that has not been handed over yet (HN-3.1.5-19). */
  awaitsHandover: Type.Boolean(),
})

export const caseList = query({
  name: 'discipline.cases',
  title: '违纪处理',
  input: Type.Object({
    organisationId: Type.Optional(Uuid),
    about: Type.Optional(oneOf(['candidate', 'staff', 'site'] as const)),
    batchId: Type.Optional(Uuid),
    state: Type.Optional(oneOf(caseStates)),
    awaitsHandover: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(CaseRow) }),
  roles: readers,
})

const Effect = Type.Object({
  effect: Type.String(),
  title: Type.String(),
  ban: Nullable(Type.Object({ kind: Type.String(), years: Type.Optional(Type.Integer()) })),
})

/** An item of the pack's table, as the form shows it, with the rules under which the same act stands as well. */
const RuleView = Type.Object({
  code: Type.String(),
  title: Type.String(),
  reference: Type.String(),
  graded: Type.Boolean(),
  effects: Type.Array(Effect),
  needs: Words,
  differing: Words,
  handOver: Type.Boolean(),
  clauses: Words,
})

const Party = Type.Object({
  partyId: Uuid,
  version: Version,
  part: Type.String(),
  partTitle: Type.String(),
  name: Type.String(),
  documentMasked: Type.String(),
  role: Nullable(Type.String()),
  applicationId: Nullable(Uuid),
  statement: Nullable(Type.String()),
  statementAt: Nullable(Type.String()),
  statementBy: Nullable(Type.String()),
})

export const caseDetail = query({
  name: 'discipline.caseDetail',
  title: '违纪案件',
  input: Type.Object({ organisationId: Type.Optional(Uuid), caseId: Uuid }),
  reply: Type.Object({
    case: CaseRow,
    parties: Type.Array(Party),
    recordedAt: Type.String(),
    invigilators: Words,
    roomRule: Nullable(Type.String()),
    suspectedUse: Nullable(Type.Boolean()),
    severity: Nullable(Type.String()),
    reminder: Nullable(Type.Object({ at: Type.String(), words: Type.String(), by: Type.String() })),
    links: Type.Array(
      Type.Object({ kind: Type.String(), kindTitle: Type.String(), id: Type.String(), title: Type.String() }),
    ),
    evidence: Type.Array(
      Type.Object({ fileId: Uuid, name: Type.String(), by: Type.String(), at: Type.String() }),
    ),
    police: Nullable(Type.Object({ station: Type.String(), on: Type.String(), receipt: Type.String() })),
    handover: Nullable(
      Type.Object({
        department: Type.String(),
        on: Type.String(),
        documentNumber: Type.String(),
        by: Type.String(),
      }),
    ),
    commitments: Type.Array(
      Type.Object({ number: Type.Integer(), text: Type.String(), cited: Type.Boolean() }),
    ),
    choiceReason: Nullable(Type.String()),
    decision: Nullable(
      Type.Object({ note: Type.String(), body: Type.String(), at: Type.String(), by: Type.String() }),
    ),
    review: Nullable(
      Type.Object({
        reason: Type.String(),
        by: Type.String(),
        at: Type.String(),
        outcome: Nullable(Type.String()),
        note: Nullable(Type.String()),
        decidedBy: Nullable(Type.String()),
        first: Nullable(Type.String()),
      }),
    ),
    noticeFileId: Nullable(Uuid),
    afterClosing: Type.Boolean(),
    deciders: Words,
    /** The document whose table it is; with no rules in it the effect is chosen and the rule written out. */
    document: Type.String(),
    rules: Type.Array(RuleView),
    freeEffects: Type.Array(Effect),
    proposals: Words,
    availableActions: Type.Array(Action),
  }),
  roles: readers,
})

/** What a case can be opened about: batches, their candidates and sessions, the staff, the grounds. */
export const caseChoices = query({
  name: 'discipline.choices',
  title: '登记违纪的选项',
  input: Type.Object({ batchId: Type.Optional(Uuid) }),
  reply: Type.Object({
    batches: Type.Array(Type.Object({ batchId: Uuid, name: Type.String(), closed: Type.Boolean() })),
    candidates: Type.Array(
      Type.Object({ applicationId: Uuid, name: Type.String(), documentMasked: Type.String() }),
    ),
    sessions: Type.Array(Type.Object({ sessionId: Uuid, title: Type.String(), subject: Type.String() })),
    rules: Type.Array(RuleView),
    proposals: Words,
    grounds: Type.Array(
      Type.Object({ code: Type.String(), role: Type.String(), title: Type.String(), effects: Words }),
    ),
    staff: Type.Array(
      Type.Object({
        staffId: Nullable(Uuid),
        accountId: Nullable(Uuid),
        name: Type.String(),
        roles: Words,
      }),
    ),
  }),
  roles: recorders,
})

/** What a case may link of one kind: entries of the evidence, applications, rooms with their equipment, sessions. */
export const caseRecords = query({
  name: 'discipline.records',
  title: '可关联的记录',
  input: Type.Object({ caseId: Uuid, kind: oneOf(linkKinds) }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Uuid,
        /** The type of an entry of the evidence; null for what is none. */
        type: Nullable(Type.String()),
        title: Type.String(),
        by: Type.String(),
        at: Nullable(Type.String()),
      }),
    ),
  }),
  roles: recorders,
})

/** What a candidate sees of the cases about himself. */
export const myCases = query({
  name: 'discipline.myCases',
  title: '我的违纪处理',
  input: Type.Object({}),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        organisationId: Uuid,
        caseId: Uuid,
        version: Version,
        number: Type.String(),
        batchName: Type.String(),
        place: Type.String(),
        subjectTitle: Type.String(),
        occurredAt: Type.String(),
        description: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
        partyId: Uuid,
        partyVersion: Version,
        statement: Nullable(Type.String()),
        statementBy: Nullable(Type.String()),
        effectTitle: Nullable(Type.String()),
        banUntil: Nullable(Type.String()),
        ruleReference: Nullable(Type.String()),
        decidingBody: Nullable(Type.String()),
        decidedOn: Nullable(Type.String()),
        reviewReason: Nullable(Type.String()),
        reviewOutcome: Nullable(Type.String()),
        reviewNote: Nullable(Type.String()),
        noticeFileId: Nullable(Uuid),
        mayState: Type.Boolean(),
        mayReview: Type.Boolean(),
      }),
    ),
  }),
  roles: ['candidate'],
})

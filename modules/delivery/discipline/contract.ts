import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { deciders, recorders } from './core/case.machine.ts'
import { decisionRefusals } from './core/decision.rule.ts'
import { linkKinds } from './core/titles.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Moment = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Union(values.map((value) => Type.Literal(value)) as unknown as [Type.TLiteral<T[number]>])
const Text = (most: number) => Type.String({ maxLength: most })
const Said = (most: number) => Type.String({ minLength: 1, maxLength: most })

export const Link = Type.Object({ kind: oneOf(linkKinds), id: Said(100), title: Said(200) })
const Subject = oneOf(['theory', 'practical', 'review'] as const)
const Opened = Type.Object({ caseId: Uuid, number: Type.String() })
const Place = { organisationId: Type.Optional(Uuid), caseId: Uuid, version: Version }
const Changed = Type.Object({ version: Version })
const office = ['org-exam', 'org-head'] as const

/** A case of one or several candidates, entered by a person, also for a batch long closed (HN-3.1.5-27). */
export const openCase = command({
  name: 'discipline.openCase',
  title: '登记违纪',
  input: Type.Object({
    batchId: Uuid,
    applicationIds: Type.Array(Uuid, { minItems: 1, maxItems: 100, uniqueItems: true }),
    /** HN-3.1.5-23: whoever sat in another's place, known to the system or not. */
    impersonators: Type.Optional(
      Type.Array(
        Type.Object({
          name: Said(50),
          documentType: Said(30),
          documentNumber: Type.String({ minLength: 5, maxLength: 30 }),
        }),
        { maxItems: 20 },
      ),
    ),
    origin: Type.Optional(oneOf(['entered', 'similarity'] as const)),
    subject: Subject,
    /** Named where it was found in the room: the room's record is then the basis (HN-3.1.6-17). */
    sessionId: Type.Optional(Uuid),
    occurredAt: Moment,
    description: Text(2000),
    typeCode: Type.Optional(Said(30)),
    proposal: Type.Optional(Said(30)),
  }),
  reply: Opened,
  refusals: [
    'TYPE_UNKNOWN',
    'PROPOSAL_UNKNOWN',
    'DOCUMENT_INVALID',
    'NOT_YET_HAPPENED',
    'ROOM_RECORD_MISSING',
  ],
  roles: [...recorders, 'system'],
})

/**
 * HN-3.1.6-17: a case on what the room has on record about its candidates; the record is linked. An incident closed at the
 * centre as a violation opens it by itself.
 */
export const openFromIncident = command({
  name: 'discipline.openFromIncident',
  title: '突发事件立案',
  input: Type.Object({
    /** Named where the case follows from the closing of the incident. */
    organisationId: Type.Optional(Uuid),
    /** Who closed the incident, and so put the violation on record. */
    recordedBy: Type.Optional(Said(60)),
    incidentId: Uuid,
    /** All whom the incident concerns when left out. */
    applicationIds: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 100, uniqueItems: true })),
    proposal: Type.Optional(Said(30)),
  }),
  reply: Opened,
  refusals: ['ROOM_RECORD_MISSING', 'ALREADY_OPENED', 'PROPOSAL_UNKNOWN'],
  roles: [...recorders, 'system'],
})

/** A violation by one of the staff: person, session and rule (SDS-4.4-43). */
export const openStaffCase = command({
  name: 'discipline.openStaffCase',
  title: '登记工作人员违规',
  input: Type.Object({
    /** The member of the staff's roster, or the account of somebody of the office. */
    staffId: Type.Optional(Uuid),
    accountId: Type.Optional(Uuid),
    batchId: Type.Optional(Uuid),
    sessionId: Type.Optional(Uuid),
    groundCode: Said(30),
    occurredAt: Moment,
    description: Said(2000),
    links: Type.Optional(Type.Array(Link, { maxItems: 50 })),
  }),
  reply: Opened,
  refusals: ['TYPE_UNKNOWN', 'PERSON_MISSING', 'NOT_YET_HAPPENED'],
  roles: [...recorders, 'city', 'system'],
})

/** A rescoring differs from the first score: beyond the pack's limit each examiner's marking is looked into. */
export const proposeFromRescoring = command({
  name: 'discipline.proposeFromRescoring',
  title: '复核差异立案建议',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    applicationId: Uuid,
    subject: Type.String(),
    before: Type.Number(),
    after: Type.Number(),
    examiners: Type.Array(Type.Object({ accountId: Uuid, name: Type.String() })),
  }),
  reply: Type.Object({ opened: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

export const openSiteCase = command({
  name: 'discipline.openSiteCase',
  title: '登记考点违规',
  input: Type.Object({ organisationId: Uuid, siteId: Uuid, groundCode: Said(30), description: Said(2000) }),
  reply: Opened,
  refusals: ['TYPE_UNKNOWN', 'OTHER_CITY'],
  roles: ['city'],
})

export const amendCase = command({
  name: 'discipline.amendCase',
  title: '补充材料',
  input: Type.Object({
    ...Place,
    typeCode: Type.Optional(Nullable(Said(30))),
    subject: Type.Optional(Subject),
    description: Type.Optional(Text(2000)),
    proposal: Type.Optional(Nullable(Said(30))),
    suspectedUse: Type.Optional(Type.Boolean()),
    reminder: Type.Optional(Type.Object({ at: Moment, words: Said(500) })),
    links: Type.Optional(Type.Array(Link, { maxItems: 50 })),
    evidence: Type.Optional(Type.Array(Type.Object({ fileId: Uuid, name: Said(200) }), { maxItems: 50 })),
    police: Type.Optional(Type.Object({ station: Said(100), on: Day, receipt: Text(100) })),
  }),
  reply: Changed,
  refusals: ['TYPE_UNKNOWN', 'PROPOSAL_UNKNOWN', 'NOT_YET_HAPPENED', 'CASE_DECIDED'],
  roles: [...recorders, 'city'],
})

/** What the person concerned says to it: by the candidate himself, or written down by the office. */
export const recordStatement = command({
  name: 'discipline.recordStatement',
  title: '陈述申辩',
  input: Type.Object({
    organisationId: Type.Optional(Uuid),
    caseId: Uuid,
    partyId: Uuid,
    version: Version,
    statement: Said(4000),
  }),
  reply: Changed,
  refusals: ['CASE_DECIDED'],
  roles: ['candidate', ...recorders],
})

export const decideCase = command({
  name: 'discipline.decideCase',
  title: '作出处理决定',
  input: Type.Object({
    ...Place,
    typeCode: Nullable(Text(30)),
    severity: Nullable(oneOf(['minor', 'serious'] as const)),
    /** Null where the document's item states it. */
    effect: Nullable(Text(40)),
    ban: Nullable(
      Type.Union([
        Type.Object({ kind: Type.Literal('current-year') }),
        Type.Object({ kind: Type.Literal('years'), years: Type.Integer({ minimum: 1, maximum: 10 }) }),
      ]),
    ),
    ruleReference: Text(200),
    choiceReason: Text(1000),
    /** Numbers of the accepted commitments that the decision cites (SDS-A2-10, SDS-A2-11). */
    commitments: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 20 }), { maxItems: 20, uniqueItems: true }),
    ),
    note: Text(2000),
  }),
  reply: Type.Object({ version: Version, banUntil: Nullable(Type.String()) }),
  refusals: ['NOT_DECIDER', 'ALREADY_DECIDED', 'COMMITMENT_UNKNOWN', ...decisionRefusals],
  roles: deciders,
})

export const applyReview = command({
  name: 'discipline.applyReview',
  title: '申请复核',
  input: Type.Object({ ...Place, reason: Said(4000) }),
  reply: Changed,
  refusals: ['NOT_OPEN_TO_REVIEW'],
  roles: ['candidate', ...office],
})

export const decideReview = command({
  name: 'discipline.decideReview',
  title: '作出复核决定',
  input: Type.Object({
    ...Place,
    outcome: oneOf(['upheld', 'changed'] as const),
    note: Said(2000),
    /** What is decided instead; the rules are those of the first decision. */
    instead: Nullable(
      Type.Object({
        typeCode: Nullable(Text(30)),
        severity: Nullable(oneOf(['minor', 'serious'] as const)),
        effect: Nullable(Text(40)),
        ban: Type.Null(),
        ruleReference: Text(200),
        choiceReason: Text(1000),
      }),
    ),
  }),
  reply: Changed,
  refusals: ['NOT_OPEN_TO_REVIEW', 'SAME_PERSON', 'NOT_DECIDER', 'INSTEAD_MISSING', ...decisionRefusals],
  roles: ['org-head', 'city', 'province'],
})

export const finaliseCase = command({
  name: 'discipline.finaliseCase',
  title: '办结',
  input: Type.Object(Place),
  reply: Changed,
  refusals: ['NOT_DECIDED', 'HANDOVER_MISSING'],
  roles: office,
})

/** HN-3.1.5-19: a class 4 case goes to the authorities. */
export const recordHandover = command({
  name: 'discipline.recordHandover',
  title: '登记移送',
  input: Type.Object({ ...Place, department: Said(100), on: Day, documentNumber: Said(100) }),
  reply: Changed,
  refusals: ['NO_HANDOVER_ASKED', 'NOT_YET_HAPPENED'],
  roles: ['supervisor', ...office],
})

export const printNotice = command({
  name: 'discipline.printNotice',
  title: '打印违纪处理决定书',
  input: Type.Object(Place),
  reply: Type.Object({ organisationId: Uuid, fileId: Uuid, version: Version }),
  refusals: ['NOT_DECIDED', 'font-missing', 'glyph-missing'],
  roles: ['supervisor', ...office, 'city', 'province'],
})

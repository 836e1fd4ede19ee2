import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  Acted,
  Action,
  Application,
  correctable,
  Day,
  Evaluation,
  FileReference,
  Form,
  Line,
  Material,
  Nullable,
  Person,
  Step,
  Subject,
  text,
  Uuid,
  Version,
} from './contract-shapes.ts'

export * from './contract-review.ts'
export * from './contract-roster.ts'

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
    /** The ban under which the person stands today (HN-3.1.5-14). */
    ban: Type.Union([
      Type.Object({ untilOn: Type.String(), caseNumber: Type.String(), reason: Type.String() }),
      Type.Null(),
    ]),
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
    'BARRED',
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
    'BARRED',
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

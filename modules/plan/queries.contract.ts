import Type from 'typebox'
import { authority, organisationOffice } from '#modules/party/core/role.ts'
import { query } from '#platform/contract/contract.ts'
import {
  ActionReply,
  BatchLineReply,
  Dates,
  LineKey,
  NoticeLineReply,
  NullableText,
  OnDay,
  Owned,
  Paging,
  SegmentReply,
  Uuid,
  Version,
} from './contract-parts.ts'
import { datesRefusals } from './core/dates.rule.ts'

const planners = ['org-head', 'org-exam'] as const
const readers = [...organisationOffice, ...authority, 'auditor']

/** A year that a day can be made of. */
const AskedYear = Type.Integer({ minimum: 2015, maximum: 2100 })

export const noticeList = query({
  name: 'plan.noticeList',
  title: '年度计划公告',
  input: Type.Object({
    ...Paging,
    year: Type.Optional(AskedYear),
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        organisationId: Uuid,
        noticeId: Uuid,
        organisationName: Type.String(),
        year: Type.Integer(),
        edition: Type.Integer(),
        state: Type.String(),
        stateTitle: Type.String(),
        lineCount: Type.Integer(),
        due: NullableText,
        overdue: Type.Boolean(),
        clauses: Type.Array(Type.String()),
        publishedAt: NullableText,
      }),
    ),
    /** Organisations within reach that have no notice of the year yet. */
    missing: Type.Array(
      Type.Object({
        organisationId: Uuid,
        organisationName: Type.String(),
        year: Type.Integer(),
        due: NullableText,
        overdue: Type.Boolean(),
      }),
    ),
  }),
  roles: readers,
})

export const noticeDetail = query({
  name: 'plan.noticeDetail',
  title: '年度计划公告详情',
  input: Type.Object({ ...Owned, noticeId: Uuid }),
  reply: Type.Object({
    organisationId: Uuid,
    noticeId: Uuid,
    version: Version,
    organisationName: Type.String(),
    organisationCode: Type.String(),
    organisationType: Type.String(),
    year: Type.Integer(),
    edition: Type.Integer(),
    state: Type.String(),
    stateTitle: Type.String(),
    contactName: Type.String(),
    contactPhone: Type.String(),
    enrolmentProcedure: Type.String(),
    amendmentReason: Type.String(),
    decisionNote: NullableText,
    due: NullableText,
    overdue: Type.Boolean(),
    clauses: Type.Array(Type.String()),
    publishedAt: NullableText,
    lines: Type.Array(NoticeLineReply),
    availableActions: Type.Array(ActionReply),
  }),
  roles: readers,
})

const Choice = {
  ...LineKey,
  occupationName: Type.String(),
  levelName: Type.String(),
  subjects: Type.Array(Type.String()),
}

/** SDS-A1-05: what a notice may name, the filed scope of today; what a plan may name, the notices in force. */
export const planChoices = query({
  name: 'plan.choices',
  title: '计划可选项',
  input: Type.Object({ year: Type.Optional(AskedYear) }),
  reply: Type.Object({
    filed: Type.Array(Type.Object(Choice)),
    published: Type.Array(Type.Object({ ...Choice, year: Type.Integer(), feeCents: Type.Integer() })),
    sites: Type.Array(Type.Object({ siteId: Uuid, name: Type.String(), address: Type.String() })),
    targetGroups: Type.Array(Type.String()),
    theoryModes: Type.Array(Type.String()),
    practicalModes: Type.Array(Type.String()),
    reviewModes: Type.Array(Type.String()),
    contactName: Type.String(),
    contactPhone: Type.String(),
    /** Why no new plan can be made now; null when one can. */
    blocked: Type.Union([
      Type.Null(),
      Type.Object({ sentence: Type.String(), remedy: Type.String(), clauses: Type.Array(Type.String()) }),
    ]),
  }),
  refusals: ['FILING_NOT_VALID'],
  roles: planners,
})

export const proposeTimeline = query({
  name: 'plan.proposeTimeline',
  title: '推算认定计划日期',
  input: Type.Object({ enrolmentFrom: OnDay, examFrom: OnDay, examTo: Type.Optional(OnDay) }),
  reply: Type.Object({
    dates: Type.Object({ ...Dates, createdOn: OnDay, ticketFrom: OnDay }),
    segments: Type.Array(SegmentReply),
  }),
  refusals: ['FILING_NOT_VALID', ...datesRefusals],
  roles: planners,
})

/** Judges chosen dates as they are typed, before anything is saved. */
export const checkTimeline = query({
  name: 'plan.checkTimeline',
  title: '核对认定计划日期',
  /** `batchId`: the plan that is being changed; its lead time counts from its making while its enrolment stays. */
  input: Type.Object({ ...Dates, batchId: Type.Optional(Uuid) }),
  reply: Type.Object({ segments: Type.Array(SegmentReply) }),
  refusals: ['FILING_NOT_VALID', ...datesRefusals],
  roles: planners,
})

const BatchRow = {
  organisationId: Uuid,
  batchId: Uuid,
  organisationName: Type.String(),
  name: Type.String(),
  state: Type.String(),
  stateTitle: Type.String(),
  enrolmentFrom: OnDay,
  enrolmentTo: OnDay,
  examFrom: OnDay,
  examTo: OnDay,
  occupations: Type.String(),
}

export const planList = query({
  name: 'plan.list',
  title: '认定计划',
  input: Type.Object({
    ...Paging,
    name: Type.Optional(Type.String({ maxLength: 100 })),
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(Type.Object(BatchRow)) }),
  roles: readers,
})

const DatesReply = Type.Object({ ...Dates, createdOn: OnDay, ticketFrom: OnDay })

export const planDetail = query({
  name: 'plan.detail',
  title: '认定计划详情',
  input: Type.Object({ ...Owned, batchId: Uuid }),
  reply: Type.Object({
    ...BatchRow,
    version: Version,
    dates: DatesReply,
    capacity: Type.Integer(),
    siteIds: Type.Array(Uuid),
    siteNames: Type.Array(Type.String()),
    decisionNote: NullableText,
    publishedAt: NullableText,
    forwardedAt: NullableText,
    scheme: Type.Union([
      Type.Null(),
      Type.Object({
        planName: Type.String(),
        other: Type.String(),
        emergency: Type.Optional(Type.String()),
        attachments: Type.Array(Type.Object({ part: Type.String(), name: Type.String(), fileId: Uuid })),
      }),
    ]),
    lines: Type.Array(BatchLineReply),
    segments: Type.Array(SegmentReply),
    amendments: Type.Array(
      Type.Object({
        amendmentId: Uuid,
        version: Version,
        state: Type.String(),
        stateTitle: Type.String(),
        reason: Type.String(),
        decisionNote: NullableText,
        submittedAt: Type.String(),
        changes: Type.Array(
          Type.Object({ title: Type.String(), before: Type.String(), after: Type.String() }),
        ),
        canDecide: Type.Boolean(),
      }),
    ),
    availableActions: Type.Array(ActionReply),
  }),
  roles: readers,
})

/** The batches in hand with their ribbons and the one next action, for the workbench. */
export const overview = query({
  name: 'plan.overview',
  title: '在办批次',
  input: Type.Object({}),
  reply: Type.Object({
    batches: Type.Array(
      Type.Object({
        organisationId: Uuid,
        batchId: Uuid,
        name: Type.String(),
        state: Type.String(),
        stateTitle: Type.String(),
        segments: Type.Array(SegmentReply),
        next: Type.Union([Type.Null(), Type.Object({ action: Type.String(), title: Type.String() })]),
      }),
    ),
    notices: Type.Array(
      Type.Object({
        organisationId: Uuid,
        noticeId: Uuid,
        title: Type.String(),
        due: NullableText,
        overdue: Type.Boolean(),
        clauses: Type.Array(Type.String()),
        next: Type.Union([Type.Null(), Type.Object({ action: Type.String(), title: Type.String() })]),
      }),
    ),
  }),
  roles: readers,
})

const PublicLine = Type.Object({
  ...LineKey,
  lineId: Uuid,
  occupationName: Type.String(),
  levelName: Type.String(),
  subjects: Type.Array(Type.String()),
  targetGroup: Type.String(),
  feeCents: Type.Integer(),
})

const PublicRow = {
  organisationId: Uuid,
  batchId: Uuid,
  organisationName: Type.String(),
  cityName: Type.String(),
  name: Type.String(),
  enrolmentFrom: OnDay,
  enrolmentTo: OnDay,
  examFrom: OnDay,
  examTo: OnDay,
  enrolment: Type.Union([Type.Literal('future'), Type.Literal('open'), Type.Literal('over')]),
  publishedAt: Type.String(),
  lines: Type.Array(PublicLine),
}

/** SDS-3.1-03: what the enrolment system shows to everyone. */
export const publicPlans = query({
  name: 'plan.publicPlans',
  title: '认定计划公示',
  input: Type.Object({
    ...Paging,
    occupation: Type.Optional(Type.String({ maxLength: 40 })),
    enrolment: Type.Optional(
      Type.Union([Type.Literal('future'), Type.Literal('open'), Type.Literal('over')]),
    ),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(Type.Object(PublicRow)) }),
  roles: 'anyone',
})

export const publicPlan = query({
  name: 'plan.publicPlan',
  title: '认定计划公示详情',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    ...PublicRow,
    dates: DatesReply,
    segments: Type.Array(SegmentReply),
    contactName: Type.String(),
    contactPhone: Type.String(),
    places: Type.Array(Type.String()),
    enrolmentProcedure: Type.String(),
    conditions: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
  }),
  roles: 'anyone',
})

export const publicNotices = query({
  name: 'plan.publicNotices',
  title: '年度计划公告公示',
  input: Type.Object({ year: Type.Optional(AskedYear), organisationId: Type.Optional(Uuid) }),
  reply: Type.Object({
    notices: Type.Array(
      Type.Object({
        organisationId: Uuid,
        noticeId: Uuid,
        organisationName: Type.String(),
        organisationCode: Type.String(),
        organisationType: Type.String(),
        year: Type.Integer(),
        edition: Type.Integer(),
        publishedAt: Type.String(),
        contactName: Type.String(),
        contactPhone: Type.String(),
        enrolmentProcedure: Type.String(),
        lines: Type.Array(NoticeLineReply),
      }),
    ),
  }),
  roles: 'anyone',
})

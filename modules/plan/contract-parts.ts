import Type from 'typebox'

/** Schemas that several commands and queries of the plan have in common. */
export const Uuid = Type.String({ format: 'uuid' })
export const OnDay = Type.String({ format: 'date' })
export const Version = Type.Integer({ minimum: 1 })
export const Note = Type.String({ minLength: 2, maxLength: 500 })
export const NullableText = Type.Union([Type.String(), Type.Null()])
const Text = (maxLength: number) => Type.String({ maxLength })

/** A batch or notice of the own organisation; an authority names the organisation too. */
export const Owned = { organisationId: Type.Optional(Uuid) }

export const LineKey = {
  occupationCode: Type.String({ minLength: 10, maxLength: 13 }),
  trade: Text(60),
  level: Type.Integer({ minimum: 1, maximum: 5 }),
}

const NoticeLineFields = {
  ...LineKey,
  enrolmentTime: Text(60),
  examTime: Text(60),
  place: Text(200),
  theory: Type.Boolean(),
  practical: Type.Boolean(),
  review: Type.Boolean(),
  method: Text(100),
  feeCents: Type.Union([Type.Integer({ minimum: 0, maximum: 100_000_000 }), Type.Null()]),
  conditions: Text(2000),
  readiness: Type.Object({ site: Text(200), itemBank: Text(200), staff: Text(200) }),
}
const NoticeLine = Type.Object(NoticeLineFields)

export const NoticeForm = {
  contactName: Text(50),
  contactPhone: Text(30),
  enrolmentProcedure: Text(4000),
  amendmentReason: Text(500),
  lines: Type.Array(NoticeLine, { maxItems: 200 }),
}

export const Dates = {
  enrolmentFrom: OnDay,
  enrolmentTo: OnDay,
  reviewUntil: OnDay,
  paymentUntil: OnDay,
  examFrom: OnDay,
  examTo: OnDay,
  publicityFrom: OnDay,
  publicityTo: OnDay,
  issueOn: OnDay,
}

export const BatchLine = Type.Object({
  ...LineKey,
  targetGroup: Text(20),
  theoryMode: NullableText,
  theoryReason: Text(300),
  practicalMode: NullableText,
  reviewMode: NullableText,
  remark: Text(300),
})

export const BatchForm = {
  dates: Type.Object(Dates),
  siteIds: Type.Array(Uuid, { maxItems: 30 }),
  capacity: Type.Integer({ minimum: 1, maximum: 200_000 }),
  lines: Type.Array(BatchLine, { minItems: 1, maxItems: 50 }),
}

/** A stage as the ribbon shows it; `due` is its last day. */
export const SegmentReply = Type.Object({
  key: Type.String(),
  title: Type.String(),
  from: NullableText,
  to: NullableText,
  state: Type.Union([Type.Literal('past'), Type.Literal('current'), Type.Literal('future')]),
  due: NullableText,
  workingDaysLeft: Type.Union([Type.Integer(), Type.Null()]),
  clause: NullableText,
  clauses: Type.Array(Type.String()),
  arithmetic: Type.String(),
})

export const ActionReply = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
  refusal: Type.Optional(
    Type.Object({
      sentence: Type.String(),
      remedy: Type.String(),
      clauses: Type.Array(Type.String()),
    }),
  ),
})

export const BatchLineReply = Type.Object({
  lineId: Uuid,
  ...LineKey,
  occupationName: Type.String(),
  levelName: Type.String(),
  standard: Type.String(),
  subjects: Type.Array(Type.String()),
  theoryMode: NullableText,
  theoryReason: Type.String(),
  practicalMode: NullableText,
  reviewMode: NullableText,
  targetGroup: Type.String(),
  remark: Type.String(),
  feeCents: Type.Integer(),
})

export const NoticeLineReply = Type.Object({
  ...NoticeLineFields,
  occupationName: Type.String(),
  levelName: Type.String(),
})

export const File = Type.Object({ organisationId: Uuid, fileId: Uuid })
export const Changed = Type.Object({ version: Version })
export const Paging = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}

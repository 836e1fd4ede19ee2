import Type from 'typebox'

export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Version = Type.Integer({ minimum: 1 })
export const Words = Type.String({ minLength: 4, maxLength: 500 })
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const File = Type.Object({ organisationId: Uuid, fileId: Uuid })
export const exam = ['org-exam', 'org-head'] as const
export const Paged = {
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1, maximum: 200 }),
}

/** A certificate batch, addressed from the organisation's own portal. */
export const Own = { certificateBatchId: Uuid, version: Version }
/** The same, addressed by the authority, which works for several organisations. */
export const Addressed = { organisationId: Uuid, ...Own }
export const BatchReply = Type.Object({ certificateBatchId: Uuid, version: Version, state: Type.String() })

export const Action = Type.Object({ action: Type.String(), title: Type.String(), enabled: Type.Boolean() })
export const Problem = Type.Object({
  row: Type.Integer(),
  name: Type.String(),
  check: Type.String(),
  sentence: Type.String(),
})
export const Count = Type.Object({
  occupationName: Type.String(),
  trade: Type.String(),
  level: Type.Integer(),
  levelName: Type.String(),
  count: Type.Integer(),
})
/** A deadline with its arithmetic, or the sentence that says why it cannot be known. */
export const Due = Type.Object({
  due: Nullable(Type.String()),
  from: Nullable(Type.String()),
  days: Nullable(Type.Integer()),
  unknown: Nullable(Type.String()),
  overdue: Type.Boolean(),
  clauses: Type.Array(Type.String()),
})

import Type from 'typebox'

export const Uuid = Type.String({ format: 'uuid' })
export const Version = Type.Integer({ minimum: 1 })
export const Words = Type.String({ minLength: 4, maxLength: 1000 })
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Subject = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')])
export const Action = Type.Object({ action: Type.String(), title: Type.String() })
export const StoredFile = Type.Object({ organisationId: Uuid, fileId: Uuid })
/** Path of a signature drawn in a box of 300 by 120. */
export const Signature = Type.String({ minLength: 20, maxLength: 20_000, pattern: '^[ML0-9 .,-]+$' })
const Count = Type.Integer({ minimum: 0 })
export const Statistics = Type.Object({
  count: Count,
  mean: Nullable(Type.Number()),
  highest: Nullable(Type.Number()),
  lowest: Nullable(Type.Number()),
  reached: Count,
  bins: Type.Array(Type.Object({ label: Type.String(), count: Count, below: Type.Boolean() })),
})
export const Score = Nullable(Type.Number())

import Type from 'typebox'
import { RichSchema } from '../core/rich.schema.ts'
import { Nullable, Uuid } from '../core/shapes.ts'
import { formats } from './core/parsed.ts'

const Written = Type.String({ maxLength: 200 })

const Question = {
  type: Written,
  stem: RichSchema,
  options: Type.Array(RichSchema, { maxItems: 20 }),
  key: RichSchema,
}

/** An item as its author writes it; the rules judge it. */
export const DraftSchema = Type.Object({
  ...Question,
  code: Written,
  pointCode: Written,
  parts: Type.Array(Type.Object({ ...Question, share: Written }), { maxItems: 50 }),
  difficulty: Written,
  consistency: Written,
  figure: Type.String({ maxLength: 2000 }),
  explanation: RichSchema,
  source: Type.String({ maxLength: 2000 }),
})

export const FormatName = Type.Enum([...formats])
export const RowStateName = Type.Union([
  Type.Literal('good'),
  Type.Literal('problem'),
  Type.Literal('duplicate'),
  Type.Literal('near-duplicate'),
  Type.Literal('excluded'),
])
export const ModeName = Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-bad-rows')])

/** `found` = good + problem + duplicate + near + excluded. */
export const CountsSchema = Type.Object({
  found: Type.Integer(),
  good: Type.Integer(),
  problem: Type.Integer(),
  duplicate: Type.Integer(),
  near: Type.Integer(),
  excluded: Type.Integer(),
})

/** `found` = imported + refused + duplicate; `excluded` of the refused were left out by hand, `near` not decided. */
export const ReportSchema = Type.Object({
  found: Type.Integer(),
  imported: Type.Integer(),
  refused: Type.Integer(),
  duplicate: Type.Integer(),
  excluded: Type.Integer(),
  near: Type.Integer(),
})

export const AcceptanceName = Type.Union([Type.Literal('near'), Type.Literal('edition')])
export const OriginName = Type.Union([
  Type.Literal('own'),
  Type.Literal('national'),
  Type.Literal('purchased'),
  Type.Literal('other'),
])

export const ProblemSchema = Type.Object({
  code: Type.String(),
  field: Type.String(),
  sentence: Type.String(),
  remedy: Type.String(),
  clauses: Type.Array(Type.String()),
})

export const LossSchema = Type.Object({ what: Type.String(), sample: Type.String() })

export const PictureSchema = Type.Object({
  digest: Type.String(),
  mediaType: Type.String(),
  base64: Type.String(),
})

export const ImportSchema = Type.Object({
  itemImportId: Uuid,
  version: Type.Integer(),
  bank: Type.String(),
  name: Type.String(),
  format: Nullable(Type.String()),
  formatName: Nullable(Type.String()),
  state: Type.String(),
  stateWord: Type.String(),
  counts: Nullable(CountsSchema),
  report: Nullable(ReportSchema),
  trouble: Nullable(Type.Object({ sentence: Type.String(), remedy: Type.String() })),
  personName: Type.String(),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  jobId: Nullable(Uuid),
  availableActions: Type.Array(Type.String()),
})

export const Ordinal = Type.Integer({ minimum: 1, maximum: 1_000_000 })

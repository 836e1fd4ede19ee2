import Type from 'typebox'
import { marks, type Rich } from './rich.ts'

const RunText = Type.String({ maxLength: 20_000 })

const InlineSchema = Type.Union([
  Type.Object({
    kind: Type.Literal('text'),
    text: RunText,
    marks: Type.Optional(Type.Array(Type.Union(marks.map((mark) => Type.Literal(mark))), { maxItems: 5 })),
  }),
  Type.Object({ kind: Type.Literal('formula'), latex: Type.String({ minLength: 1, maxLength: 4000 }) }),
  Type.Object({
    kind: Type.Literal('picture'),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    alt: Type.String({ maxLength: 500 }),
    width: Type.Optional(Type.Integer({ minimum: 8, maximum: 2000 })),
  }),
  Type.Object({ kind: Type.Literal('blank') }),
  Type.Object({ kind: Type.Literal('break') }),
])

const Line = Type.Array(InlineSchema, { maxItems: 500 })
const Span = Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))

const BlockSchema = Type.Union([
  Type.Object({ kind: Type.Literal('paragraph'), content: Line }),
  Type.Object({
    kind: Type.Literal('table'),
    rows: Type.Array(
      Type.Array(Type.Object({ content: Line, columns: Span, rows: Span }), { maxItems: 50 }),
      { maxItems: 200 },
    ),
  }),
  Type.Object({
    kind: Type.Literal('list'),
    ordered: Type.Boolean(),
    items: Type.Array(Line, { maxItems: 200 }),
  }),
])

/** Rich text as commands take it and queries give it; the types are those of `rich.ts`. */
export const RichSchema = Type.Unsafe<Rich>(Type.Array(BlockSchema, { maxItems: 200 }))

import Type from 'typebox'
import { itemTypes } from '../core/item.ts'
import { importances } from '../knowledge/core/tree.ts'

const types = Object.keys(itemTypes) as (keyof typeof itemTypes)[]
const TypeLetter = Type.Union(types.map((type) => Type.Literal(type)))
const Count = Type.Integer({ minimum: 0, maximum: 1000 })
const Percent = Type.Number({ minimum: 0, maximum: 100 })
const RangeCode = Type.String({ pattern: '^[A-Z]+(-[A-Z]+){0,2}$' })
const ItemCodes = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 2000 })

/** A rule set as commands take it and queries give it; the type is `RuleSet` of core/rules.ts. */
export const RulesSchema = Type.Object({
  types: Type.Array(
    Type.Object({
      type: TypeLetter,
      count: Count,
      points: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
    }),
    { maxItems: types.length },
  ),
  ranges: Type.Array(
    Type.Object({
      code: RangeCode,
      weight: Percent,
      counts: Type.Object(
        Object.fromEntries(types.map((type) => [type, Type.Optional(Count)])) as {
          [T in (typeof types)[number]]: Type.TOptional<typeof Count>
        },
      ),
    }),
    { maxItems: 300 },
  ),
  bounds: Type.Array(
    Type.Object({
      code: RangeCode,
      type: Type.Optional(TypeLetter),
      min: Type.Optional(Count),
      max: Type.Optional(Count),
    }),
    { maxItems: 300 },
  ),
  importance: Type.Array(
    Type.Object({
      importance: Type.Union(importances.map((one) => Type.Literal(one))),
      min: Type.Optional(Percent),
      max: Type.Optional(Percent),
    }),
    { maxItems: importances.length },
  ),
  difficulty: Type.Union([
    Type.Object({
      kind: Type.Literal('shares'),
      shares: Type.Object({ 1: Percent, 2: Percent, 3: Percent, 4: Percent, 5: Percent }),
      tolerance: Type.Optional(Percent),
    }),
    Type.Object({
      kind: Type.Literal('mean'),
      mean: Type.Number({ minimum: 1, maximum: 5 }),
      tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 4 })),
    }),
  ]),
  exposure: Type.Object({
    mostUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    restDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    restPapers: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  excluded: ItemCodes,
  forced: ItemCodes,
  perPoint: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  overlap: Type.Optional(Count),
  minutes: Type.Integer({ minimum: 1, maximum: 600 }),
  totalPoints: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
  medium: Type.Union([Type.Literal('screen'), Type.Literal('print')]),
})

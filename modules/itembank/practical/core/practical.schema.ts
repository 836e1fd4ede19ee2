import Type from 'typebox'
import { OccupationCode } from '../../core/shapes.ts'

const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Words = (maxLength: number) => Type.String({ maxLength })
const Points = Type.Number({ minimum: 0, maximum: 1000 })
const Minutes = Type.Integer({ minimum: 1, maximum: 6000 })
const Code = Type.String({ minLength: 1, maxLength: 20 })

const SupplySchema = Type.Object({
  name: Line(120),
  spec: Words(500),
  qtyPerStation: Type.Number({ minimum: 0, maximum: 100_000 }),
  unit: Words(20),
})
const Supplies = Type.Array(SupplySchema, { maxItems: 200 })

const ModuleSchema = Type.Object({
  code: Code,
  order: Type.Integer({ minimum: 1, maximum: 50 }),
  name: Line(200),
  minutes: Minutes,
  weightPercent: Type.Number({ minimum: 0, maximum: 100 }),
  maxScore: Points,
  task: Type.Array(Line(4000), { maxItems: 60 }),
  preparation: Type.Object({
    station: Type.Object({
      perCandidate: Type.Number({ minimum: 0, maximum: 100 }),
      description: Words(2000),
    }),
    equipment: Supplies,
    materials: Supplies,
    tools: Supplies,
    candidateBrings: Type.Array(Line(500), { maxItems: 100 }),
  }),
  scoringPoints: Type.Array(
    Type.Object({
      code: Code,
      item: Line(200),
      requirement: Words(2000),
      maxScore: Points,
      deductions: Type.Array(
        Type.Object({
          rule: Line(500),
          deduct: Points,
          per: Words(20),
          cap: Type.Union([Points, Type.Null()]),
        }),
        { maxItems: 40 },
      ),
    }),
    { maxItems: 100 },
  ),
})

/** A practical paper as the editor sends it and as the JSON file holds it; what it must add up to is the rule's matter. */
export const PracticalPaperSchema = Type.Object({
  paperNo: Line(60),
  title: Line(120),
  occupation: Line(60),
  occupationCode: OccupationCode,
  level: Line(20),
  totalScore: Points,
  passScore: Points,
  totalMinutes: Minutes,
  scoreStep: Type.Number({ exclusiveMinimum: 0, maximum: 10 }),
  scoring: Type.Object({
    examinersPerCandidate: Type.Integer({ minimum: 1, maximum: 20 }),
    method: Words(500),
    oddNumber: Type.Boolean(),
  }),
  timeRule: Words(1000),
  modules: Type.Array(ModuleSchema, { minItems: 1, maxItems: 20 }),
  vetoItems: Type.Array(
    Type.Object({
      code: Code,
      text: Words(500),
      effect: Words(500),
      scope: Type.Union([Type.Literal('module'), Type.Literal('exam')]),
    }),
    { maxItems: 40 },
  ),
})

import Type from 'typebox'
import { Nullable } from '../core/shapes.ts'

const RuleLine = Type.Object({
  rule: Type.String(),
  isGoal: Type.Boolean(),
  asked: Type.String(),
  got: Type.String(),
  missed: Type.Number(),
})

export const AssemblyReport = Type.Object({
  lines: Type.Array(RuleLine),
  forms: Type.Array(
    Type.Object({
      name: Type.String(),
      items: Type.Integer(),
      points: Type.Number(),
      meanDifficulty: Type.Number(),
      byDifficulty: Type.Array(Type.Integer()),
      pointsCovered: Type.Integer(),
      fresh: Type.Integer(),
    }),
  ),
  coverage: Type.Array(Type.Object({ point: Type.String(), counts: Type.Array(Type.Integer()) })),
  overlap: Type.Array(Type.Array(Type.Integer())),
  shared: Nullable(Type.Object({ least: Type.Integer(), mean: Type.Number(), most: Type.Integer() })),
  /** How far from the best it may be, a share, 0 for proven best; null where no best was sought. */
  gap: Nullable(Type.Number()),
  poolSize: Type.Integer(),
})

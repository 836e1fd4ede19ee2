import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  FileWithin,
  fileRefusals,
  handlersOfPapers,
  Level,
  Nullable,
  OccupationCode,
} from '../core/shapes.ts'

const ImportInput = {
  file: FileWithin,
  occupationCode: OccupationCode,
  level: Level,
}

export const importBlueprint = command({
  name: 'itembank.importBlueprint',
  title: '导入细目表和组卷蓝图',
  input: Type.Object(ImportInput),
  reply: Type.Object({
    bank: Type.String(),
    points: Type.Integer(),
    ranges: Type.Integer(),
    totalPoints: Type.Number(),
    minutes: Type.Integer(),
    changed: Type.Boolean(),
  }),
  refusals: ['UNDERTAKING_MISSING', 'BLUEPRINT_REFUSED', ...fileRefusals],
  roles: ['org-itembank'],
})

export const bankList = query({
  name: 'itembank.banks',
  title: '题库',
  input: Type.Object({}),
  reply: Type.Object({
    banks: Type.Array(
      Type.Object({
        bank: Type.String(),
        occupationCode: Type.String(),
        level: Type.Integer(),
        items: Type.Integer(),
        points: Type.Integer(),
        hasBlueprint: Type.Boolean(),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})

/** How many items stand behind each point, by difficulty 1 to 5, and what the blueprint asks of each range. */
export const coverage = query({
  name: 'itembank.coverage',
  title: '题库覆盖情况',
  input: Type.Object({ bank: Type.String({ maxLength: 100 }) }),
  reply: Type.Object({
    points: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Nullable(Type.String()),
        importance: Nullable(Type.String()),
        byDifficulty: Type.Array(Type.Integer()),
      }),
    ),
    ranges: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        weight: Type.Number(),
        types: Type.Array(
          Type.Object({ typeName: Type.String(), asked: Type.Integer(), available: Type.Integer() }),
        ),
      }),
    ),
    totalPoints: Nullable(Type.Number()),
    minutes: Nullable(Type.Integer()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

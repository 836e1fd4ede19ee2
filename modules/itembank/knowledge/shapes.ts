import Type from 'typebox'
import { FileWithin, Level, OccupationCode, Uuid, Version } from '../core/shapes.ts'

/** Shapes that the commands and queries of banks and trees have in common. */
export const BankName = Type.String({ minLength: 2, maxLength: 100 })
export const Text = Type.String({ maxLength: 200 })
export const SourceKind = Type.Union([
  Type.Literal('development-guide'),
  Type.Literal('occupational-standard'),
  Type.Literal('certification-specification'),
  Type.Literal('ministry-requirements'),
])
export const Basis = {
  trade: Type.String({ maxLength: 60 }),
  standardKind: Type.Union([Type.Literal('national-standard'), Type.Literal('evaluation-specification')]),
  standardTitle: Text,
  standardVersion: Text,
  sources: Type.Array(Type.Object({ kind: SourceKind, title: Text, version: Text }), { maxItems: 4 }),
}

export const Count = Type.Integer({ minimum: 0 })

export const Growth = Type.Array(
  Type.Object({
    year: Type.Integer(),
    items: Count,
    papers: Count,
    totalItems: Count,
    totalPapers: Count,
  }),
)

export const PartName = Type.Union([Type.Literal('theory'), Type.Literal('skill')])
const ImportanceName = Type.Union([Type.Literal('X'), Type.Literal('Y'), Type.Literal('Z')])
export const RangeShape = Type.Object({
  code: Type.String({ maxLength: 20 }),
  name: Type.String({ maxLength: 100 }),
  level: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
  weight: Type.Number({ minimum: 0, maximum: 100 }),
})
const PointShape = Type.Object({
  code: Type.String({ maxLength: 24 }),
  name: Type.String({ maxLength: 200 }),
  importance: ImportanceName,
})
export const TreeShape = {
  ranges: Type.Array(RangeShape, { maxItems: 2000 }),
  points: Type.Array(PointShape, { maxItems: 5000 }),
}

export const SeenTree = { treeId: Uuid, version: Version }

/** Codes of points that may go although items stand on them. */
export const Abandoned = Type.Array(Type.String({ maxLength: 24 }), { maxItems: 5000 })

export const TreeFile = {
  file: FileWithin,
  /** Left out: the bank, occupation and level that the workbook names. */
  bank: Type.Optional(BankName),
  occupationCode: Type.Optional(OccupationCode),
  level: Type.Optional(Level),
}

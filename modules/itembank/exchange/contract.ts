import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { FileWithin, fileRefusals, Level, OccupationCode } from '../core/shapes.ts'

const ImportInput = {
  file: FileWithin,
  occupationCode: OccupationCode,
  level: Level,
}

const RefusedRow = Type.Object({
  row: Type.Integer(),
  code: Type.String(),
  reasons: Type.Array(Type.Object({ sentence: Type.String(), clauses: Type.Array(Type.String()) })),
})

/** `found` = `fresh` + `refused` + `duplicate`. A duplicate is in the bank already, or twice in the file. */
const ImportFindings = Type.Object({
  bank: Type.String(),
  found: Type.Integer(),
  fresh: Type.Integer(),
  refused: Type.Integer(),
  duplicate: Type.Integer(),
  refusedRows: Type.Array(RefusedRow),
  duplicateRows: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), sameAs: Type.String() })),
})

/** Reads a workbook against the bank and writes nothing. A command, since the file travels in its body. */
export const checkItems = command({
  name: 'itembank.checkItems',
  title: '试题导入试运行',
  input: Type.Object(ImportInput),
  reply: ImportFindings,
  refusals: ['UNDERTAKING_MISSING', 'TREE_MISSING', ...fileRefusals],
  roles: ['org-itembank'],
})

export const importItems = command({
  name: 'itembank.importItems',
  title: '导入试题',
  input: Type.Object({
    ...ImportInput,
    mode: Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-bad-rows')]),
  }),
  reply: ImportFindings,
  refusals: ['UNDERTAKING_MISSING', 'TREE_MISSING', 'ROWS_REFUSED', ...fileRefusals],
  roles: ['org-itembank'],
})

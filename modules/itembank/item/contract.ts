import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Instant = Type.String()
const Level = Type.Integer({ minimum: 1, maximum: 5 })
const OccupationCode = Type.String({ pattern: '^[0-9]-[0-9]{2}-[0-9]{2}-[0-9]{2}$' })
const Page = Type.Integer({ minimum: 1, maximum: 100_000 })
const PageSize = Type.Integer({ minimum: 1, maximum: 200 })

/**
 * A workbook as base64, within the command: item workbooks hold answer keys and must not lie about as stored files
 * (SDS-5.1-03). About 1.4 MB of .xlsx.
 */
const Workbook = Type.String({ minLength: 8, maxLength: 1_900_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' })
const workbookRefusals = ['FILE_UNREADABLE', 'HEADER_MISSING'] as const

const handlersOfPapers = ['org-itembank', 'org-secrecy', 'site-chief'] as const

/** SDS-4.2-07: the undertaking, and whether the asking person has signed it. */
export const readUndertaking = query({
  name: 'itembank.undertaking',
  title: '安全保密承诺书',
  input: Type.Object({}),
  reply: Type.Object({
    title: Type.String(),
    version: Type.String(),
    paragraphs: Type.Array(Type.String()),
    signedAt: Nullable(Instant),
  }),
  roles: [...handlersOfPapers],
})

export const signUndertaking = command({
  name: 'itembank.signUndertaking',
  title: '签署安全保密承诺书',
  input: Type.Object({ version: Type.String({ maxLength: 20 }) }),
  reply: Type.Object({ signedAt: Instant }),
  refusals: ['UNDERTAKING_OUTDATED'],
  roles: [...handlersOfPapers],
})

const ImportInput = {
  file: Workbook,
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
  refusals: ['UNDERTAKING_MISSING', ...workbookRefusals],
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
  refusals: ['UNDERTAKING_MISSING', 'ROWS_REFUSED', ...workbookRefusals],
  roles: ['org-itembank'],
})

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
  refusals: ['UNDERTAKING_MISSING', 'BLUEPRINT_REFUSED', ...workbookRefusals],
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

/** What items are about and not what they ask. */
export const itemList = query({
  name: 'itembank.items',
  title: '试题列表',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    bank: Type.Optional(Type.String({ maxLength: 100 })),
    type: Type.Optional(Type.String({ maxLength: 1 })),
    point: Type.Optional(Type.String({ maxLength: 30 })),
    difficulty: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        itemId: Uuid,
        bank: Type.String(),
        code: Type.String(),
        typeName: Type.String(),
        pointCode: Type.String(),
        pointName: Nullable(Type.String()),
        difficulty: Type.Integer(),
        consistency: Type.Integer(),
        inPapers: Type.Integer(),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** SDS-4.2-07, SDS-5.1-03: text and key of one item; who looked is on record. */
export const viewItem = command({
  name: 'itembank.viewItem',
  title: '查看试题内容',
  input: Type.Object({ itemId: Uuid }),
  reply: Type.Object({
    code: Type.String(),
    typeName: Type.String(),
    stem: Type.String(),
    options: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
    answer: Type.String(),
    explanation: Type.String(),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
  secretReply: true,
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

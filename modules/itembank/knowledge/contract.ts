import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  fileRefusals,
  handlersOfPapers,
  Instant,
  Level,
  Nullable,
  OccupationCode,
  Uuid,
  Version,
} from '../core/shapes.ts'
import {
  Abandoned,
  BankName,
  Basis,
  Count,
  Growth,
  PartName,
  RangeShape,
  SeenTree,
  SourceKind,
  Text,
  TreeFile,
  TreeShape,
} from './shapes.ts'

export const createBank = command({
  name: 'itembank.createBank',
  title: '登记题库',
  input: Type.Object({ name: BankName, occupationCode: OccupationCode, level: Level, ...Basis }),
  reply: Type.Object({ bankId: Uuid }),
  refusals: ['UNDERTAKING_MISSING', 'BANK_EXISTS', 'BANK_OF_OTHER_LEVEL', 'SOURCE_REPEATED'],
  roles: ['org-itembank'],
})

export const changeBank = command({
  name: 'itembank.changeBank',
  title: '修改题库登记',
  input: Type.Object({ bankId: Uuid, version: Version, ...Basis }),
  reply: Type.Object({ version: Version }),
  refusals: ['UNDERTAKING_MISSING', 'SOURCE_REPEATED'],
  roles: ['org-itembank'],
})

/** Banks on the register, and those that items name without one. */
export const bankList = query({
  name: 'itembank.banks',
  title: '题库',
  input: Type.Object({}),
  reply: Type.Object({
    banks: Type.Array(
      Type.Object({
        /** Null for a bank that is not on the register yet. */
        bankId: Nullable(Uuid),
        bank: Type.String(),
        occupationCode: Type.String(),
        /** Null for one that is not filed. */
        occupationName: Nullable(Type.String()),
        trade: Type.String(),
        level: Type.Integer(),
        items: Count,
        /** Points that items stand on. */
        points: Count,
        /** Points of the theory tree in force; null while there is none. */
        treePoints: Nullable(Count),
        hasRules: Type.Boolean(),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfPapers],
})

/** SDE-4.5-27: what there is of each occupation and level, and how it grew. */
export const holdings = query({
  name: 'itembank.holdings',
  title: '题库和卷库数量',
  input: Type.Object({}),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        occupationCode: Type.String(),
        occupationName: Nullable(Type.String()),
        level: Type.Integer(),
        items: Count,
        papers: Count,
        byYear: Growth,
      }),
    ),
    clauses: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

export const bankDetail = query({
  name: 'itembank.bankDetail',
  title: '题库详情',
  input: Type.Object({ bankId: Uuid }),
  reply: Type.Object({
    bankId: Uuid,
    version: Version,
    name: Type.String(),
    occupationCode: Type.String(),
    occupationName: Nullable(Type.String()),
    level: Type.Integer(),
    ...Basis,
    /** The four sources with their names; `asked` where the pack wants them. */
    sourceLines: Type.Array(
      Type.Object({
        kind: SourceKind,
        name: Type.String(),
        title: Type.String(),
        version: Type.String(),
        asked: Type.Boolean(),
      }),
    ),
    sourceClauses: Type.Array(Type.String()),
    missingSources: Type.Array(Type.String()),
    items: Count,
    papers: Count,
    ownShare: Type.Object({
      own: Count,
      total: Count,
      percent: Nullable(Type.Number()),
      warning: Nullable(Type.String()),
      clauses: Type.Array(Type.String()),
    }),
    /** HN-1.8.3.5-04: 理论知识 and 操作技能 with their points and weights. */
    parts: Type.Array(
      Type.Object({
        part: PartName,
        name: Type.String(),
        edition: Nullable(Type.Integer()),
        standardVersion: Type.String(),
        points: Count,
        ranges: Type.Array(
          Type.Object({
            code: Type.String(),
            name: Type.String(),
            weight: Type.Number(),
            points: Count,
          }),
        ),
      }),
    ),
    partClauses: Type.Array(Type.String()),
    byMonth: Type.Array(Type.Object({ month: Type.String(), items: Count, papers: Count })),
    byYear: Growth,
    availableActions: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** One edition of a tree with the list of all, the newest of them where none is named. */
export const treeDetail = query({
  name: 'itembank.tree',
  title: '鉴定要素细目表',
  input: Type.Object({ bankId: Uuid, part: PartName, edition: Type.Optional(Version) }),
  reply: Type.Object({
    bank: Type.String(),
    editions: Type.Array(
      Type.Object({
        treeId: Uuid,
        edition: Type.Integer(),
        state: Type.String(),
        stateWord: Type.String(),
        standardVersion: Type.String(),
        note: Type.String(),
        points: Count,
        draftedBy: Type.String(),
        draftedAt: Instant,
        enforcedBy: Nullable(Type.String()),
        enforcedAt: Nullable(Instant),
        supersededAt: Nullable(Instant),
      }),
    ),
    shown: Nullable(
      Type.Object({
        treeId: Uuid,
        version: Version,
        edition: Type.Integer(),
        state: Type.String(),
        standardVersion: Type.String(),
        note: Type.String(),
        ...TreeShape,
        availableActions: Type.Array(Type.String()),
      }),
    ),
    /** Items on each point that has any. */
    items: Type.Array(Type.Object({ code: Type.String(), count: Count })),
    /** What the rules in force advise; null while the organisation has no valid filing. */
    advice: Nullable(
      Type.Object({
        minShareX: Type.Number(),
        maxShareY: Type.Number(),
        maxShareZ: Type.Number(),
        minPoints: Type.Number(),
        source: Type.String(),
        clauses: Type.Array(Type.String()),
      }),
    ),
    availableActions: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

export const treeDifferences = query({
  name: 'itembank.treeDifferences',
  title: '细目表版次差异',
  input: Type.Object({ bankId: Uuid, part: PartName, from: Version, to: Version }),
  reply: Type.Object({
    differences: Type.Array(
      Type.Object({
        kind: Type.String(),
        kindWord: Type.String(),
        what: Type.Union([Type.Literal('range'), Type.Literal('point')]),
        code: Type.String(),
        name: Type.String(),
        was: Type.String(),
        now: Type.String(),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** Begins the next edition as a copy of the one in force, or empty where there is none. */
export const draftTree = command({
  name: 'itembank.draftTree',
  title: '编制新版细目表',
  input: Type.Object({ bankId: Uuid, part: PartName }),
  reply: Type.Object({ treeId: Uuid, edition: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'DRAFT_EXISTS'],
  roles: ['org-itembank'],
})

export const saveTree = command({
  name: 'itembank.saveTree',
  title: '保存细目表草稿',
  input: Type.Object({ ...SeenTree, standardVersion: Text, note: Text, ...TreeShape }),
  reply: Type.Object({ version: Version }),
  refusals: ['UNDERTAKING_MISSING', 'TREE_STATE'],
  roles: ['org-itembank'],
})

export const enforceTree = command({
  name: 'itembank.enforceTree',
  title: '施行细目表',
  input: Type.Object({ ...SeenTree, abandon: Abandoned }),
  reply: Type.Object({ edition: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'TREE_STATE', 'TREE_REFUSED', 'POINTS_IN_USE'],
  roles: ['org-itembank'],
})

export const discardTree = command({
  name: 'itembank.discardTree',
  title: '放弃细目表草稿',
  input: Type.Object(SeenTree),
  reply: Type.Object({ edition: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'TREE_STATE'],
  roles: ['org-itembank'],
})

const treeFileRefusals = [
  'UNDERTAKING_MISSING',
  'BANK_UNNAMED',
  'BANK_OF_OTHER_LEVEL',
  ...fileRefusals,
] as const

/** Reads a tree workbook and writes nothing but, where it is wrong, the workbook with the reasons. */
export const checkTree = command({
  name: 'itembank.checkTree',
  title: '细目表导入试运行',
  input: Type.Object(TreeFile),
  reply: Type.Object({
    bank: Type.String(),
    part: PartName,
    partName: Type.String(),
    ranges: Count,
    points: Count,
    problems: Type.Array(
      Type.Object({ row: Nullable(Type.Integer()), sentence: Type.String(), remedy: Type.String() }),
    ),
    errorFile: Nullable(Type.Object({ organisationId: Uuid, fileId: Uuid })),
    advice: Type.Array(Type.String()),
    differences: Count,
  }),
  refusals: [...treeFileRefusals],
  roles: ['org-itembank'],
})

/** Brings in a tree: the bank is registered where it is not, and the tree is in force at once or waits as a draft. */
export const importTree = command({
  name: 'itembank.importTree',
  title: '导入鉴定要素细目表',
  input: Type.Object({
    ...TreeFile,
    /** Left out: in force at once. */
    asDraft: Type.Optional(Type.Boolean()),
    abandon: Type.Optional(Abandoned),
  }),
  reply: Type.Object({
    bankId: Uuid,
    bank: Type.String(),
    part: PartName,
    edition: Type.Integer(),
    ranges: Count,
    points: Count,
    changed: Type.Boolean(),
  }),
  refusals: [...treeFileRefusals, 'TREE_REFUSED', 'DRAFT_EXISTS', 'POINTS_IN_USE'],
  roles: ['org-itembank'],
})

export const exportTree = command({
  name: 'itembank.exportTree',
  title: '导出细目表',
  input: Type.Object({ treeId: Uuid }),
  reply: Type.Object({ organisationId: Uuid, fileId: Uuid, name: Type.String() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
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
    /** Ranges of the tree, all levels, in its order. */
    tree: Type.Array(RangeShape),
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

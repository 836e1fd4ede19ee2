import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { FileWithin, fileRefusals, Instant, Nullable, Uuid } from '../core/shapes.ts'
import { AssemblyReport } from './report.schema.ts'
import { RulesSchema } from './rules.schema.ts'

const BankName = Type.String({ minLength: 1, maxLength: 100 })
const RulesName = Type.String({ minLength: 1, maxLength: 40 })
const Offered = Type.Array(Type.Object({ action: Type.String(), title: Type.String() }))

const RulesHead = {
  ruleSetId: Uuid,
  bank: Type.String(),
  name: Type.String(),
  edition: Type.Integer(),
  authorName: Type.String(),
  madeAt: Instant,
}

/** The editions in force, one of each name. */
export const ruleSetList = query({
  name: 'itembank.ruleSets',
  title: '组卷规则',
  input: Type.Object({ bank: Type.Optional(BankName) }),
  reply: Type.Object({
    ruleSets: Type.Array(
      Type.Object({
        ...RulesHead,
        items: Type.Integer(),
        totalPoints: Type.Number(),
        minutes: Type.Integer(),
        medium: Type.String(),
        /** What the rules say, in short sentences. */
        summary: Type.Array(Type.String()),
        availableActions: Offered,
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

const RangeRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Integer(),
  weight: Type.Number(),
})

/** One edition, the bank's ranges to write rules against, and the editions before. */
export const ruleSetDetail = query({
  name: 'itembank.ruleSet',
  title: '组卷规则详情',
  input: Type.Object({ ruleSetId: Uuid }),
  reply: Type.Object({
    ...RulesHead,
    rules: RulesSchema,
    ranges: Type.Array(RangeRow),
    editions: Type.Array(Type.Object({ ...RulesHead, inForce: Type.Boolean() })),
    availableActions: Offered,
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** What there is to write rules about: the bank's ranges, and items by range and type. */
export const rulesGround = query({
  name: 'itembank.rulesGround',
  title: '组卷规则可选内容',
  input: Type.Object({ bank: BankName }),
  reply: Type.Object({
    ranges: Type.Array(RangeRow),
    supply: Type.Array(Type.Object({ range: Type.String(), type: Type.String(), items: Type.Integer() })),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** `basedOn` is the edition the person saw, 0 for a new name; equal rules make no new edition. */
export const saveRules = command({
  name: 'itembank.saveRules',
  title: '保存组卷规则',
  input: Type.Object({
    bank: BankName,
    name: RulesName,
    basedOn: Type.Integer({ minimum: 0 }),
    rules: RulesSchema,
  }),
  reply: Type.Object({ ruleSetId: Uuid, edition: Type.Integer(), changed: Type.Boolean() }),
  refusals: [
    'UNDERTAKING_MISSING',
    'BANK_UNKNOWN',
    'RULES_INCONSISTENT',
    'TYPE_NOT_ON_SCREEN',
    'EDITION_PASSED',
  ],
  roles: ['org-itembank'],
})

/** Reads 题型分布, 知识点分布 and 组卷参数 of a workbook as an edition of the named rules. */
export const importRules = command({
  name: 'itembank.importRules',
  title: '导入组卷规则',
  input: Type.Object({ file: FileWithin, name: Type.Optional(RulesName) }),
  reply: Type.Object({
    ruleSetId: Uuid,
    bank: Type.String(),
    name: Type.String(),
    edition: Type.Integer(),
    items: Type.Integer(),
    ranges: Type.Integer(),
    totalPoints: Type.Number(),
    minutes: Type.Integer(),
    changed: Type.Boolean(),
  }),
  refusals: ['UNDERTAKING_MISSING', 'BANK_UNKNOWN', 'RULES_REFUSED', 'TYPE_NOT_ON_SCREEN', ...fileRefusals],
  roles: ['org-itembank'],
})

/** The sheets that `importRules` reads; rules that these have no place for stand on a sheet of their own. */
export const exportRules = query({
  name: 'itembank.exportRules',
  title: '导出组卷规则',
  input: Type.Object({ ruleSetId: Uuid }),
  reply: Type.Object({ fileName: Type.String(), file: Type.String() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

export const retireRules = command({
  name: 'itembank.retireRules',
  title: '停用组卷规则',
  input: Type.Object({ ruleSetId: Uuid }),
  reply: Type.Object({}),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

/** Starts the job that draws; what comes of it is found under the assembly. */
export const assemble = command({
  name: 'itembank.assemble',
  title: '组卷',
  input: Type.Object({
    ruleSetId: Uuid,
    mode: Type.Union([Type.Literal('fixed'), Type.Literal('parallel'), Type.Literal('candidates')]),
    forms: Type.Integer({ minimum: 1, maximum: 2000 }),
    /** The same bank, rules and seed give the same paper; left out for a new one. */
    seed: Type.Optional(Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S+$' })),
  }),
  reply: Type.Object({ assemblyId: Uuid, jobId: Uuid }),
  refusals: [
    'UNDERTAKING_MISSING',
    'RULES_RETIRED',
    'FORMS_TOO_MANY',
    'TYPE_NOT_ON_SCREEN',
    'FOREIGN_ITEM',
    'RULES_INCONSISTENT',
  ],
  roles: ['org-itembank'],
})

/** A finished paper, given by the codes of its items in order or by a workbook of them, held against the rules. */
export const bringPaper = command({
  name: 'itembank.bringPaper',
  title: '引入成卷',
  input: Type.Object({
    ruleSetId: Uuid,
    from: Type.Union([
      Type.Object({
        codes: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 1000 }),
      }),
      Type.Object({ file: FileWithin }),
    ]),
  }),
  reply: Type.Object({ assemblyId: Uuid, met: Type.Boolean() }),
  refusals: [
    'UNDERTAKING_MISSING',
    'RULES_RETIRED',
    'FOREIGN_ITEM',
    'TYPE_NOT_ON_SCREEN',
    'CODES_MISSING',
    ...fileRefusals,
  ],
  roles: ['org-itembank'],
})

const GapLine = Type.Object({
  rule: Type.String(),
  asked: Type.Number(),
  missing: Type.Integer(),
  side: Type.Union([Type.Literal('lack'), Type.Literal('excess')]),
})

const Explanation = Type.Object({
  sentence: Type.String(),
  rules: Type.Array(Type.String()),
  gaps: Type.Array(GapLine),
  shortages: Type.Array(GapLine),
})

const AssemblyHead = {
  assemblyId: Uuid,
  bank: Type.String(),
  ruleSetId: Uuid,
  rulesName: Type.String(),
  edition: Type.Integer(),
  mode: Type.String(),
  modeName: Type.String(),
  forms: Type.Integer(),
  seed: Type.String(),
  state: Type.String(),
  stateName: Type.String(),
  assembledByName: Type.String(),
  startedAt: Instant,
}

export const assemblyList = query({
  name: 'itembank.assemblies',
  title: '组卷记录',
  input: Type.Object({}),
  reply: Type.Object({ assemblies: Type.Array(Type.Object(AssemblyHead)) }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

export const assemblyDetail = query({
  name: 'itembank.assembly',
  title: '组卷结果',
  input: Type.Object({ assemblyId: Uuid }),
  reply: Type.Object({
    ...AssemblyHead,
    jobId: Nullable(Uuid),
    report: Nullable(AssemblyReport),
    explanation: Nullable(Explanation),
    /** Why it failed, where it did. */
    trouble: Nullable(Type.String()),
    availableActions: Offered,
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: ['org-itembank'],
})

const ShownAssembly = Type.Object({ assemblyId: Uuid })

export const cancelAssembly = command({
  name: 'itembank.cancelAssembly',
  title: '取消组卷',
  input: ShownAssembly,
  reply: Type.Object({}),
  refusals: ['UNDERTAKING_MISSING', 'ASSEMBLY_STATE'],
  roles: ['org-itembank'],
})

export const dropAssembly = command({
  name: 'itembank.dropAssembly',
  title: '放弃组卷结果',
  input: ShownAssembly,
  reply: Type.Object({}),
  refusals: ['UNDERTAKING_MISSING', 'ASSEMBLY_STATE'],
  roles: ['org-itembank'],
})

/** `each`: every form a paper of its own, for sessions of their own; `one`: the forms of one paper, for one session. */
export const keepAssembly = command({
  name: 'itembank.keepAssembly',
  title: '保存试卷',
  input: Type.Object({ assemblyId: Uuid, as: Type.Union([Type.Literal('one'), Type.Literal('each')]) }),
  reply: Type.Object({ paperIds: Type.Array(Uuid) }),
  refusals: ['UNDERTAKING_MISSING', 'ASSEMBLY_STATE', 'RULES_UNMET', 'FOREIGN_ITEM', 'TYPE_NOT_ON_SCREEN'],
  roles: ['org-itembank'],
})

/** What the drawing job found; issued by it for the person who started it. */
export const finishAssembly = command({
  name: 'itembank.finishAssembly',
  title: '登记组卷结果',
  input: Type.Object({
    assemblyId: Uuid,
    outcome: Type.Union([
      Type.Object({
        kind: Type.Literal('found'),
        drawn: Type.Object({
          entries: Type.Array(
            Type.Object({
              position: Type.Integer(),
              code: Type.String(),
              type: Type.String(),
              points: Type.Number(),
            }),
          ),
          forms: Type.Array(Type.Object({ name: Type.String(), codes: Type.Array(Type.String()) })),
        }),
        report: AssemblyReport,
      }),
      Type.Object({ kind: Type.Literal('impossible'), explanation: Explanation }),
      Type.Object({ kind: Type.Literal('failed'), trouble: Type.String() }),
    ]),
  }),
  reply: Type.Object({}),
  refusals: [],
  roles: ['system'],
})

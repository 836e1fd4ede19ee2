import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { FileWithin, Level, Nullable, Page, PageSize, Uuid, Version } from '../core/shapes.ts'
import { PracticalPaperSchema } from './core/practical.schema.ts'

const authors = ['org-itembank']
const readers = ['org-itembank', 'org-secrecy']
const Reason = Type.String({ minLength: 2, maxLength: 200 })
const Shown = { practicalId: Uuid, version: Version }
const StepReply = Type.Object({ state: Type.String(), version: Version })
const stepRefusals = ['UNDERTAKING_MISSING', 'WRONG_STATE'] as const

const Problem = Type.Object({
  field: Type.String(),
  sentence: Type.String(),
  clauses: Type.Array(Type.String()),
})

const Head = {
  practicalId: Uuid,
  version: Version,
  paperNo: Type.String(),
  title: Type.String(),
  edition: Type.Integer(),
  state: Type.String(),
  stateName: Type.String(),
  occupationName: Type.String(),
  levelName: Type.String(),
  totalScore: Type.Number(),
  totalMinutes: Type.Integer(),
  modules: Type.Integer(),
  problems: Type.Integer(),
}

export const practicalList = query({
  name: 'itembank.practicals',
  title: '操作技能试卷列表',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    state: Type.Optional(Type.String({ maxLength: 20 })),
    level: Type.Optional(Level),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({ ...Head, authorNames: Type.String(), reviewedByName: Nullable(Type.String()) }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: readers,
})

/** Everything about a practical paper except what it asks. */
export const practicalDetail = query({
  name: 'itembank.practical',
  title: '操作技能试卷详情',
  input: Type.Object({ practicalId: Uuid }),
  reply: Type.Object({
    ...Head,
    authorNames: Type.String(),
    reviewedByName: Nullable(Type.String()),
    contentHash: Type.String(),
    editions: Type.Array(
      Type.Object({
        practicalId: Uuid,
        edition: Type.Integer(),
        state: Type.String(),
        stateName: Type.String(),
      }),
    ),
    availableActions: Type.Array(
      Type.Object({
        action: Type.String(),
        title: Type.String(),
        enabled: Type.Boolean(),
        refusal: Type.Optional(Type.String()),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: readers,
})

export const viewPractical = command({
  name: 'itembank.viewPractical',
  title: '查看操作技能试卷',
  input: Type.Object({ practicalId: Uuid }),
  reply: Type.Object({ version: Version, paper: PracticalPaperSchema, problems: Type.Array(Problem) }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: authors,
  secretReply: true,
})

/**
 * A paper's JSON or workbook. A number not yet in the bank makes a first edition, one that is a draft is written
 * over, one that has been reviewed or used gets a successor. The same file again changes nothing.
 */
export const importPractical = command({
  name: 'itembank.importPractical',
  title: '导入操作技能试卷',
  input: Type.Object({ file: FileWithin }),
  reply: Type.Object({
    practicalId: Uuid,
    edition: Type.Integer(),
    written: Type.Union([
      Type.Literal('new'),
      Type.Literal('draft'),
      Type.Literal('successor'),
      Type.Literal('same'),
    ]),
    problems: Type.Array(Problem),
    /** What the file carries and a practical paper cannot hold. */
    unheld: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING', 'FILE_UNREADABLE', 'HEADER_MISSING'],
  roles: authors,
  secretReply: true,
})

export const savePractical = command({
  name: 'itembank.savePractical',
  title: '保存操作技能试卷',
  input: Type.Object({ ...Shown, paper: PracticalPaperSchema }),
  reply: Type.Object({ version: Version, problems: Type.Array(Problem) }),
  refusals: [...stepRefusals, 'PAPER_NUMBER_TAKEN'],
  roles: authors,
  secretReply: true,
})

export const reviewPractical = command({
  name: 'itembank.reviewPractical',
  title: '审核操作技能试卷',
  input: Type.Object(Shown),
  reply: StepReply,
  refusals: [...stepRefusals, 'OWN_REVIEW', 'PAPER_UNSOUND'],
  roles: authors,
})

export const sendBackPractical = command({
  name: 'itembank.sendBackPractical',
  title: '退回修改操作技能试卷',
  input: Type.Object({ ...Shown, reason: Reason }),
  reply: StepReply,
  refusals: stepRefusals,
  roles: authors,
})

/** The edition in force before is retired. */
export const bringPracticalIntoForce = command({
  name: 'itembank.bringPracticalIntoForce',
  title: '启用操作技能试卷',
  input: Type.Object(Shown),
  reply: StepReply,
  refusals: stepRefusals,
  roles: authors,
})

export const retirePractical = command({
  name: 'itembank.retirePractical',
  title: '停用操作技能试卷',
  input: Type.Object({ ...Shown, reason: Reason }),
  reply: StepReply,
  refusals: stepRefusals,
  roles: authors,
})

/** HN-1.8.3.5-03: what was in force stays as it was; a draft of the next edition begins with its content. */
export const succeedPractical = command({
  name: 'itembank.succeedPractical',
  title: '另编新版操作技能试卷',
  input: Type.Object(Shown),
  reply: Type.Object({ practicalId: Uuid, edition: Type.Integer() }),
  refusals: [...stepRefusals, 'DRAFT_OPEN'],
  roles: authors,
})

export const exportPractical = command({
  name: 'itembank.exportPractical',
  title: '导出操作技能试卷',
  input: Type.Object({
    practicalId: Uuid,
    format: Type.Union([Type.Literal('json'), Type.Literal('xlsx')]),
  }),
  reply: Type.Object({ name: Type.String(), mediaType: Type.String(), base64: Type.String() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: authors,
  secretReply: true,
})

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { handlersOfItems, Instant, Nullable, Page, PageSize, Uuid, Version } from '../core/shapes.ts'
import { DraftSchema } from './core/draft.schema.ts'

const BankName = Type.String({ minLength: 1, maxLength: 100 })
const Code = Type.String({ minLength: 9, maxLength: 40 })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Reason = Type.String({ minLength: 1, maxLength: 500 })
const keepers = ['org-itembank'] as const
const writers = ['org-itembank', 'org-item-writer'] as const

// likeness

/** Starts the job that compares every item of a bank with every other. */
export const findLikeness = command({
  name: 'itembank.findLikeness',
  title: '查找相似试题',
  input: Type.Object({ bank: BankName }),
  reply: Type.Object({ jobId: Uuid }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

/** Writes pairs that the comparing job has found. */
export const keepLikeness = command({
  name: 'itembank.keepLikeness',
  title: '保存相似试题',
  input: Type.Object({
    organisationId: Uuid,
    bank: BankName,
    pairs: Type.Array(Type.Object({ first: Uuid, second: Uuid, similarity: Type.Number() }), {
      maxItems: 1000,
    }),
  }),
  reply: Type.Object({ found: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

const Side = Type.Object({
  itemId: Uuid,
  code: Type.String(),
  typeName: Type.String(),
  pointCode: Type.String(),
  stateName: Type.String(),
})

export const likenessList = query({
  name: 'itembank.likeness',
  title: '相似试题',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    bank: Type.Optional(BankName),
    /** Those that nobody has decided yet, or those decided. */
    decided: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        likenessId: Uuid,
        version: Version,
        bank: Type.String(),
        similarity: Type.Number(),
        first: Side,
        second: Side,
        decisionName: Nullable(Type.String()),
        decidedByName: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

export const decideLikeness = command({
  name: 'itembank.decideLikeness',
  title: '处理相似试题',
  input: Type.Object({
    likenessId: Uuid,
    version: Version,
    decision: Type.Union([
      Type.Literal('keep-both'),
      Type.Literal('retire-first'),
      Type.Literal('retire-second'),
      Type.Literal('enemies'),
    ]),
  }),
  reply: Type.Object({ decisionName: Type.String() }),
  refusals: ['UNDERTAKING_MISSING', 'ITEM_NOT_RETIRABLE'],
  roles: [...keepers],
})

/** Items of the bank that ask nearly what a draft asks. A command, since the draft travels in its body. */
export const similarItems = command({
  name: 'itembank.similarItems',
  title: '查相似题',
  input: Type.Object({ bank: BankName, itemId: Type.Optional(Uuid), draft: DraftSchema }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        itemId: Uuid,
        code: Type.String(),
        stateName: Type.String(),
        similarity: Type.Number(),
        /** Whether the person's duty lets him open it. */
        isVisible: Type.Boolean(),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...writers],
})

// enemies

export const enemyList = query({
  name: 'itembank.enemies',
  title: '互斥试题',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    bank: Type.Optional(BankName),
    code: Type.Optional(Code),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        enemyId: Uuid,
        bank: Type.String(),
        firstCode: Type.String(),
        secondCode: Type.String(),
        reason: Type.String(),
        addedByName: Type.String(),
        addedAt: Instant,
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

/** None of these items stands in a paper with another of them. */
export const addEnemies = command({
  name: 'itembank.addEnemies',
  title: '设为互斥试题',
  input: Type.Object({
    bank: BankName,
    codes: Type.Array(Code, { minItems: 2, maxItems: 30 }),
    reason: Reason,
  }),
  reply: Type.Object({ added: Type.Integer() }),
  refusals: ['UNDERTAKING_MISSING', 'ENEMY_UNKNOWN', 'ENEMIES_TOO_FEW'],
  roles: [...keepers],
})

export const removeEnemy = command({
  name: 'itembank.removeEnemy',
  title: '解除互斥',
  input: Type.Object({ enemyId: Uuid }),
  reply: Type.Object({ removed: Type.Boolean() }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

// statistics

const Group = Type.Object({ size: Count, correct: Count })

/**
 * How the items of one paper did in one batch. Counts alone: who answered what stays with scoring. Recorded again,
 * the counts of that paper and batch take the place of those before.
 */
export const recordStatistics = command({
  name: 'itembank.recordStatistics',
  title: '记录试题统计',
  input: Type.Object({
    organisationId: Uuid,
    batchId: Uuid,
    paperId: Uuid,
    items: Type.Array(
      Type.Object({
        /** As the paper's key names it. */
        code: Code,
        answered: Count,
        correct: Count,
        /** The best and the worst 27 % by total score; null where the batch is too small to tell them apart. */
        upper: Nullable(Group),
        lower: Nullable(Group),
        /** How many chose each label; '' for none. A composite's labels carry the question's number: `2.A`. */
        choices: Type.Array(Type.Object({ label: Type.String({ maxLength: 20 }), count: Count }), {
          maxItems: 300,
        }),
      }),
      { maxItems: 1000 },
    ),
  }),
  reply: Type.Object({ recorded: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** The figures of one item, sitting by sitting. */
export const itemStatistics = query({
  name: 'itembank.itemStatistics',
  title: '试题统计',
  input: Type.Object({ itemId: Uuid }),
  reply: Type.Object({
    uses: Type.Integer(),
    answered: Type.Integer(),
    right: Nullable(Type.Number()),
    discrimination: Nullable(Type.Number()),
    /** Each answer in words; `share` of those who had the item. */
    choices: Type.Array(Type.Object({ label: Type.String(), count: Type.Integer(), share: Type.Number() })),
    sittings: Type.Array(
      Type.Object({
        paperTitle: Type.String(),
        recordedAt: Instant,
        answered: Type.Integer(),
        right: Type.Number(),
        discrimination: Nullable(Type.Number()),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

/** What a bank's items are worth: how often used, how hard and how telling; HN-1.8.3.5-01: where they come from. */
export const bankStatistics = query({
  name: 'itembank.bankStatistics',
  title: '题库统计',
  input: Type.Object({ bank: BankName }),
  reply: Type.Object({
    /** Items in use by the number of papers they stand in. */
    exposure: Type.Array(Type.Object({ uses: Type.Integer(), items: Type.Integer() })),
    figures: Type.Array(
      Type.Object({
        itemId: Uuid,
        code: Type.String(),
        right: Type.Number(),
        discrimination: Nullable(Type.Number()),
      }),
    ),
    origins: Type.Array(Type.Object({ name: Type.String(), items: Type.Integer() })),
    ownShare: Nullable(Type.Number()),
    /** What is to be heeded about the share, with its clause. */
    warning: Nullable(Type.Object({ sentence: Type.String(), clauses: Type.Array(Type.String()) })),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

/** HN-1.8.7-04: the items that the rules propose for leaving the bank, with the reasons. */
export const retirementList = query({
  name: 'itembank.retirements',
  title: '提请退出的试题',
  input: Type.Object({ page: Page, pageSize: PageSize, bank: Type.Optional(BankName) }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        itemId: Uuid,
        bank: Type.String(),
        code: Type.String(),
        typeName: Type.String(),
        pointCode: Type.String(),
        uses: Type.Integer(),
        right: Nullable(Type.Number()),
        discrimination: Nullable(Type.Number()),
        reasons: Type.Array(Type.String()),
      }),
    ),
    /** The limits in words, and where they come from; null while no rules are in force for the organisation. */
    limits: Nullable(Type.String()),
    clauses: Type.Array(Type.String()),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...keepers],
})

// expert tasks

const TaskKind = Type.Union([
  Type.Literal('items'),
  Type.Literal('exam'),
  Type.Literal('material'),
  Type.Literal('advice'),
])
const assigners = ['org-itembank', 'org-head'] as const
const experts = ['org-item-writer', 'org-item-reviewer'] as const

const Wanted = Type.Object({
  pointCode: Type.String({ minLength: 1, maxLength: 30 }),
  type: Type.String({ minLength: 1, maxLength: 1 }),
  count: Type.Integer({ minimum: 1, maximum: 1000 }),
})

export const assignTask = command({
  name: 'itembank.assignTask',
  title: '分派专家任务',
  input: Type.Object({
    kind: TaskKind,
    title: Type.String({ minLength: 2, maxLength: 100 }),
    expertId: Uuid,
    bank: Type.Optional(BankName),
    wanted: Type.Array(Wanted, { maxItems: 200 }),
    dueOn: Type.Optional(Type.String({ format: 'date' })),
  }),
  reply: Type.Object({ taskId: Uuid }),
  refusals: ['EXPERT_UNKNOWN', 'TASK_INCOMPLETE'],
  roles: [...assigners],
})

const Named = { taskId: Uuid, version: Version }
const Moved = Type.Object({ state: Type.String() })

export const acceptTask = command({
  name: 'itembank.acceptTask',
  title: '接受任务',
  input: Type.Object(Named),
  reply: Moved,
  refusals: ['TASK_NOT_POSSIBLE'],
  roles: [...experts],
})

export const finishTask = command({
  name: 'itembank.finishTask',
  title: '完成任务',
  input: Type.Object({ ...Named, outcome: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: Moved,
  refusals: ['TASK_NOT_POSSIBLE'],
  roles: [...experts],
})

export const cancelTask = command({
  name: 'itembank.cancelTask',
  title: '取消任务',
  input: Type.Object({ ...Named, reason: Reason }),
  reply: Moved,
  refusals: ['TASK_NOT_POSSIBLE'],
  roles: [...assigners],
})

/** HN-3.3.3-02: expert, kind and state of each task; an expert sees his own. */
export const taskList = query({
  name: 'itembank.tasks',
  title: '专家任务',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        taskId: Uuid,
        version: Version,
        kind: TaskKind,
        kindName: Type.String(),
        title: Type.String(),
        expertName: Type.String(),
        isMine: Type.Boolean(),
        state: Type.String(),
        stateName: Type.String(),
        bank: Nullable(Type.String()),
        wanted: Type.Array(
          Type.Object({
            pointCode: Type.String(),
            type: Type.String(),
            typeName: Type.String(),
            count: Type.Integer(),
            delivered: Type.Integer(),
          }),
        ),
        asked: Type.Integer(),
        /** Items handed in for review or beyond. */
        delivered: Type.Integer(),
        dueOn: Nullable(Type.String()),
        outcome: Nullable(Type.String()),
        assignedAt: Instant,
        availableActions: Type.Array(Type.Object({ action: Type.String(), title: Type.String() })),
      }),
    ),
    /** Who can be given tasks; empty for an expert. */
    experts: Type.Array(Type.Object({ expertId: Uuid, name: Type.String(), duty: Type.String() })),
  }),
  refusals: [],
  roles: [...new Set([...assigners, ...handlersOfItems])],
})

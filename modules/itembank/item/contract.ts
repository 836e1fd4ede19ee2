import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  FileWithin,
  handlersOfItems,
  Instant,
  Nullable,
  Page,
  PageSize,
  Uuid,
  Version,
} from '../core/shapes.ts'
import { DraftSchema } from './core/draft.schema.ts'

const Origin = Type.Union([
  Type.Literal('own'),
  Type.Literal('national'),
  Type.Literal('purchased'),
  Type.Literal('other'),
])
const Code = Type.String({ maxLength: 40 })
const BankName = Type.String({ minLength: 1, maxLength: 100 })
const Reason = Type.String({ maxLength: 500 })
const Day = Type.String({ format: 'date' })
const Ratio = Type.Number({ minimum: -1, maximum: 1 })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/** By what items are found; what is left out does not matter. */
const Filter = {
  bank: Type.Optional(Type.String({ maxLength: 100 })),
  type: Type.Optional(Type.String({ maxLength: 1 })),
  /** A point's code, or the beginning of one for a range. */
  point: Type.Optional(Type.String({ maxLength: 30 })),
  difficulty: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  consistency: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  state: Type.Optional(Type.String({ maxLength: 20 })),
  /** Part of the author's name. */
  author: Type.Optional(Type.String({ maxLength: 50 })),
  origin: Type.Optional(Origin),
  picture: Type.Optional(Type.Boolean()),
  formula: Type.Optional(Type.Boolean()),
  minUses: Type.Optional(Count),
  maxUses: Type.Optional(Count),
  /** Share of right answers in sittings so far. */
  minRight: Type.Optional(Ratio),
  maxRight: Type.Optional(Ratio),
  minDiscrimination: Type.Optional(Ratio),
  maxDiscrimination: Type.Optional(Ratio),
  changedFrom: Type.Optional(Day),
  changedTo: Type.Optional(Day),
  /** Words of the content, divided by spaces; all of them are wanted. */
  words: Type.Optional(Type.String({ maxLength: 200 })),
}

/** A selection, or everything that a filter finds. */
export const Target = Type.Union([
  Type.Object({ itemIds: Type.Array(Uuid, { minItems: 1, maxItems: 5000 }) }),
  Type.Object({ filter: Type.Object(Filter) }),
])

const Offered = Type.Array(Type.Object({ action: Type.String(), title: Type.String() }))

/** What items are about and not what they ask. */
export const itemList = query({
  name: 'itembank.items',
  title: '试题列表',
  input: Type.Object({ page: Page, pageSize: PageSize, ...Filter }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        itemId: Uuid,
        bank: Type.String(),
        code: Type.String(),
        edition: Type.Integer(),
        type: Type.String(),
        typeName: Type.String(),
        pointCode: Type.String(),
        pointName: Nullable(Type.String()),
        difficulty: Type.Integer(),
        consistency: Type.Integer(),
        state: Type.String(),
        stateName: Type.String(),
        authorName: Nullable(Type.String()),
        originName: Type.String(),
        hasPicture: Type.Boolean(),
        hasFormula: Type.Boolean(),
        changedAt: Nullable(Instant),
        inPapers: Type.Integer(),
        right: Nullable(Type.Number()),
        discrimination: Nullable(Type.Number()),
        availableActions: Offered,
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfItems],
})

/** Everything about an item but what it asks; who looked at its content is part of it (HN-3.1.1-14). */
export const itemDetail = query({
  name: 'itembank.item',
  title: '试题详情',
  input: Type.Object({ itemId: Uuid }),
  reply: Type.Object({
    itemId: Uuid,
    version: Version,
    bank: Type.String(),
    code: Type.String(),
    edition: Type.Integer(),
    typeName: Type.String(),
    pointCode: Type.String(),
    pointName: Nullable(Type.String()),
    difficulty: Type.Integer(),
    consistency: Type.Integer(),
    state: Type.String(),
    stateName: Type.String(),
    stateReason: Nullable(Type.String()),
    originName: Type.String(),
    authorName: Nullable(Type.String()),
    firstReviewerName: Nullable(Type.String()),
    secondReviewerName: Nullable(Type.String()),
    createdAt: Nullable(Instant),
    changedAt: Nullable(Instant),
    editions: Type.Array(
      Type.Object({
        itemId: Uuid,
        edition: Type.Integer(),
        stateName: Type.String(),
        isThis: Type.Boolean(),
      }),
    ),
    papers: Type.Array(
      Type.Object({ title: Type.String(), stateName: Type.String(), forms: Type.Integer() }),
    ),
    history: Type.Array(
      Type.Object({ what: Type.String(), byName: Type.String(), at: Instant, reason: Type.String() }),
    ),
    views: Type.Array(Type.Object({ byName: Type.String(), at: Instant })),
    mayChange: Type.Boolean(),
    mayRevise: Type.Boolean(),
    availableActions: Offered,
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfItems],
})

/** SDS-4.2-07, SDS-5.1-03: what one item asks and its key; who looked is on record. */
export const viewItem = command({
  name: 'itembank.viewItem',
  title: '查看试题内容',
  input: Type.Object({ itemId: Uuid }),
  reply: Type.Object({
    itemId: Uuid,
    version: Version,
    bank: Type.String(),
    code: Type.String(),
    typeName: Type.String(),
    draft: DraftSchema,
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfItems],
  secretReply: true,
})

/** The banks that items can be written for, with their points. */
export const itemPlaces = query({
  name: 'itembank.places',
  title: '命题范围',
  input: Type.Object({}),
  reply: Type.Object({
    banks: Type.Array(
      Type.Object({
        bank: Type.String(),
        occupationCode: Type.String(),
        level: Type.Integer(),
        ranges: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
        points: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
      }),
    ),
  }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfItems],
})

const writers = ['org-itembank', 'org-item-writer'] as const
const draftRefusals = [
  'UNDERTAKING_MISSING',
  'ITEM_UNSOUND',
  'BANK_WITHOUT_TREE',
  'CODE_TAKEN',
  'ITEM_ALREADY_THERE',
  'PICTURE_UNKNOWN',
  'CODE_FIXED',
] as const
const Written = Type.Object({ itemId: Uuid, version: Version, code: Type.String() })

/** HN-1.8.3.7-03: an item entered online; without a code the next one of its point is given. */
export const writeItem = command({
  name: 'itembank.writeItem',
  title: '录入试题',
  input: Type.Object({ bank: BankName, draft: DraftSchema, origin: Origin, taskId: Type.Optional(Uuid) }),
  reply: Written,
  refusals: [...draftRefusals, 'TASK_NOT_OPEN'],
  roles: [...writers],
})

/** Changes a draft in place. */
export const changeItem = command({
  name: 'itembank.changeItem',
  title: '修改试题',
  input: Type.Object({ itemId: Uuid, version: Version, draft: DraftSchema }),
  reply: Written,
  refusals: [...draftRefusals, 'ITEM_NOT_DRAFT'],
  roles: [...writers],
})

/** HN-1.8.3.5-03: the next edition of an item in use, as a draft; the item itself stays as the papers hold it. */
export const reviseItem = command({
  name: 'itembank.reviseItem',
  title: '修订试题',
  input: Type.Object({ itemId: Uuid, version: Version, draft: DraftSchema }),
  reply: Written,
  refusals: [...draftRefusals, 'ITEM_NOT_IN_USE', 'REVISION_OPEN'],
  roles: [...writers],
})

const Outcomes = Type.Object({
  done: Type.Integer(),
  refused: Type.Integer(),
  /** `sentence` says why a step was refused. */
  outcomes: Type.Array(Type.Object({ itemId: Uuid, code: Type.String(), sentence: Nullable(Type.String()) })),
})

/** One step for many items; each is judged for itself. */
export const moveItems = command({
  name: 'itembank.moveItems',
  title: '办理试题',
  input: Type.Object({
    action: Type.Union([
      Type.Literal('submit'),
      Type.Literal('pass'),
      Type.Literal('return'),
      Type.Literal('suspend'),
      Type.Literal('resume'),
      Type.Literal('retire'),
    ]),
    reason: Reason,
    of: Target,
  }),
  reply: Outcomes,
  refusals: ['UNDERTAKING_MISSING', 'REASON_MISSING'],
  roles: [...handlersOfItems],
})

/** Gives many drafts another point or difficulty. */
export const changeDrafts = command({
  name: 'itembank.changeDrafts',
  title: '批量修改草稿',
  input: Type.Object({
    pointCode: Type.Optional(Code),
    difficulty: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    of: Target,
  }),
  reply: Outcomes,
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...writers],
})

const PictureData = {
  digest: Type.String(),
  mediaType: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  base64: Type.String(),
}

/** A picture for an item, made safe; the reply is what is kept. */
export const uploadPicture = command({
  name: 'itembank.uploadPicture',
  title: '上传试题图片',
  input: Type.Object({ file: FileWithin }),
  reply: Type.Object(PictureData),
  refusals: ['UNDERTAKING_MISSING', 'PICTURE_REFUSED'],
  roles: [...writers],
  secretReply: true,
})

/** The pictures of an item within one's duty; a keeper of the bank may ask without naming the item. */
export const itemPictures = command({
  name: 'itembank.pictures',
  title: '查看试题图片',
  input: Type.Object({
    itemId: Type.Optional(Uuid),
    digests: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), { minItems: 1, maxItems: 60 }),
  }),
  reply: Type.Object({ pictures: Type.Array(Type.Object(PictureData)) }),
  refusals: ['UNDERTAKING_MISSING'],
  roles: [...handlersOfItems],
  secretReply: true,
})

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Instant, Nullable, PersonName, Place, Uuid, Version } from '../core/shapes.ts'

const missing = ['UNDERTAKING_MISSING'] as const
const office = ['org-secrecy', 'org-exam', 'site-chief'] as const

/** SDS-4.2-08: a medium that holds items or papers. */
export const registerMediumCommand = command({
  name: 'itembank.registerMedium',
  title: '登记载体',
  input: Type.Object({
    number: Type.Optional(Type.String({ minLength: 2, maxLength: 40 })),
    content: Type.String({ minLength: 2, maxLength: 200 }),
    place: Place,
    keeper: PersonName,
    paperId: Type.Optional(Uuid),
  }),
  reply: Type.Object({ number: Type.String() }),
  refusals: [...missing, 'NUMBER_TAKEN'],
  roles: ['org-secrecy'],
})

export const removeMedium = command({
  name: 'itembank.removeMedium',
  title: '注销载体',
  input: Type.Object({
    mediumId: Uuid,
    version: Version,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: Type.Object({ removed: Type.Boolean() }),
  refusals: [...missing],
  roles: ['org-secrecy'],
})

export const mediaRegister = query({
  name: 'itembank.media',
  title: '载体登记',
  input: Type.Object({}),
  reply: Type.Object({
    mayRegister: Type.Boolean(),
    /** SDE-4.5-30: sealed papers that lie on no registered medium. */
    papersWithout: Type.Array(Type.Object({ paperId: Uuid, title: Type.String() })),
    rows: Type.Array(
      Type.Object({
        mediumId: Uuid,
        version: Version,
        number: Type.String(),
        content: Type.String(),
        place: Type.String(),
        keeper: Type.String(),
        registeredAt: Instant,
        registeredBy: Type.String(),
        removedAt: Nullable(Instant),
        removedReason: Nullable(Type.String()),
        paperTitle: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: [...missing],
  roles: ['org-secrecy', 'site-chief'],
})

/** SDS-5.1-17: papers, records of rooms and score sheets while scores are entered. */
export const handOutDocument = command({
  name: 'itembank.handOutDocument',
  title: '交出登分材料',
  input: Type.Object({
    batchId: Uuid,
    item: Type.String({ minLength: 2, maxLength: 40 }),
    quantity: Type.Integer({ minimum: 1, maximum: 100_000 }),
    outTo: PersonName,
  }),
  reply: Type.Object({ outAt: Instant }),
  refusals: [...missing, 'ITEM_UNKNOWN'],
  roles: [...office],
})

export const takeBackDocument = command({
  name: 'itembank.takeBackDocument',
  title: '收回登分材料',
  input: Type.Object({
    loanId: Uuid,
    version: Version,
    backBy: PersonName,
    quantity: Type.Integer({ minimum: 0, maximum: 100_000 }),
  }),
  reply: Type.Object({ complete: Type.Boolean() }),
  refusals: [...missing, 'RETURNED_ALREADY'],
  roles: [...office],
})

/** SDE-4.6-27: 回收, 确认, 整理, 封装 of one kind of material, one after the other. */
export const recordMaterial = command({
  name: 'itembank.recordMaterial',
  title: '登记考后材料',
  input: Type.Object({
    batchId: Uuid,
    item: Type.String({ minLength: 2, maxLength: 40 }),
    quantity: Type.Integer({ minimum: 0, maximum: 100_000 }),
    step: Type.String({ maxLength: 20 }),
  }),
  reply: Type.Object({ open: Type.Array(Type.String()) }),
  refusals: [...missing, 'ITEM_UNKNOWN', 'MATERIAL_ORDER'],
  roles: ['site-chief', 'org-secrecy'],
})

const Stamp = Type.Object({ step: Type.String(), name: Type.String(), by: Type.String(), at: Instant })

/** Registers of one batch. */
export const batchRegisters = query({
  name: 'itembank.batchRegisters',
  title: '登分材料与考后材料登记',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    batchName: Type.String(),
    documents: Type.Array(Type.String()),
    documentClauses: Type.Array(Type.String()),
    loans: Type.Array(
      Type.Object({
        loanId: Uuid,
        version: Version,
        item: Type.String(),
        quantity: Type.Integer(),
        outBy: Type.String(),
        outTo: Type.String(),
        outAt: Instant,
        backBy: Nullable(Type.String()),
        backTo: Nullable(Type.String()),
        backAt: Nullable(Instant),
        backQuantity: Nullable(Type.Integer()),
      }),
    ),
    materials: Type.Array(
      Type.Object({
        item: Type.String(),
        quantity: Nullable(Type.Integer()),
        stamps: Type.Array(Stamp),
        next: Nullable(Type.Object({ step: Type.String(), name: Type.String() })),
      }),
    ),
    materialClauses: Type.Array(Type.String()),
    open: Type.Array(Type.String()),
  }),
  refusals: [...missing],
  roles: [...office],
})

/** The batches that registers can be kept for: those of sessions with a paper. */
export const registerBatches = query({
  name: 'itembank.registerBatches',
  title: '登记批次',
  input: Type.Object({}),
  reply: Type.Object({ rows: Type.Array(Type.Object({ batchId: Uuid, name: Type.String() })) }),
  refusals: [...missing],
  roles: [...office],
})

/** SDS-4.2-07, SDE-4.5-29: who has signed which text, and who still has to. */
export const undertakingRegister = query({
  name: 'itembank.undertakings',
  title: '保密承诺签署情况',
  input: Type.Object({}),
  reply: Type.Object({
    version: Type.String(),
    rows: Type.Array(
      Type.Object({
        name: Type.String(),
        duties: Type.Array(Type.String()),
        textVersion: Nullable(Type.String()),
        signedAt: Nullable(Instant),
        isCurrent: Type.Boolean(),
      }),
    ),
  }),
  refusals: [...missing],
  roles: ['org-secrecy', 'org-head'],
})

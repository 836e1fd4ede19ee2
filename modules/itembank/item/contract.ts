import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import { Nullable, Page, PageSize, Uuid } from '../core/shapes.ts'

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

import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Row = Type.Object({
  batchId: Type.String(),
  name: Type.String(),
  closes: Type.String(),
  enrolled: Type.Integer(),
  state: Type.Union([Type.Literal('draft'), Type.Literal('open'), Type.Literal('returned')]),
})

export const sampleList = query({
  name: 'sample.list',
  title: '批次列表',
  input: Type.Object({
    page: Type.Integer(),
    pageSize: Type.Integer(),
    name: Type.Optional(Type.String()),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(Row) }),
  roles: ['planner'],
})

export const sampleSubmit = command({
  name: 'sample.submit',
  title: '提交计划',
  input: Type.Object({ batchId: Type.String() }),
  reply: Type.Object({ version: Type.Integer() }),
  refusals: ['LEAD_TIME_SHORT', 'EARLIER_BATCH_OPEN'],
  roles: ['planner'],
})

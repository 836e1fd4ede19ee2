import { Form, Input, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../desk/list-screen.tsx'
import { ButtonLink } from '../kit/button.tsx'
import { useQuery } from '../kit/client.ts'
import { dayText } from '../kit/day-text.ts'
import { StatusTag, type Tone } from '../kit/status-tag.tsx'
import type * as sample from './sample.contract.ts'

type Row = ReplyOf<typeof sample.sampleList>['rows'][number]

const faces: { readonly [state in Row['state']]: readonly [Tone, string] } = {
  draft: ['todo', '待提交'],
  open: ['running', '报名中'],
  returned: ['refused', '已退回'],
}

const columns: TableColumnsType<Row> = [
  { title: '批次', dataIndex: 'name' },
  { title: '报名截止', dataIndex: 'closes', render: dayText },
  { title: '报名人数', dataIndex: 'enrolled', align: 'right' },
  {
    title: '状态',
    dataIndex: 'state',
    render: (state: Row['state']) => <StatusTag tone={faces[state][0]}>{faces[state][1]}</StatusTag>,
  },
]

export default function BatchList() {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof sample.sampleList>(
    'sample.list',
    { page, pageSize, ...fields },
    { keep: true },
  )
  return (
    <ListScreen
      title="认定计划"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.batchId}
      columns={columns}
      query={
        <Form.Item name="name" label="批次名称">
          <Input allowClear />
        </Form.Item>
      }
      toolbar={<ButtonLink to="/batches/1">新增</ButtonLink>}
      bulk={[{ title: '批量提交', act: async () => ({ refused: false }) }]}
      actions={(row) => <Link to={`/batches/${row.batchId}`}>查看</Link>}
    />
  )
}

import { Select as Choose, Form, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../desk/list-screen.tsx'
import { useQuery } from '../kit/client.ts'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { kindName, packageTone, stateChoices } from './package-words.ts'

type Row = ReplyOf<typeof custody.packageList>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '试卷袋', dataIndex: 'label' },
  { title: '种类', dataIndex: 'kind', render: kindName },
  { title: '开考', dataIndex: 'startsAt', render: (at: string) => <Instant at={at} /> },
  { title: '份数', dataIndex: 'quantity', align: 'right' },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={packageTone(state)}>{name}</StatusTag>,
  },
  {
    title: '现保管人',
    dataIndex: 'holderName',
    render: (name: string, { isHolder }) => (isHolder ? <strong>{name}（本人）</strong> : name),
  },
]

const Packages = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const input = { page, pageSize, ...fields }
  const rows = useQuery<typeof custody.packageList>('itembank.packages', input, { keep: true })
  return (
    <ListScreen
      title="试卷袋"
      lead="每个试卷袋从制作到存档逐环节登记；任何时刻只有一名保管人，交接须双方签名。"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.packageId}
      columns={columns}
      query={
        <>
          <Form.Item name="kind" label="种类">
            <Choose
              allowClear
              style={{ minWidth: 130 }}
              options={[
                { value: 'printed', label: '纸质试卷袋' },
                { value: 'electronic', label: '电子试卷包' },
              ]}
            />
          </Form.Item>
          <Form.Item name="state" label="状态">
            <Choose allowClear style={{ minWidth: 150 }} options={stateChoices} />
          </Form.Item>
        </>
      }
      actions={(row) => <Link to={`/packages/${row.packageId}`}>办理</Link>}
    />
  )
}

export default function PackageList() {
  return (
    <UndertakingGate>
      <Packages />
    </UndertakingGate>
  )
}

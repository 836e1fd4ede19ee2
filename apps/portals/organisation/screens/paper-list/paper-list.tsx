import { Select as Choose, Form, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { useSession } from '../../../kit/session.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { paperTone, stateChoices } from '../paper-states.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Row = ReplyOf<typeof papers.paperList>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '试卷', dataIndex: 'title' },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={paperTone(state)}>{name}</StatusTag>,
  },
  { title: '满分', dataIndex: 'totalPoints', align: 'right' },
  { title: '时长（分钟）', dataIndex: 'minutes', align: 'right' },
  { title: '组卷人', dataIndex: 'assembledByName' },
  {
    title: '批次和场次',
    dataIndex: 'binding',
    render: (binding: Row['binding']) =>
      binding ? `${binding.batchName} 第${binding.number}场 ${instantText(binding.startsAt)}` : '尚未指定',
  },
]

const Papers = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof papers.paperList>(
    'itembank.papers',
    { page, pageSize, ...fields },
    { keep: true },
  )
  const { session } = useSession()
  return (
    <ListScreen
      title="试卷"
      lead="组卷、由另一人审核、指定场次、保管人设置口令、密封；一份试卷只用于一个批次的一场考试。"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.paperId}
      columns={columns}
      query={
        <Form.Item name="state" label="状态">
          <Choose allowClear style={{ minWidth: 130 }} options={[...stateChoices]} />
        </Form.Item>
      }
      toolbar={
        session?.actor?.roles.includes('org-itembank') && <ButtonLink to="/assemblies">组卷</ButtonLink>
      }
      actions={(row) => <Link to={`/papers/${row.paperId}`}>查看</Link>}
    />
  )
}

export default function PaperList() {
  return (
    <UndertakingGate>
      <Papers />
    </UndertakingGate>
  )
}

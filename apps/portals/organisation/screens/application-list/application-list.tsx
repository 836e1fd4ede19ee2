import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { stateTitles } from '#modules/enrolment/core/application.machine.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { toneOf } from '../../../kit/application-tone.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'

type Row = ReplyOf<typeof enrolment.applicationList>['rows'][number]

const columns = [
  { title: '姓名', dataIndex: 'name', width: 120 },
  { title: '证件号码', dataIndex: 'documentMasked', width: 190 },
  { title: '手机号码', dataIndex: 'phoneMasked', width: 130 },
  {
    title: '职业等级',
    width: 170,
    render: (_: unknown, row: Row) => `${row.occupationName} ${row.levelName}`,
  },
  { title: '考生类别', dataIndex: 'category', width: 110 },
  { title: '工作单位', dataIndex: 'employer', width: 220, ellipsis: true },
  { title: '来源', dataIndex: 'source', width: 100 },
  { title: '批次', dataIndex: 'batchName', width: 260, ellipsis: true },
  {
    title: '状态',
    width: 200,
    render: (_: unknown, row: Row) => (
      <span className="row">
        <StatusTag tone={toneOf(row.state)}>{row.stateTitle}</StatusTag>
        {row.overdue && <StatusTag tone="refused">逾期</StatusTag>}
      </span>
    ),
  },
]

const states = Object.entries(stateTitles).map(([value, label]) => ({ value, label }))
const sources = [
  { value: 'self', label: '个人报名' },
  { value: 'roster', label: '集体报名' },
]

/** Everyone who has applied, by batch, state and name. */
const ApplicationList = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof enrolment.applicationList>(
    'enrolment.list',
    { page, pageSize, ...fields },
    { keep: true },
  )
  const batches = useQuery<typeof enrolment.batchOverview>('enrolment.batches', {})
  const choices = (batches.value?.batches ?? []).map(({ batchId, name }) => ({ value: batchId, label: name }))
  return (
    <ListScreen
      title="报名名单"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.applicationId}
      columns={columns}
      query={
        <>
          <Form.Item name="batchId" label="批次">
            <Select allowClear options={choices} style={{ minWidth: 220 }} />
          </Form.Item>
          <Form.Item name="name" label="姓名">
            <Input allowClear />
          </Form.Item>
          <Form.Item name="state" label="状态">
            <Select allowClear options={states} style={{ minWidth: 120 }} />
          </Form.Item>
          <Form.Item name="source" label="来源">
            <Select allowClear options={sources} style={{ minWidth: 120 }} />
          </Form.Item>
          <Form.Item name="overdue" label="逾期未审">
            <Select allowClear options={[{ value: 'yes', label: '只看逾期' }]} style={{ minWidth: 120 }} />
          </Form.Item>
        </>
      }
      toolbar={<ButtonLink to="/enrolment/import">导入报名表</ButtonLink>}
      actions={(row) => <Link to={`/review?application=${row.applicationId}`}>查看</Link>}
    />
  )
}

export default ApplicationList

import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { useQuery } from '../../kit/client.ts'
import { shortDayText } from '../../kit/day-text.ts'
import { useSession } from '../../kit/session.ts'
import { ListScreen, useListFilters } from '../list-screen.tsx'
import { BatchStateTag, batchStates } from './state-tag.tsx'

const columns = [
  { title: '计划名称', dataIndex: 'name', key: 'name' },
  { title: '机构', dataIndex: 'organisationName', key: 'organisationName' },
  { title: '职业（工种）与等级', dataIndex: 'occupations', key: 'occupations' },
  {
    title: '报名',
    key: 'enrolment',
    render: (_: unknown, row: { enrolmentFrom: string; enrolmentTo: string }) =>
      `${shortDayText(row.enrolmentFrom)}至${shortDayText(row.enrolmentTo)}`,
  },
  {
    title: '考试',
    key: 'exam',
    render: (_: unknown, row: { examFrom: string }) => shortDayText(row.examFrom),
  },
  {
    title: '状态',
    key: 'state',
    render: (_: unknown, row: { state: string; stateTitle: string }) => <BatchStateTag {...row} />,
  },
]

const PlanList = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof plan.planList>('plan.list', { page, pageSize, ...fields }, { keep: true })
  const plans = useSession().session?.actor?.roles.some((role) => role === 'org-head' || role === 'org-exam')
  return (
    <ListScreen
      title="认定计划"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.batchId}
      columns={columns}
      query={
        <>
          <Form.Item name="name" label="计划名称">
            <Input allowClear />
          </Form.Item>
          <Form.Item name="state" label="状态">
            <Select allowClear style={{ minWidth: 140 }} options={[...batchStates]} />
          </Form.Item>
        </>
      }
      toolbar={plans && <ButtonLink to="/plans/new">制定认定计划</ButtonLink>}
      actions={(row) => <Link to={`/plans/${row.batchId}`}>查看</Link>}
    />
  )
}
export default PlanList

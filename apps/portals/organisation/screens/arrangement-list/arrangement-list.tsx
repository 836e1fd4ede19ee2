import { Link } from 'react-router'
import type * as plan from '#modules/plan/queries.contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { useQuery } from '../../../kit/client.ts'
import { DayText } from '../../../kit/moment.tsx'

/** Batches whose people are to be seated. */
export default function ArrangementList() {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof plan.planList>('plan.list', { page, pageSize, ...fields }, { keep: true })
  return (
    <ListScreen
      title="考场编排"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.batchId}
      columns={[
        { title: '批次', dataIndex: 'name' },
        { title: '职业等级', dataIndex: 'occupations' },
        { title: '考试日期', key: 'exam', render: (_, row) => <DayText on={row.examFrom} /> },
        { title: '计划状态', dataIndex: 'stateTitle' },
      ]}
      actions={(row) => <Link to={`/arrangement/${row.batchId}`}>编排</Link>}
    />
  )
}

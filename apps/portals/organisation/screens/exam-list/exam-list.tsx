import { Link } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { useQuery } from '../../../kit/client.ts'
import { DayText } from '../../../kit/moment.tsx'

export default function ExamList() {
  const filtering = useListFilters()
  const rows = useQuery<typeof delivery.examList>('delivery.exams', {}, { keep: true })
  return (
    <ListScreen
      title="考试"
      lead="编排发布后，按场次把名单、人员和密封试卷下发考场；考后接收各考场的答卷包。"
      filtering={filtering}
      rows={rows}
      rowKey={({ batchId }) => batchId}
      columns={[
        { title: '批次', dataIndex: 'name' },
        {
          title: '考试日期',
          render: (_, row) => (
            <>
              <DayText on={row.examFrom} />
              {row.examTo !== row.examFrom && (
                <>
                  {' '}
                  至 <DayText on={row.examTo} />
                </>
              )}
            </>
          ),
        },
        { title: '理论场次', dataIndex: 'sessions', align: 'right' },
        { title: '已下发考场', dataIndex: 'sittings', align: 'right' },
        { title: '已接收答卷', dataIndex: 'taken', align: 'right' },
      ]}
      actions={({ batchId }) => <Link to={`/exams/${batchId}`}>办理</Link>}
    />
  )
}

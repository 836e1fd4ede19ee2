import { Table } from 'antd'
import { Link } from 'react-router'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'

type Row = ReplyOf<typeof scoring.batchList>['batches'][number]

export default function ScoreList() {
  const batches = useQuery<typeof scoring.batchList>('scoring.batchList', {})
  return (
    <div className="stack">
      <h1>评分与成绩</h1>
      <Loaded of={batches}>
        {(value) => (
          <Table<Row>
            size="small"
            rowKey="batchId"
            pagination={false}
            dataSource={[...value.batches]}
            locale={{ emptyText: <EmptyState title="目前没有在考的批次" /> }}
            columns={[
              { title: '批次', dataIndex: 'name' },
              { title: '登分', dataIndex: 'entryState' },
              { title: '公示', dataIndex: 'publicityState' },
              {
                title: '操作',
                key: 'actions',
                render: (_, row) => <Link to={`/scores/${row.batchId}`}>办理</Link>,
              },
            ]}
          />
        )}
      </Loaded>
    </div>
  )
}

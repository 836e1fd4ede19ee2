import { Table } from 'antd'
import type { ReactNode } from 'react'
import { DayText } from '../kit/moment.tsx'
import { fileAddress } from '../kit/upload.ts'
import { BatchState } from './batch-columns.tsx'
import type { BatchDetail } from './batch-parts.tsx'

export type ReportRow = BatchDetail['reports'][number]

/** The editions of a batch's report, the latest first. */
export const ReportTable = (props: {
  readonly detail: BatchDetail
  readonly actions?: (report: ReportRow) => ReactNode
}) => {
  const { detail, actions } = props
  if (detail.reports.length === 0) return <p className="quiet">尚未报送。</p>
  const { organisationId } = detail
  return (
    <Table<ReportRow>
      size="small"
      rowKey="reportId"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={detail.reports}
      columns={[
        { title: '次数', key: 'edition', render: (_, { edition }) => `第 ${edition} 次` },
        { title: '行数', dataIndex: 'rowCount', align: 'right' },
        { title: '报送日期', key: 'on', render: (_, { reportedOn }) => <DayText on={reportedOn} /> },
        {
          title: '状态',
          key: 'state',
          render: (_, row) => <BatchState state={row.state} title={row.stateTitle} />,
        },
        { title: '退回意见', key: 'note', render: (_, { note }) => note ?? '——' },
        {
          title: '更正期限',
          key: 'due',
          render: (_, { correctionDueOn }) => (correctionDueOn ? <DayText on={correctionDueOn} /> : '——'),
        },
        {
          title: '文件',
          key: 'file',
          render: (_, { fileId }) => (
            <a href={fileAddress({ organisationId, fileId })} download>
              下载
            </a>
          ),
        },
        ...(actions
          ? [{ title: '操作', key: 'actions', render: (_: unknown, row: ReportRow) => actions(row) }]
          : []),
      ]}
    />
  )
}

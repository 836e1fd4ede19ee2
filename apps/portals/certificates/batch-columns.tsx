import type { TableColumnsType } from 'antd'
import type * as certificate from '#modules/certificate/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { DayText } from '../kit/moment.tsx'
import { StatusTag, type Tone } from '../kit/status-tag.tsx'

export type BatchRow = ReplyOf<typeof certificate.batchList>['rows'][number]
export type Due = NonNullable<BatchRow['reportDue']>

const tones: { readonly [state: string]: Tone } = {
  prepared: 'todo',
  submitted: 'running',
  returned: 'refused',
  approved: 'running',
  issuing: 'running',
  issued: 'done',
  confirmed: 'done',
  reported: 'running',
  accepted: 'done',
}

export const BatchState = ({ state, title }: { readonly state: string | null; readonly title: string }) => (
  <StatusTag tone={state === null ? 'idle' : (tones[state] ?? 'idle')}>{title}</StatusTag>
)

const reportTitles: { readonly [state: string]: string } = {
  reported: '已报送，待审核',
  returned: '已退回，待更正',
  accepted: '审核通过',
}

/** A last day with its clause; overdue in words and colour, an unknown calendar said plainly. */
export const DueText = ({ due, verb }: { readonly due: Due; readonly verb: string }) => (
  <span>
    {due.unknown ?? (
      <>
        {due.due && <DayText on={due.due} />}前{verb}
        {due.overdue && <StatusTag tone="refused">已逾期</StatusTag>}
      </>
    )}{' '}
    <ClauseChips ids={due.clauses} />
  </span>
)

export const ReportState = ({ row }: { readonly row: BatchRow }) => {
  if (row.reportState)
    return <BatchState state={row.reportState} title={reportTitles[row.reportState] ?? ''} />
  return row.reportDue ? <DueText due={row.reportDue} verb="报送" /> : <>——</>
}

/** The columns of the batch list in both portals. */
export const batchColumns: TableColumnsType<BatchRow> = [
  { title: '认定批次', dataIndex: 'batchName' },
  {
    title: '证书数据',
    key: 'state',
    render: (_, row) => <BatchState state={row.state} title={row.stateTitle} />,
  },
  { title: '证书数', dataIndex: 'count', align: 'right' },
  {
    title: '发证日期',
    key: 'issuedOn',
    render: (_, row) =>
      row.issuedOn ? <DayText on={row.issuedOn} /> : <>计划 {<DayText on={row.issueOn} />}</>,
  },
  { title: '数据报送', key: 'report', render: (_, row) => <ReportState row={row} /> },
]

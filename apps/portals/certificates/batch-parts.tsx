import { Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useQuery } from '../kit/client.ts'
import type { Fact } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { DayText } from '../kit/moment.tsx'
import { Pager } from '../kit/pager.tsx'
import type { Segment } from '../kit/stage-ribbon.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { fileAddress } from '../kit/upload.ts'
import { BatchState, DueText } from './batch-columns.tsx'
import { toneOf } from './certificate-face.tsx'

export type BatchDetail = ReplyOf<typeof certificate.batchDetail>
export type CertificateRow = ReplyOf<typeof certificate.certificateList>['rows'][number]
type SnapshotRow = ReplyOf<typeof certificate.snapshotList>['rows'][number]

const pageSize = 20
const orDash = (text: string | number | null) => (text === null || text === '' ? '——' : text)

const order: readonly string[] = ['prepared', 'submitted', 'approved', 'issued', 'confirmed', 'reported']
const titles = ['生成数据', '报送审核', '审核赋码', '制作证书', '确认发证', '数据上报']

/** How far the certificates have come: the step after the last one done is the current one. */
export const segmentsOf = (detail: BatchDetail): readonly Segment[] => {
  const state = detail.state === 'issuing' ? 'approved' : detail.state === 'returned' ? null : detail.state
  const reported = detail.reports[0] !== undefined && detail.reports[0].state !== 'returned'
  const done = state === null ? -1 : order.indexOf(state)
  const due = detail.reportDue
  return order.map((key, at) => ({
    key,
    title: titles[at]!,
    state: (key === 'reported' ? reported : at <= done)
      ? 'past'
      : at === done + 1 || (key === 'reported' && due)
        ? 'current'
        : 'future',
    ...(key === 'reported' && due
      ? {
          to: due.due,
          clauses: due.clauses,
          arithmetic: due.due && `${due.from}发证 + ${due.days}个工作日 → ${due.due}`,
        }
      : {}),
  }))
}

export const factsOf = (detail: BatchDetail): readonly Fact[] => [
  { label: '发证机构', value: detail.organisationName, clauses: ['SDS-1.0-04'] },
  {
    label: '发证日期',
    value: detail.issuedOn ? <DayText on={detail.issuedOn} /> : <>计划 {<DayText on={detail.issueOn} />}</>,
  },
  { label: '证书数', value: `${detail.count || detail.passed} 本` },
  ...detail.counts.map(({ occupationName, trade, levelName, count }) => ({
    label: `${occupationName}${trade && `（${trade}）`}`,
    value: `${levelName} ${count} 本`,
  })),
  ...(detail.reportDue ? [{ label: '数据上报', value: <DueText due={detail.reportDue} verb="报送" /> }] : []),
  ...(detail.correctionDue
    ? [{ label: '更正期限', value: <DueText due={detail.correctionDue} verb="重新报送" /> }]
    : []),
  ...(detail.decisionNote ? [{ label: '退回意见', value: detail.decisionNote }] : []),
]

export const DetailState = ({ detail }: { readonly detail: BatchDetail }) => (
  <BatchState state={detail.state} title={detail.stateTitle} />
)

/** What the machine's checks found; nothing wrong is said too. */
export const Problems = ({ detail }: { readonly detail: BatchDetail }) =>
  detail.problems.length === 0 ? (
    <p>
      <StatusTag tone="done">核验通过</StatusTag> 证件号码校验位、备案范围、日期、重复逐行检查，未发现问题。
    </p>
  ) : (
    <Table
      size="small"
      rowKey={({ row, check }) => `${row}${check}`}
      pagination={false}
      dataSource={detail.problems}
      columns={[
        { title: '行号', dataIndex: 'row' },
        { title: '姓名', dataIndex: 'name' },
        { title: '问题', dataIndex: 'sentence' },
      ]}
    />
  )

const snapshotColumns: TableColumnsType<SnapshotRow> = [
  { title: '行号', dataIndex: 'row' },
  { title: '姓名', dataIndex: 'name' },
  { title: '证件号码', dataIndex: 'documentMasked' },
  { title: '职业', dataIndex: 'occupationName' },
  { title: '工种/职业方向', key: 'trade', render: (_, { trade }) => orDash(trade) },
  { title: '等级', dataIndex: 'levelName' },
  { title: '理论', key: 'theory', align: 'right', render: (_, { theory }) => orDash(theory) },
  { title: '技能', key: 'practical', align: 'right', render: (_, { practical }) => orDash(practical) },
  { title: '照片', key: 'photo', render: (_, { hasPhoto }) => (hasPhoto ? '有' : '无，须粘贴') },
  { title: '无法打印的字', key: 'unprintable', render: (_, { unprintable }) => orDash(unprintable) },
]

/** The rows put before the authority, as frozen. */
export const SnapshotTable = (props: {
  readonly organisationId: string
  readonly certificateBatchId: string
}) => {
  const [page, setPage] = useState(1)
  const rows = useQuery<typeof certificate.snapshotList>(
    'certificate.snapshotList',
    { ...props, page, pageSize },
    { keep: true },
  )
  return (
    <Loaded of={rows}>
      {(value) => (
        <>
          <Table
            size="small"
            rowKey="row"
            columns={snapshotColumns}
            dataSource={value.rows}
            pagination={false}
            scroll={{ x: 'max-content' }}
          />
          <Pager page={page} pageSize={pageSize} total={value.total} onPage={setPage} />
        </>
      )}
    </Loaded>
  )
}

const certificateColumns = (organisationId: string): TableColumnsType<CertificateRow> => [
  { title: '证书编号', dataIndex: 'number' },
  { title: '姓名', dataIndex: 'name' },
  { title: '证件号码', dataIndex: 'documentMasked' },
  { title: '职业', dataIndex: 'occupationName' },
  { title: '等级', dataIndex: 'levelName' },
  {
    title: '状态',
    key: 'state',
    render: (_, { state, stateTitle }) => <StatusTag tone={toneOf(state)}>{stateTitle}</StatusTag>,
  },
  { title: '打印次数', dataIndex: 'printCount', align: 'right' },
  {
    title: '证书',
    key: 'file',
    render: (_, { fileId }) =>
      fileId ? (
        <a href={`${fileAddress({ organisationId, fileId })}?inline=yes`} target="_blank" rel="noopener">
          查看
        </a>
      ) : (
        '——'
      ),
  },
]

export interface CertificateTableProps {
  readonly organisationId: string
  readonly batchId: string
  readonly onPrint?: (rows: readonly CertificateRow[], mode: 'full' | 'overprint') => void
  /** 注销, where the role may. */
  readonly onRevoke?: (row: CertificateRow) => void
}

const PrintBar = (props: {
  readonly chosen: readonly CertificateRow[]
  readonly onPrint: NonNullable<CertificateTableProps['onPrint']>
}) => (
  <p className="row">
    已选 {props.chosen.length} 本
    <Button
      kind="plain"
      disabled={props.chosen.length === 0}
      onClick={() => props.onPrint(props.chosen, 'full')}
    >
      打印整页
    </Button>
    <Button
      kind="plain"
      disabled={props.chosen.length === 0}
      onClick={() => props.onPrint(props.chosen, 'overprint')}
    >
      套打到空白证书
    </Button>
  </p>
)

/** The numbered certificates of a batch; chosen ones can be printed, a single one revoked. */
export const CertificateTable = ({ organisationId, batchId, onPrint, onRevoke }: CertificateTableProps) => {
  const [page, setPage] = useState(1)
  const [chosen, setChosen] = useState<readonly CertificateRow[]>([])
  const input = { organisationId, batchId, page, pageSize }
  const rows = useQuery<typeof certificate.certificateList>('certificate.list', input, { keep: true })
  const revoke: TableColumnsType<CertificateRow> = onRevoke
    ? [
        {
          title: '操作',
          key: 'actions',
          fixed: 'right',
          render: (_, row) =>
            (row.state === 'issued' || row.state === 'reissued') && (
              <Button kind="link" onClick={() => onRevoke(row)}>
                注销
              </Button>
            ),
        },
      ]
    : []
  return (
    <Loaded of={rows}>
      {(value) => (
        <>
          {onPrint && <PrintBar chosen={chosen} onPrint={onPrint} />}
          <Table<CertificateRow>
            size="small"
            rowKey="certificateId"
            columns={[...certificateColumns(organisationId), ...revoke]}
            dataSource={value.rows}
            pagination={false}
            scroll={{ x: 'max-content' }}
            {...(onPrint && {
              rowSelection: {
                selectedRowKeys: chosen.map(({ certificateId }) => certificateId),
                onChange: (_keys: unknown, picked: CertificateRow[]) => setChosen(picked),
                getCheckboxProps: () => ({ 'aria-label': '选择本行' }) as object,
              },
            })}
          />
          <Pager page={page} pageSize={pageSize} total={value.total} onPage={setPage} />
        </>
      )}
    </Loaded>
  )
}

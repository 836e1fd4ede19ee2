import { Input, Select, Table } from 'antd'
import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { type Correcting, CorrectionDialog } from './correction-dialog.tsx'

type Row = ReplyOf<typeof scoring.resultRows>['rows'][number]

const words: { readonly [status: string]: string } = { absent: '（缺考）', cheating: '（违纪）' }
const scoreText = (points: number | null, status: string | null) =>
  points === null ? '——' : `${points}${words[status ?? ''] ?? ''}`

const outcomes = [
  { value: 'passed', label: '合格' },
  { value: 'failed', label: '不合格' },
  { value: 'open', label: '未判定' },
  { value: 'absent', label: '缺考' },
  { value: 'cheating', label: '违纪' },
]

const columns = (onCorrect: (row: Row) => void) => [
  { title: '姓名', dataIndex: 'name' },
  { title: '证件号码', dataIndex: 'documentMasked' },
  { title: '所在单位', dataIndex: 'employer' },
  {
    title: '理论知识',
    render: (_: unknown, row: Row) =>
      `${scoreText(row.theory, row.theoryStatus)}${row.theoryStatus && !row.theoryConfirmed ? '（待确认）' : ''}`,
  },
  { title: '技能操作', render: (_: unknown, row: Row) => scoreText(row.practical, row.practicalStatus) },
  {
    title: '结果',
    render: (_: unknown, row: Row) =>
      row.passed === null ? (
        '——'
      ) : (
        <StatusTag tone={row.passed ? 'done' : 'refused'}>{row.passed ? '合格' : '不合格'}</StatusTag>
      ),
  },
  {
    title: '提示',
    render: (_: unknown, row: Row) => (row.flagged ? <StatusTag tone="todo">有违规记录</StatusTag> : null),
  },
  {
    title: '操作',
    render: (_: unknown, row: Row) =>
      row.correctable ? (
        <Button kind="link" onClick={() => onCorrect(row)}>
          提出更正
        </Button>
      ) : null,
  },
]

export const ResultTable = ({ batchId }: { readonly batchId: string }) => {
  const [page, setPage] = useState({ page: 1, pageSize: 20 })
  const [find, setFind] = useState<{ name?: string; outcome?: string }>({})
  const [correcting, setCorrecting] = useState<Correcting | null>(null)
  const rows = useQuery<typeof scoring.resultRows>(
    'scoring.resultRows',
    { batchId, ...page, ...find },
    { keep: true },
  )
  return (
    <div className="stack">
      <div className="row">
        <Input.Search
          placeholder="按姓名查找"
          allowClear
          style={{ width: 220 }}
          onSearch={(name) => {
            setPage({ ...page, page: 1 })
            setFind({ ...find, ...(name ? { name } : { name: '' }) })
          }}
        />
        <Select
          aria-label="结果"
          placeholder="全部结果"
          allowClear
          style={{ width: 140 }}
          options={outcomes}
          onChange={(outcome?: string) => {
            setPage({ ...page, page: 1 })
            setFind({ ...find, outcome: outcome ?? '' })
          }}
        />
      </div>
      <Trouble of={rows} />
      <Table<Row>
        size="small"
        rowKey="resultId"
        columns={columns((row) =>
          setCorrecting({
            resultId: row.resultId,
            version: row.version,
            name: row.name,
            subjects: row.subjects,
          }),
        )}
        dataSource={[...(rows.value?.rows ?? [])]}
        loading={rows.loading}
        scroll={{ x: 'max-content' }}
        pagination={{
          current: page.page,
          pageSize: page.pageSize,
          total: rows.value?.total ?? 0,
          showTotal: (total) => `共 ${total} 条`,
          onChange: (now, size) => setPage({ page: now, pageSize: size }),
        }}
      />
      <CorrectionDialog of={correcting} onClose={() => setCorrecting(null)} />
    </div>
  )
}

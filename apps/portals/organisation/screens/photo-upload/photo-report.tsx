import { Table } from 'antd'
import type { ReactNode } from 'react'
import { ClauseChips } from '../../../kit/clause.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'

export interface RefusedPhoto {
  readonly file: string
  readonly name: string | null
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
}

const columns = [
  { title: '文件', dataIndex: 'file', width: 280, ellipsis: true },
  { title: '考生', width: 120, render: (_: unknown, row: RefusedPhoto) => row.name ?? '——' },
  {
    title: '原因',
    render: (_: unknown, row: RefusedPhoto) => (
      <>
        {row.sentence}
        <span className="quiet"> {row.remedy}</span>
      </>
    ),
  },
  { title: '依据', width: 190, render: (_: unknown, row: RefusedPhoto) => <ClauseChips ids={row.clauses} /> },
]

/** What became of the photos: how many stand with their candidates, and each of the others with its reason. */
export const PhotoReport = (props: {
  readonly attached: number
  readonly refused: readonly RefusedPhoto[]
  readonly children?: ReactNode
}) => (
  <section className="stack">
    <p className="row" role="status">
      <StatusTag tone="done">已采用 {props.attached} 张</StatusTag>
      {props.refused.length > 0 && <StatusTag tone="refused">未采用 {props.refused.length} 张</StatusTag>}
      {props.children}
    </p>
    {props.refused.length > 0 && (
      <Table<RefusedPhoto>
        size="small"
        rowKey={(row) => `${row.file} ${row.sentence}`}
        dataSource={[...props.refused]}
        columns={columns}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 800 }}
      />
    )}
  </section>
)

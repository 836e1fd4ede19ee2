import { Select, Table } from 'antd'
import { useState } from 'react'
import { useAnswer } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag, type Tone } from '../../../kit/status-tag.tsx'

interface Job {
  readonly jobId: string
  readonly organisationName: string
  readonly title: string
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number
  readonly error: string | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

const faces: { readonly [state in Job['state']]: readonly [tone: Tone, word: string] } = {
  queued: ['todo', '排队中'],
  running: ['running', '进行中'],
  done: ['done', '已完成'],
  failed: ['refused', '未完成'],
}

const columns = [
  { title: '任务', dataIndex: 'title' },
  { title: '机构', dataIndex: 'organisationName', width: 240 },
  {
    title: '状态',
    width: 110,
    render: (_: unknown, { state }: Job) => <StatusTag tone={faces[state][0]}>{faces[state][1]}</StatusTag>,
  },
  { title: '进度', width: 120, render: (_: unknown, { done, total }: Job) => `${done} / ${total}` },
  { title: '开始', width: 180, render: (_: unknown, { createdAt }: Job) => <Instant at={createdAt} /> },
  {
    title: '结束',
    width: 180,
    render: (_: unknown, { finishedAt }: Job) => (finishedAt ? <Instant at={finishedAt} /> : '——'),
  },
]

/** 后台任务: what runs for every organisation, and what stands still with the message it left. */
export default function JobList() {
  const [state, setState] = useState<string>()
  const jobs = useAnswer<{ readonly jobs: readonly Job[] }>('job.everywhere', state ? { state } : {}, {
    every: 5000,
    keep: true,
  })
  return (
    <div className="stack">
      <header className="list-head">
        <h1>后台任务</h1>
        <Select
          aria-label="状态"
          allowClear
          placeholder="全部状态"
          value={state}
          onChange={setState}
          style={{ minWidth: 140 }}
          options={Object.entries(faces).map(([value, [, label]]) => ({ value, label }))}
        />
      </header>
      <Loaded of={jobs}>
        {(value) => (
          <Table<Job>
            size="small"
            rowKey="jobId"
            dataSource={[...value.jobs]}
            columns={columns}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{
              rowExpandable: ({ error }) => error !== null,
              expandedRowRender: ({ error }) => <p>{error}</p>,
            }}
            scroll={{ x: 1000 }}
          />
        )}
      </Loaded>
    </div>
  )
}

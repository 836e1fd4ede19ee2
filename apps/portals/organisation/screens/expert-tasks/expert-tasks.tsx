import { Form, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { StatusTag, type Tone } from '../../../kit/status-tag.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { TaskStepDialog } from './task-step-dialog.tsx'
import './expert-tasks.css'

type Row = ReplyOf<typeof upkeep.taskList>['rows'][number]

const tones: { readonly [state: string]: Tone } = {
  assigned: 'todo',
  accepted: 'running',
  finished: 'done',
  cancelled: 'idle',
}

const states = [
  { value: 'assigned', label: '待接受' },
  { value: 'accepted', label: '进行中' },
  { value: 'finished', label: '已完成' },
  { value: 'cancelled', label: '已取消' },
]

/** What a 命题 task asks for, and the way to deliver it. */
const Wanted = ({ of }: { readonly of: Row }) => {
  if (of.wanted.length === 0) return '——'
  const open = of.isMine && of.state === 'accepted'
  return (
    <ul className="task-wanted">
      {of.wanted.map(({ pointCode, typeName, count, delivered }) => (
        <li key={`${pointCode} ${typeName}`}>
          {pointCode} {typeName}：已交{delivered}／{count}{' '}
          {open && delivered < count && (
            <Link
              to={`/items/new?${new URLSearchParams({ task: of.taskId, bank: of.bank ?? '', point: pointCode })}`}
            >
              录入
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

const columns: TableColumnsType<Row> = [
  { title: '任务', dataIndex: 'title' },
  { title: '类别', dataIndex: 'kindName' },
  { title: '专家', dataIndex: 'expertName' },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={tones[state] ?? 'idle'}>{name}</StatusTag>,
  },
  { title: '命题要求', key: 'wanted', render: (_, row) => <Wanted of={row} /> },
  {
    title: '期限',
    dataIndex: 'dueOn',
    render: (on: string | null) => (on ? <DayText on={on} /> : '——'),
  },
  { title: '分派时间', dataIndex: 'assignedAt', render: (at: string) => <Instant at={at} /> },
  { title: '结果', dataIndex: 'outcome', render: (text: string | null) => text ?? '——' },
]

type Step = { readonly row: Row; readonly action: string; readonly title: string }

/** HN-3.3.3-02: tasks of experts, whose they are and where they stand. */
export default function ExpertTasks() {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof upkeep.taskList>(
    'itembank.tasks',
    { page, pageSize, ...(fields.state && { state: fields.state }) },
    { keep: true },
  )
  const [assigning, setAssigning] = useState(false)
  const [step, setStep] = useState<Step | null>(null)
  const experts = rows.value?.experts ?? []
  return (
    <>
      <ListScreen
        title="专家任务"
        lead="命题、考务、教材和咨询任务的分派与完成情况。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.taskId}
        columns={columns}
        query={
          <Form.Item name="state" label="状态">
            <Select allowClear style={{ minWidth: 120 }} options={states} />
          </Form.Item>
        }
        toolbar={experts.length > 0 && <Button onClick={() => setAssigning(true)}>分派任务</Button>}
        actions={(row) =>
          row.availableActions.map(({ action, title }) => (
            <Button key={action} kind="link" onClick={() => setStep({ row, action, title })}>
              {title}
            </Button>
          ))
        }
      />
      {assigning && <AssignDialog experts={experts} onClose={() => setAssigning(false)} />}
      {step && <TaskStepDialog {...step} onClose={() => setStep(null)} />}
    </>
  )
}

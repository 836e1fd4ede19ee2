import { StatusTag, type Tone } from '../../kit/status-tag.tsx'

const tones: { readonly [state: string]: Tone } = {
  draft: 'idle',
  submitted: 'todo',
  returned: 'refused',
  confirmed: 'running',
  published: 'running',
  running: 'running',
  closed: 'done',
  cancelled: 'refused',
  amended: 'idle',
}

/** A plan's or a notice's state as the server names it. */
export const BatchStateTag = ({
  state,
  stateTitle,
}: {
  readonly state: string
  readonly stateTitle: string
}) => <StatusTag tone={tones[state] ?? 'idle'}>{stateTitle}</StatusTag>

export const batchStates = [
  { value: 'draft', label: '草稿' },
  { value: 'submitted', label: '待确认' },
  { value: 'returned', label: '已退回' },
  { value: 'confirmed', label: '已确认' },
  { value: 'published', label: '已发布' },
  { value: 'running', label: '执行中' },
  { value: 'closed', label: '已结束' },
  { value: 'cancelled', label: '已取消' },
] as const

export const noticeStates = [
  ...batchStates.filter(({ value }) => !['running', 'closed', 'cancelled'].includes(value)),
  { value: 'amended', label: '已被新版替代' },
]

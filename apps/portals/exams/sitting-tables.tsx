import { Table } from 'antd'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../desk/wide.tsx'
import { Instant } from '../kit/moment.tsx'
import { noteWords, roleWords, seatWords } from './words.ts'

export type SittingDetail = ReplyOf<typeof delivery.sittingDetail>

const At = ({ at }: { readonly at: string | null }) => (at === null ? '——' : <Instant at={at} />)

/** 考场情况记录: what happened, in the order of time. */
export const NoteTable = ({ notes }: { readonly notes: SittingDetail['notes'] }) => (
  <Wide label="考场情况记录">
    {' '}
    <Table
      size="small"
      rowKey="seq"
      dataSource={notes}
      pagination={false}
      locale={{ emptyText: <span className="empty-line">没有登记</span> }}
      columns={[
        { title: '时间', width: 170, render: (_, note) => <Instant at={note.at} /> },
        { title: '类别', width: 110, render: (_, note) => noteWords[note.category] ?? note.category },
        {
          title: '座位',
          width: 140,
          render: (_, note) => (note.seat === null ? '——' : `${note.seat} 号 ${note.candidateName ?? ''}`),
        },
        { title: '情况', dataIndex: 'text', width: 360 },
        { title: '登记人', dataIndex: 'person', width: 110 },
        { title: '已报告', width: 120, render: (_, note) => note.reportedTo || '——' },
        { title: '依据', width: 200, render: (_, note) => note.rule || '——' },
        { title: '处置决定', width: 200, render: (_, note) => note.decision || '——' },
      ]}
    />
  </Wide>
)

/** 考生签到表 with what became of each. */
export const SignInTable = ({ lines }: { readonly lines: SittingDetail['signIns'] }) => (
  <Wide label="考生签到表">
    {' '}
    <Table
      size="small"
      rowKey="seat"
      dataSource={lines}
      pagination={false}
      columns={[
        { title: '座位号', dataIndex: 'seat', width: 80 },
        { title: '姓名', dataIndex: 'name', width: 120 },
        { title: '证件号码', dataIndex: 'maskedNumber', width: 200 },
        { title: '准考证号', dataIndex: 'ticketNumber', width: 180 },
        { title: '状态', width: 100, render: (_, line) => seatWords[line.status] ?? line.status },
        { title: '签到', width: 170, render: (_, line) => <At at={line.signedInAt} /> },
        { title: '交卷', width: 170, render: (_, line) => <At at={line.finishedAt} /> },
      ]}
    />
  </Wide>
)

export const StepTable = ({ steps }: { readonly steps: SittingDetail['steps'] }) => (
  <Wide label="考试进程">
    {' '}
    <Table
      size="small"
      rowKey="title"
      dataSource={steps}
      pagination={false}
      locale={{ emptyText: <span className="empty-line">考场尚未收到本场</span> }}
      columns={[
        { title: '环节', dataIndex: 'title', width: 140 },
        { title: '时间', width: 180, render: (_, step) => <At at={step.at} /> },
        { title: '办理人', width: 140, render: (_, step) => step.person || '——' },
        { title: '说明', render: (_, step) => step.remark || '——' },
      ]}
    />
  </Wide>
)

export const DutyTable = ({ duties }: Pick<SittingDetail, 'duties'>) => (
  <Wide label="值班人员">
    {' '}
    <Table
      size="small"
      rowKey="id"
      dataSource={duties}
      pagination={false}
      columns={[
        { title: '工号', dataIndex: 'id', width: 140 },
        { title: '姓名', dataIndex: 'name', width: 140 },
        { title: '职责', width: 140, render: (_, duty) => roleWords[duty.role] ?? duty.role },
        {
          title: '启封试卷',
          render: (_, duty) => (duty.isKeeper ? '保管人，启封时须到场' : '——'),
        },
      ]}
    />
  </Wide>
)

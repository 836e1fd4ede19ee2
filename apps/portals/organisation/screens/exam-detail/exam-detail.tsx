import { Checkbox, Table } from 'antd'
import { type Key, useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Wide } from '../../../desk/wide.tsx'
import { bundleColumns } from '../../../exams/sitting-columns.tsx'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { PrintRoomList } from '../../../print/print-rooms.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import { TrialTab } from './trial-tab.tsx'

type Exam = ReplyOf<typeof delivery.examSessions>
type Session = Exam['sessions'][number]

const Standing = ({ session }: { readonly session: Session }) => {
  if (session.prepared === session.rooms) return <StatusTag tone="done">已下发</StatusTag>
  return session.obstacles.length === 0 ? (
    <StatusTag tone="running">可以下发</StatusTag>
  ) : (
    <StatusTag tone="todo">未就绪</StatusTag>
  )
}

const Sessions = (props: {
  readonly sessions: readonly Session[]
  readonly chosen: readonly string[]
  readonly choose: (chosen: readonly string[]) => void
}) => (
  <Table
    size="small"
    rowKey="sessionId"
    dataSource={[...props.sessions]}
    pagination={false}
    rowSelection={{
      selectedRowKeys: [...props.chosen],
      onChange: (keys: readonly Key[]) => props.choose(keys.map(String)),
      getCheckboxProps: ({ prepared, rooms, obstacles }) => ({
        disabled: prepared === rooms || obstacles.length > 0,
      }),
    }}
    columns={[
      { title: '场次', width: 70, render: (_, session) => `第 ${session.number} 场` },
      { title: '科目', dataIndex: 'title', width: 260 },
      { title: '开考', width: 170, render: (_, session) => <Instant at={session.startsAt} /> },
      { title: '考场', dataIndex: 'rooms', width: 70, align: 'right' },
      { title: '考生', dataIndex: 'candidates', width: 70, align: 'right' },
      { title: '已下发', dataIndex: 'prepared', width: 80, align: 'right' },
      { title: '状态', width: 120, render: (_, session) => <Standing session={session} /> },
      {
        title: '还缺什么',
        render: (_, session) =>
          session.obstacles.map(({ sentence, clauses }) => (
            <div key={sentence}>
              {sentence} <ClauseChips ids={clauses} />
            </div>
          )),
      },
    ]}
  />
)

const Sittings = ({ batchId }: { readonly batchId: string }) => {
  const list = useQuery<typeof delivery.sittingList>(
    'delivery.sittings',
    { batchId },
    { keep: true, every: 5000 },
  )
  return (
    <Loaded of={list}>
      {({ rows }) => (
        <Table
          size="small"
          rowKey="sittingId"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <span className="empty-line">尚未下发</span> }}
          columns={[
            ...bundleColumns,
            {
              title: '操作',
              fixed: 'right',
              width: 90,
              render: (_, row) => <Link to={`/sittings/${row.sittingId}`}>考场情况</Link>,
            },
          ]}
        />
      )}
    </Loaded>
  )
}

const Detail = ({ batchId, exam }: { readonly batchId: string; readonly exam: Exam }) => {
  const [chosen, choose] = useState<readonly string[]>([])
  const [jobId, setJobId] = useState<string | null>(null)
  const prepare = useCommand<typeof delivery.prepareSittings>('delivery.prepareSittings')
  const [onlySeb, setOnlySeb] = useState(false)
  const submit = async () => {
    const browser = onlySeb ? { browser: 'seb' as const } : {}
    const outcome = await prepare.run({ batchId, sessionIds: [...chosen], ...browser })
    if (!outcome || outcome.refused) return
    say(`已为 ${outcome.value.prepared} 个考场准备本场`)
    setJobId(outcome.value.jobId)
    choose([])
  }
  return (
    <DetailScreen
      batchId={batchId}
      title={`${exam.batchName} 考试`}
      trouble={<Trouble of={prepare} book={deliveryRefusals} />}
      actions={exam.availableActions.map(({ action, title, enabled, refusal }) => (
        <Button
          key={action}
          disabled={!enabled || chosen.length === 0}
          title={refusal ?? (chosen.length === 0 ? '请先勾选场次。' : undefined)}
          busy={prepare.pending}
          onClick={submit}
        >
          {title}
        </Button>
      ))}
      tabs={[
        {
          key: 'sessions',
          title: '场次',
          standing: '人员安排和密封试卷都已就绪的场次可以下发；每个考场的口令单由考点负责人领取。',
          content: (
            <>
              {jobId && <JobProgress jobId={jobId} />}
              <Checkbox checked={onlySeb} onChange={({ target }) => setOnlySeb(target.checked)}>
                下发的场次只允许用安全考试浏览器（SEB）作答
              </Checkbox>
              <Wide label="场次">
                <Sessions sessions={exam.sessions} chosen={chosen} choose={choose} />
              </Wide>
            </>
          ),
        },
        {
          key: 'practical',
          title: '技能考场',
          standing: '技能操作考场按试卷的准备通知单准备，检查情况和缺少的物品在此查看。',
          content: <Link to={`/exams/${batchId}/practical`}>查看技能考场准备情况</Link>,
        },
        {
          key: 'print',
          title: '纸笔考场',
          standing: '纸笔作答的场次按考场清点试卷和答题卡，两人签名，差额须登记突发事件说明。',
          content: <PrintRoomList batchId={batchId} />,
        },
        {
          key: 'trial',
          title: '上机试考',
          standing: '考前1天同一时间在同一考场、座位上试考，使用示例试题和本场的考场口令，作答不计成绩。',
          content: <TrialTab batchId={batchId} sessions={exam.sessions} />,
        },
        {
          key: 'review',
          title: '综合评审',
          standing: '确定评审方案，编排答辩的时间和顺序，打印考场安排表。',
          content: <Link to={`/exams/${batchId}/review`}>查看综合评审安排</Link>,
        },
        {
          key: 'sittings',
          title: '考场与答卷',
          standing: '考场封存后由考点负责人接收答卷；校验值与考场一致方予接收。',
          content: <Sittings batchId={batchId} />,
        },
      ]}
    />
  )
}

export default function ExamDetail() {
  const { batchId = '' } = useParams()
  const exam = useQuery<typeof delivery.examSessions>('delivery.examSessions', { batchId }, { keep: true })
  return <Loaded of={exam}>{(value) => <Detail batchId={batchId} exam={value} />}</Loaded>
}

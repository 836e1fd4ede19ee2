import { useParams } from 'react-router'
import type * as arrangement from '#modules/arrangement/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import { PapersTab } from './papers-tab.tsx'
import { SeatsTab } from './seats-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'
import { StaffTab } from './staff-tab.tsx'

export type Overview = ReplyOf<typeof arrangement.overview>

const tones = { draft: 'todo', seated: 'running', confirmed: 'done' } as const

const useSteps = (batchId: string, version: number) => {
  const seat = useCommand<typeof arrangement.seatCandidates>('arrangement.seat')
  const clear = useCommand<typeof arrangement.clearSeats>('arrangement.clear')
  const confirm = useCommand<typeof arrangement.confirmArrangement>('arrangement.confirm')
  const steps: { readonly [action: string]: { readonly pending: boolean; readonly run: () => void } } = {
    'arrangement.seat': { pending: seat.pending, run: () => void seat.run({ batchId, version }) },
    'arrangement.clear': { pending: clear.pending, run: () => void clear.run({ batchId, version }) },
    'arrangement.confirm': { pending: confirm.pending, run: () => void confirm.run({ batchId, version }) },
  }
  return { steps, troubled: [seat, clear, confirm] }
}

const standingOf = (value: Overview): string => {
  if (value.sessions.length === 0) return `${value.admitted} 名考生待编排。下一步：测算并保存场次。`
  if (value.state === 'draft')
    return `已安排 ${value.sessions.length} 场，${value.admitted} 名考生待排座。下一步：自动编排座位。`
  if (value.unseated.length > 0) return `还有 ${value.unseated.length} 名考生没有座位。下一步：重新编排。`
  if (value.state === 'seated') return `${value.seated} 个座位已排好，无人未排。下一步：核对后确认并发布。`
  return '编排已发布；此后的改动须逐项登记原因，相关准考证同时更新。'
}

const Actions = ({
  value,
  steps,
}: {
  readonly value: Overview
  readonly steps: ReturnType<typeof useSteps>['steps']
}) => (
  <>
    {value.availableActions.map(({ action, title, enabled, refusal }) => {
      const step = steps[action]
      if (!step) return null
      return (
        <Button
          key={action}
          kind={action === 'arrangement.clear' ? 'plain' : 'main'}
          disabled={!enabled}
          title={refusal?.sentence}
          busy={step.pending}
          onClick={step.run}
        >
          {title}
        </Button>
      )
    })}
  </>
)

const ArrangementOf = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => {
  const { steps, troubled } = useSteps(batchId, value.version)
  const standing = standingOf(value)
  return (
    <DetailScreen
      batchId={batchId}
      title={`${value.batchName} 编排`}
      status={
        <StatusTag tone={tones[value.state as keyof typeof tones] ?? 'idle'}>{value.stateTitle}</StatusTag>
      }
      actions={<Actions value={value} steps={steps} />}
      trouble={
        <>
          {troubled.map((of, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the three commands never move
            <Trouble key={index} of={of} book={arrangementRefusals} />
          ))}
          {value.jobId && <JobProgress jobId={value.jobId} />}
        </>
      }
      facts={[
        {
          label: '考试日期',
          value: (
            <>
              <DayText on={value.examFrom} /> 至 <DayText on={value.examTo} />
            </>
          ),
        },
        { label: '考生', value: `${value.admitted} 人，共 ${value.wanted} 人次` },
        { label: '已排座位', value: `${value.seated} 人次`, clauses: ['SDS-4.1-18'] },
        { label: '同单位相邻', value: `${value.neighboursOfOneGroup} 对` },
      ]}
      tabs={[
        {
          key: 'sessions',
          title: '场次',
          standing,
          content: <SessionsTab batchId={batchId} value={value} />,
        },
        { key: 'seats', title: '座位', standing, content: <SeatsTab batchId={batchId} value={value} /> },
        {
          key: 'staff',
          title: '人员',
          standing: '主考、监考、考评、督导按场次安排；监考人员开考当天抽签。',
          content: <StaffTab batchId={batchId} value={value} />,
        },
        {
          key: 'papers',
          title: '准考证与张贴材料',
          standing: '编排确认后生成；同一批次再次打印内容完全一致。',
          content: <PapersTab batchId={batchId} value={value} />,
        },
      ]}
    />
  )
}

/** Sessions, seats, staff and papers of one batch. */
export default function Arrangement() {
  const { batchId = '' } = useParams()
  const overview = useQuery<typeof arrangement.overview>('arrangement.overview', { batchId })
  return (
    <Loaded of={overview} book={arrangementRefusals}>
      {(value) => <ArrangementOf batchId={batchId} value={value} />}
    </Loaded>
  )
}

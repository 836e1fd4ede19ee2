import { useState } from 'react'
import { useParams } from 'react-router'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { ObjectionCard } from './objection-card.tsx'

type Desk = ReplyOf<typeof publicity.publicityDesk>

const faces = {
  prepared: { tone: 'idle', words: '未公示' },
  publicised: { tone: 'running', words: '公示中' },
  confirmed: { tone: 'done', words: '已确认' },
} as const

const factsOf = ({ publicity: shown, plannedEnd, plannedTrouble, clauses, results }: Desk) => [
  { label: '成绩', value: `${results.total} 人，合格 ${results.passed} 人` },
  ...(shown
    ? [
        { label: '公示开始', value: <DayText on={shown.startsOn} /> },
        { label: '公示截止（当日仍在公示）', value: <DayText on={shown.endsOn} />, clauses },
        {
          label: '公示网页',
          value: <a href={`/results/${shown.publicityId}`}>打开公示页</a>,
        },
      ]
    : [
        {
          label: '今日开始则公示至',
          value: plannedEnd ? <DayText on={plannedEnd} /> : plannedTrouble,
          clauses,
        },
      ]),
]

const Actions = ({ batchId, desk }: { readonly batchId: string; readonly desk: Desk }) => {
  const [asking, setAsking] = useState<string | null>(null)
  const start = useCommand<typeof publicity.startPublicity>('scoring.startPublicity')
  const close = useCommand<typeof publicity.confirmResults>('scoring.confirmResults')
  const carryOut = async () => {
    setAsking(null)
    const outcome =
      asking === 'publicise'
        ? await start.run({ batchId })
        : await close.run({ batchId, version: desk.publicity?.version ?? 1 })
    if (outcome && !outcome.refused) say(asking === 'publicise' ? '已开始公示' : '成绩已确认')
  }
  return (
    <div className="stack">
      <div className="row">
        {desk.availableActions.map(({ action, title }) => (
          <Button key={action} busy={start.pending || close.pending} onClick={() => setAsking(action)}>
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={start} book={scoringRefusals} />
      <Trouble of={close} book={scoringRefusals} />
      <Confirm
        title={asking === 'publicise' ? '开始公示' : '结束公示并确认成绩'}
        verb="确定"
        open={asking !== null}
        onClose={() => setAsking(null)}
        onConfirm={carryOut}
      >
        <p>
          {asking === 'publicise'
            ? '公示后任何人都可在公示网页查看遮挡姓名和证件号码的结果，并可提出异议。'
            : '确认后成绩不能再改，将据此生成证书数据。'}
        </p>
      </Confirm>
    </div>
  )
}

export default function PublicityDetail() {
  const { batchId = '' } = useParams()
  const desk = useQuery<typeof publicity.publicityDesk>('scoring.publicityDesk', { batchId })
  return (
    <Loaded of={desk}>
      {(value) => {
        const face = faces[(value.publicity?.state ?? 'prepared') as keyof typeof faces]
        return (
          <DetailScreen
            batchId={batchId}
            title={`${value.batchName} 结果公示`}
            status={<StatusTag tone={face.tone}>{face.words}</StatusTag>}
            facts={factsOf(value)}
          >
            <Actions batchId={batchId} desk={value} />
            <section className="stack">
              <h2>异议</h2>
              {value.objections.length === 0 ? (
                <EmptyState title="没有收到异议" />
              ) : (
                value.objections.map((of) => <ObjectionCard key={of.objectionId} of={of} />)
              )}
            </section>
          </DetailScreen>
        )
      }}
    </Loaded>
  )
}

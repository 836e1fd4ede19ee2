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

const factsOf = ({ publicity: shown, plannedEnd, plannedTrouble, clauses, results, waiting }: Desk) => [
  { label: '成绩', value: `${results.total} 人，合格 ${results.passed} 人` },
  ...(waiting.held > 0 || (shown && waiting.ready > 0)
    ? [
        {
          label: '暂缓公示',
          value: `${waiting.held} 人待查明${shown ? `，${waiting.ready} 人可补充公示` : ''}`,
          clauses: ['HN-3.1.6-06', 'HN-2.7-07'],
        },
      ]
    : []),
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

interface Step {
  readonly title: string
  readonly text: string
  readonly done: string
  readonly run: () => Promise<{ readonly refused: boolean } | null | undefined>
}

const words = {
  publicise: {
    title: '开始公示',
    text: '公示后任何人都可在公示网页查看遮挡姓名和证件号码的结果，并可提出异议。暂缓的成绩不在其中，查明后补充公示。',
    done: '已开始公示',
  },
  supplement: {
    title: '补充公示',
    text: '已查明的成绩补入公示，公示期顺延到其公示满规定的工作日；已公示的内容不变。',
    done: '已补充公示',
  },
  confirm: {
    title: '结束公示并确认成绩',
    text: '确认后成绩不能再改，将据此生成证书数据。',
    done: '成绩已确认',
  },
} as const

const Actions = ({ batchId, desk }: { readonly batchId: string; readonly desk: Desk }) => {
  const [asking, setAsking] = useState<string | null>(null)
  const shown = { batchId, version: desk.publicity?.version ?? 1 }
  const start = useCommand<typeof publicity.startPublicity>('scoring.startPublicity')
  const close = useCommand<typeof publicity.confirmResults>('scoring.confirmResults')
  const supplement = useCommand<typeof publicity.publishHeld>('scoring.publishHeld')
  const steps: { readonly [action: string]: Step } = {
    publicise: { ...words.publicise, run: () => start.run({ batchId }) },
    supplement: { ...words.supplement, run: () => supplement.run(shown) },
    confirm: { ...words.confirm, run: () => close.run(shown) },
  }
  const step = steps[asking ?? '']
  const carryOut = async () => {
    setAsking(null)
    const outcome = await step?.run()
    if (outcome && !outcome.refused) say(step?.done ?? '')
  }
  return (
    <div className="stack">
      <div className="row">
        {desk.availableActions.map(({ action, title }) => (
          <Button
            key={action}
            busy={start.pending || close.pending || supplement.pending}
            onClick={() => setAsking(action)}
          >
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={start} book={scoringRefusals} />
      <Trouble of={close} book={scoringRefusals} />
      <Trouble of={supplement} book={scoringRefusals} />
      <Confirm
        title={step?.title ?? ''}
        verb="确定"
        open={asking !== null}
        onClose={() => setAsking(null)}
        onConfirm={carryOut}
      >
        <p>{step?.text}</p>
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

import { Table } from 'antd'
import { useState } from 'react'
import type * as delivery from '#modules/delivery/contract.ts'
import type * as trial from '#modules/delivery/trial/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../../../desk/wide.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { trialRefusals } from '../../../refusals/trial.ts'

type Session = ReplyOf<typeof delivery.examSessions>['sessions'][number]
type Trial = ReplyOf<typeof trial.trialList>['rows'][number]

const trialMinutes = 30
const dayMilliseconds = 86_400_000

/** The same hour on the day before. */
const dayBefore = ({ startsAt }: Session): string =>
  new Date(Date.parse(startsAt) - dayMilliseconds).toISOString()

const TrialState = ({ trials }: { readonly trials: readonly Trial[] }) => {
  if (trials.length === 0) return <StatusTag tone="todo">未安排</StatusTag>
  const tried = trials.reduce((sum, one) => sum + one.tried, 0)
  const expected = trials.reduce((sum, one) => sum + one.expected, 0)
  return (
    <StatusTag tone={tried > 0 ? 'done' : 'running'}>
      {tried > 0 ? `已试考 ${tried} / ${expected} 人` : '已安排'}
    </StatusTag>
  )
}

/** HN-1.8.4-17: sample items on the same machines the day before; nothing of it enters results. */
export const TrialTab = ({
  batchId,
  sessions,
}: {
  readonly batchId: string
  readonly sessions: readonly Session[]
}) => {
  const list = useQuery<typeof trial.trialList>('delivery.trials', { batchId }, { keep: true, every: 5000 })
  const prepare = useCommand<typeof trial.prepareTrial>('delivery.prepareTrial')
  const [busy, setBusy] = useState<string | null>(null)
  const submit = async (session: Session) => {
    setBusy(session.sessionId)
    const outcome = await prepare.run({
      ...{ batchId, sessionId: session.sessionId, startsAt: dayBefore(session), minutes: trialMinutes },
    })
    setBusy(null)
    if (!outcome || outcome.refused) return
    say(`已为 ${outcome.value.rooms} 个考场安排试考`)
  }
  return (
    <>
      <Trouble of={prepare} book={trialRefusals} />
      <Loaded of={list}>
        {({ rows }) => {
          const of = ({ sessionId }: Session) => rows.filter((row) => row.sessionId === sessionId)
          return (
            <Wide label="上机试考">
              <Table
                size="small"
                rowKey="sessionId"
                dataSource={[...sessions]}
                pagination={false}
                columns={[
                  { title: '场次', width: 70, render: (_, session) => `第 ${session.number} 场` },
                  { title: '科目', dataIndex: 'title', width: 260 },
                  { title: '开考', width: 170, render: (_, session) => <Instant at={session.startsAt} /> },
                  {
                    title: '试考',
                    width: 170,
                    render: (_, session) => <Instant at={of(session)[0]?.startsAt ?? dayBefore(session)} />,
                  },
                  { title: '状态', width: 160, render: (_, session) => <TrialState trials={of(session)} /> },
                  {
                    title: '操作',
                    render: (_, session) =>
                      of(session).length === 0 &&
                      (session.prepared === 0 ? (
                        '请先在“场次”中下发考场'
                      ) : (
                        <Button
                          kind="plain"
                          busy={busy === session.sessionId}
                          onClick={() => submit(session)}
                        >
                          安排试考
                        </Button>
                      )),
                  },
                ]}
              />
            </Wide>
          )
        }}
      </Loaded>
    </>
  )
}

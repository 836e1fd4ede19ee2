import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { useSession } from '../../../kit/session.ts'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type Overview = ReplyOf<typeof scoring.overview>

export const TheoryPanel = ({
  batchId,
  overview,
}: {
  readonly batchId: string
  readonly overview: Overview
}) => {
  const { session } = useSession()
  const [anomaly, setAnomaly] = useState('')
  const score = useCommand<typeof scoring.scoreTheory>('scoring.scoreTheory')
  const confirm = useCommand<typeof scoring.confirmTheory>('scoring.confirmTheory')
  const { standing } = overview
  const may = (name: string) => overview.availableActions.some(({ action }) => action === name)
  const run = async () => {
    const outcome = await score.run({ organisationId: session?.actor?.organisationId ?? '', batchId })
    if (outcome && !outcome.refused)
      say(`已评 ${outcome.value.scripts} 份，${outcome.value.changed} 份有变动`)
  }
  const accept = async () => {
    const outcome = await confirm.run({ batchId, ...(anomaly && { anomaly }) })
    if (outcome && !outcome.refused) say(`已确认 ${outcome.value.confirmed} 份理论成绩`)
  }
  return (
    <div className="stack">
      <section className="panel stack">
        <FactList
          facts={[
            { label: '应考', value: standing.withTheory },
            { label: '已评', value: standing.theoryScored },
            { label: '待确认', value: standing.theoryToConfirm, clauses: ['SDS-5.1-01'] },
            { label: '缺考', value: standing.theoryAbsent },
          ]}
        />
        {may('confirmTheory') && (
          <TextArea label="阅卷异常情况（没有可不填）" value={anomaly} onText={setAnomaly} maxLength={500} />
        )}
        <div className="row">
          {may('scoreTheory') && (
            <Button kind="plain" busy={score.pending} onClick={run}>
              理论自动评分
            </Button>
          )}
          {may('confirmTheory') && (
            <Button busy={confirm.pending} onClick={accept}>
              复核确认理论成绩
            </Button>
          )}
        </div>
        <Trouble of={score} book={scoringRefusals} />
        <Trouble of={confirm} book={scoringRefusals} />
      </section>
      {overview.markingRecords.length > 0 && (
        <section className="panel">
          <h2>阅卷工作记录</h2>
          <ul>
            {overview.markingRecords.map((record) => (
              <li key={record.id}>
                <Instant at={record.at} />　{record.markerName}　{record.content} {record.quantity} 份
                {record.anomaly && `　异常：${record.anomaly}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

import { useState } from 'react'
import type * as incident from '#modules/delivery/incident/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../desk/wide.tsx'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { fieldError, Input, TextArea } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { incidentRefusals } from '../refusals/incident.ts'
import '#apps/exam-room/invigilator/incident.css'
import './incidents.css'

type Row = ReplyOf<typeof incident.likenessList>['rows'][number]

const stateWords = { proposed: '待认定', confirmed: '认定雷同', dismissed: '不构成雷同' } as const

const heads = ['座位', '考生', '相邻', '相同错答', '共同答错', '题数', '偶然可能', '状态']

/** Below this the exact number says nothing more. */
const negligible = 1e-9

/** One in so many. */
const chanceText = (chance: number): string =>
  chance < negligible ? '不足十亿分之一' : `约 1/${Math.round(1 / chance).toLocaleString('zh-CN')}`

const Decision = ({ row }: { readonly row: Row }) => {
  const decide = useCommand<typeof incident.decideLikeness>('delivery.decideLikeness')
  const [expert, setExpert] = useState('')
  const [opinion, setOpinion] = useState('')
  const go = async (confirmed: boolean) => {
    const { findingId, version } = row
    const outcome = await decide.run({ findingId, version, confirmed, expert, opinion })
    if (outcome && !outcome.refused) say('已认定')
  }
  return (
    <details>
      <summary>
        专家认定：{row.seatA}、{row.seatB} 号座位（{row.nameA}、{row.nameB}）
      </summary>
      <div className="stack">
        <Input
          label="认定专家"
          value={expert}
          onText={setExpert}
          error={fieldError(decide.refusal, 'expert')}
          required
        />
        <TextArea label="意见" value={opinion} onText={setOpinion} required />
        <div className="row">
          <Button busy={decide.pending} onClick={() => go(true)}>
            认定雷同
          </Button>
          <Button kind="plain" busy={decide.pending} onClick={() => go(false)}>
            不构成雷同
          </Button>
        </div>
        <Trouble of={decide} book={incidentRefusals} />
      </div>
    </details>
  )
}

const Line = ({ row }: { readonly row: Row }) => (
  <tr>
    <td>
      {row.seatA}、{row.seatB}
    </td>
    <td>
      {row.nameA}、{row.nameB}
    </td>
    <td>{row.adjacent ? '是' : '否'}</td>
    <td>{row.equalWrong}</td>
    <td>{row.bothWrong}</td>
    <td>{row.items}</td>
    <td>{chanceText(row.chance)}</td>
    <td>
      <StatusTag tone={row.state === 'proposed' ? 'todo' : row.state === 'confirmed' ? 'refused' : 'done'}>
        {stateWords[row.state as keyof typeof stateWords] ?? row.state}
      </StatusTag>
      {row.decidedAt && (
        <>
          {' '}
          {row.expert}：{row.opinion}（{row.decidedBy}，<Instant at={row.decidedAt} />）
        </>
      )}
    </td>
  </tr>
)

/** HN-2.7-07: what the comparison found; no result of these candidates is released before an expert has spoken. */
export default function Likeness() {
  const list = useQuery<typeof incident.likenessList>('delivery.likeness', {}, { keep: true })
  return (
    <div className="stack">
      <header className="list-head">
        <h1>雷同答卷</h1>
      </header>
      <p className="standing">
        接收答卷后逐对比对同一试卷的错误答案，偶然难以解释的列在这里，由专家认定；认定前有关成绩不公示。
      </p>
      <Loaded of={list} book={incidentRefusals}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="没有雷同答卷" />
          ) : (
            <div className="incidents single">
              <div className="sheet stack">
                <Wide label="雷同答卷">
                  <table aria-label="雷同答卷">
                    <thead>
                      <tr>
                        {heads.map((head) => (
                          <th key={head} scope="col">
                            {head}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row) => (
                        <Line key={row.findingId} row={row} />
                      ))}
                    </tbody>
                  </table>
                </Wide>
                {rows
                  .filter(({ mayDecide }) => mayDecide)
                  .map((row) => (
                    <Decision key={row.findingId} row={row} />
                  ))}
              </div>
            </div>
          )
        }
      </Loaded>
    </div>
  )
}

import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Input, Select, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type List = ReplyOf<typeof scoring.keyErrorList>
type Request = List['requests'][number]

const faces = {
  reported: { tone: 'todo', words: '待处理' },
  approved: { tone: 'done', words: '已同意' },
  refused: { tone: 'refused', words: '不同意' },
} as const

const itemWords = (id: string) => `第${Number(id.replace(/\D/g, ''))}题`

const Report = ({ batchId, papers }: { readonly batchId: string; readonly papers: List['papers'] }) => {
  const [item, setItem] = useState('')
  const [labels, setLabels] = useState('')
  const [reason, setReason] = useState('')
  const report = useCommand<typeof scoring.reportKeyError>('scoring.reportKeyError')
  const choices = papers.flatMap(({ paperId, items }, at) =>
    items.map((id) => ({
      value: `${paperId}/${id}`,
      label: `${papers.length > 1 ? `试卷${at + 1} ` : ''}${itemWords(id)}`,
    })),
  )
  const submit = async () => {
    const [paperId = '', itemId = ''] = item.split('/')
    const chosen = [...new Set(labels.toUpperCase().replace(/[^A-E]/g, ''))].sort()
    const ruling =
      chosen.length > 0 ? { kind: 'answer' as const, labels: chosen } : { kind: 'everybody' as const }
    const outcome = await report.run({ batchId, paperId, itemId, reason, ruling })
    if (!outcome || outcome.refused) return
    say('已提交，由机构负责人处理')
    setReason('')
  }
  return (
    <section className="panel stack">
      <h2>反映标准答案有误</h2>
      <Select label="题目" value={item} onText={setItem} choices={choices} />
      <Input
        label="正确答案"
        hint="如 A 或 ACD；题目本身有误、应全体给分的，留空"
        value={labels}
        onText={setLabels}
      />
      <TextArea label="理由" value={reason} onText={setReason} minLength={4} required />
      <div>
        <Button disabled={item === '' || reason.length < 4} busy={report.pending} onClick={submit}>
          提交反映
        </Button>
      </div>
      <Trouble of={report} book={scoringRefusals} />
    </section>
  )
}

const Deciding = ({ batchId, of }: { readonly batchId: string; readonly of: Request }) => {
  const [decision, setDecision] = useState('')
  const decide = useCommand<typeof scoring.decideKeyError>('scoring.decideKeyError')
  return (
    <div className="stack">
      <TextArea label="处理意见" value={decision} onText={setDecision} minLength={4} required />
      <div className="row">
        {of.availableActions.map(({ action, title }) => (
          <Button
            key={action}
            kind={action === 'approve' ? 'main' : 'plain'}
            disabled={decision.length < 4}
            busy={decide.pending}
            onClick={() =>
              decide.run({
                batchId,
                keyErrorId: of.keyErrorId,
                version: of.version,
                approve: action === 'approve',
                decision,
              })
            }
          >
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={decide} book={scoringRefusals} />
    </div>
  )
}

const Card = ({ batchId, of }: { readonly batchId: string; readonly of: Request }) => {
  const face = faces[of.state as keyof typeof faces]
  return (
    <article className="panel stack">
      <header className="row">
        <h2>{itemWords(of.itemId)}</h2>
        <StatusTag tone={face.tone}>{face.words}</StatusTag>
      </header>
      <p>
        {of.reporterName}：{of.reason}（{of.ruling}）
      </p>
      {of.decision && (
        <p className="quiet">
          {of.deciderName}：{of.decision}
          {of.answersRescored ? `；重新评分 ${of.answersRescored} 份，${of.scoresChanged} 人成绩有变动` : ''}
        </p>
      )}
      {of.availableActions.length > 0 && <Deciding batchId={batchId} of={of} />}
    </article>
  )
}

export const KeyErrors = ({ batchId }: { readonly batchId: string }) => {
  const list = useQuery<typeof scoring.keyErrorList>('scoring.keyErrorList', { batchId })
  return (
    <Loaded of={list}>
      {({ papers, requests }) => (
        <div className="stack">
          {requests.map((of) => (
            <Card key={of.keyErrorId} batchId={batchId} of={of} />
          ))}
          <Report batchId={batchId} papers={papers} />
        </div>
      )}
    </Loaded>
  )
}

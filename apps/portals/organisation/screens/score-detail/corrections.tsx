import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type Correction = ReplyOf<typeof scoring.correctionList>['corrections'][number]

const faces = {
  proposed: { tone: 'todo', words: '待决定' },
  applied: { tone: 'done', words: '已更正' },
  refused: { tone: 'refused', words: '不同意' },
} as const

const passWords = (passed: boolean | null) => (passed === null ? '' : passed ? '（合格）' : '（不合格）')

const Deciding = ({ of }: { readonly of: Correction }) => {
  const [decision, setDecision] = useState('')
  const decide = useCommand<typeof scoring.decideCorrection>('scoring.decideCorrection')
  const run = (approve: boolean) =>
    decide.run({ correctionId: of.correctionId, version: of.version, approve, decision })
  return (
    <div className="stack">
      <TextArea label="决定意见" value={decision} onText={setDecision} minLength={4} required />
      <div className="row">
        {of.availableActions.map(({ action, title }) => (
          <Button
            key={action}
            kind={action === 'apply' ? 'main' : 'plain'}
            disabled={decision.length < 4}
            busy={decide.pending}
            onClick={() => run(action === 'apply')}
          >
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={decide} book={scoringRefusals} />
    </div>
  )
}

const Card = ({ of }: { readonly of: Correction }) => {
  const face = faces[of.state as keyof typeof faces]
  return (
    <article className="panel stack">
      <header className="row">
        <h2>
          {of.name}　{of.subjectName}
        </h2>
        <StatusTag tone={face.tone}>{face.words}</StatusTag>
      </header>
      <p>
        {of.before ?? '——'} 分{passWords(of.beforePassed)} → {of.after} 分{passWords(of.afterPassed)}
      </p>
      <p>理由：{of.reason}</p>
      <p className="quiet">
        {of.proposerName}提出{of.deciderName && `，${of.deciderName}决定：${of.decision}`}
      </p>
      {of.availableActions.length > 0 && <Deciding of={of} />}
    </article>
  )
}

export const Corrections = ({ batchId }: { readonly batchId: string }) => {
  const list = useQuery<typeof scoring.correctionList>('scoring.correctionList', { batchId })
  return (
    <Loaded of={list}>
      {({ corrections }) =>
        corrections.length === 0 ? (
          <EmptyState title="没有成绩更正" />
        ) : (
          <div className="stack">
            {corrections.map((of) => (
              <Card key={of.correctionId} of={of} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

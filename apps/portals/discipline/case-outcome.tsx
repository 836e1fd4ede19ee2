import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { DocumentCard } from '../kit/document-card.tsx'
import { type Fact, FactList } from '../kit/facts.tsx'
import { Radio, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { DayText, Instant } from '../kit/moment.tsx'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { DecisionFields, firstDraft } from './case-decision.tsx'
import { RulesBeside } from './case-material.tsx'
import { type Case, may, placeOf } from './words.ts'

const factsOf = (of: Case): readonly Fact[] => {
  const { case: row, decision } = of
  return [
    { label: '违纪类型', value: row.typeCode ? `${row.typeCode} ${row.typeTitle}` : '——' },
    { label: '处理', value: row.effectTitle ?? '——' },
    { label: '禁考至', value: row.banUntil ? <DayText on={row.banUntil} /> : '——' },
    { label: '依据', value: row.ruleReference ?? '——' },
    ...(of.choiceReason ? [{ label: '选用理由', value: of.choiceReason }] : []),
    ...(decision
      ? [
          { label: '决定单位', value: decision.body },
          { label: '决定人', value: decision.by },
          { label: '决定时间', value: <Instant at={decision.at} /> },
        ]
      : []),
    ...(decision?.note ? [{ label: '说明', value: decision.note }] : []),
  ]
}

const ReviewForm = ({ of }: { readonly of: Case }) => {
  const review = useCommand<typeof discipline.decideReview>('discipline.decideReview')
  const [outcome, setOutcome] = useState<'upheld' | 'changed' | null>(null)
  const [draft, setDraft] = useState(() => firstDraft(of))
  const [note, setNote] = useState('')
  const submit = async () => {
    if (outcome === null) return
    const instead = outcome === 'changed' ? { ...draft, ban: null } : null
    const made = await review.run({ ...placeOf(of), outcome, note, instead })
    if (made && !made.refused) say('已作出复核决定')
  }
  return (
    <section className="panel stack" aria-label="复核决定">
      <h2>复核决定</h2>
      <Radio
        label="复核结果"
        choices={[
          { value: 'upheld', label: '维持原决定' },
          { value: 'changed', label: '变更原决定' },
        ]}
        value={outcome}
        onPick={setOutcome}
      />
      {outcome === 'changed' && (
        <DecisionFields of={of} draft={draft} onDraft={setDraft} refusal={review.refusal} />
      )}
      <TextArea label="复核意见" value={note} onText={setNote} rows={3} required />
      <Trouble of={review} book={disciplineRefusals} />
      <div>
        <Button busy={review.pending} disabled={outcome === null || note.trim() === ''} onClick={submit}>
          作出复核决定
        </Button>
      </div>
    </section>
  )
}

const Review = ({ of }: { readonly of: Case }) => {
  if (!of.review) return null
  const { reason, by, at, outcome, note, decidedBy, first } = of.review
  return (
    <section className="panel stack" aria-label="复核">
      <h2>复核</h2>
      <p>
        {by}于
        <Instant at={at} />
        申请复核：{reason}
      </p>
      {outcome && (
        <p>
          {outcome === 'upheld' ? '维持原决定' : `变更原决定（原为${first}）`}。{note}（{decidedBy}）
        </p>
      )}
    </section>
  )
}

const Notice = ({ of }: { readonly of: Case }) => {
  const print = useCommand<typeof discipline.printNotice>('discipline.printNotice')
  const { organisationId } = of.case
  return (
    <>
      <DocumentCard
        title="违纪处理决定书"
        version={of.case.number}
        state={of.noticeFileId ? 'generated' : 'draft'}
        files={
          of.noticeFileId
            ? [{ organisationId, fileId: of.noticeFileId, name: '违纪处理决定书.pdf', format: 'PDF' }]
            : []
        }
        links={
          may(of, 'printNotice') && (
            <Button kind="link" busy={print.pending} onClick={() => print.run(placeOf(of))}>
              {of.noticeFileId ? '重新生成' : '生成'}
            </Button>
          )
        }
      />
      <Trouble of={print} book={disciplineRefusals} />
    </>
  )
}

/** The right half of a decided case: what was decided, its notice, and what a review makes of it. */
export const CaseOutcome = ({ of }: { readonly of: Case }) => (
  <>
    <section className="panel stack" aria-label="处理决定">
      <h2>处理决定</h2>
      <FactList facts={factsOf(of)} />
      <RulesBeside rules={of.rules} code={of.case.typeCode ?? ''} />
      {of.commitments
        .filter(({ cited }) => cited)
        .map(({ number, text }) => (
          <p key={number} className="quiet">
            承诺第{number}条：{text}
          </p>
        ))}
    </section>
    <Notice of={of} />
    <Review of={of} />
    {may(of, 'decideReview') && <ReviewForm of={of} />}
  </>
)

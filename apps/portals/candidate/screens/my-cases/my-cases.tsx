import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { disciplineRefusals } from '../../../refusals/discipline.ts'

type Own = ReplyOf<typeof queries.myCases>['rows'][number]

const Statement = ({ of }: { readonly of: Own }) => {
  const record = useCommand<typeof discipline.recordStatement>('discipline.recordStatement')
  const [statement, setStatement] = useState(of.statement ?? '')
  const submit = async () => {
    const { organisationId, caseId, partyId, partyVersion: version } = of
    const outcome = await record.run({ organisationId, caseId, partyId, version, statement })
    if (outcome && !outcome.refused) say('已提交陈述申辩')
  }
  return (
    <>
      <TextArea label="陈述申辩" hint="作出决定前可以修改" value={statement} onText={setStatement} required />
      <Trouble of={record} book={disciplineRefusals} />
      <div>
        <Button busy={record.pending} disabled={statement.trim() === ''} onClick={submit}>
          提交陈述申辩
        </Button>
      </div>
    </>
  )
}

const Review = ({ of }: { readonly of: Own }) => {
  const apply = useCommand<typeof discipline.applyReview>('discipline.applyReview')
  const [reason, setReason] = useState('')
  const submit = async () => {
    const { organisationId, caseId, version } = of
    const outcome = await apply.run({ organisationId, caseId, version, reason })
    if (outcome && !outcome.refused) say('已申请复核')
  }
  return (
    <>
      <TextArea label="复核理由" hint="复核期间不停止执行原决定" value={reason} onText={setReason} required />
      <Trouble of={apply} book={disciplineRefusals} />
      <div>
        <Button kind="plain" busy={apply.pending} disabled={reason.trim() === ''} onClick={submit}>
          申请复核
        </Button>
      </div>
    </>
  )
}

const decisionFacts = (of: Own) => [
  { label: '处理', value: of.effectTitle ?? '——' },
  ...(of.banUntil
    ? [
        {
          label: '禁考',
          value: (
            <>
              至<DayText on={of.banUntil} />
              （含当日）不得报名
            </>
          ),
        },
      ]
    : []),
  { label: '依据', value: of.ruleReference ?? '——' },
  { label: '决定单位', value: of.decidingBody ?? '——' },
  ...(of.decidedOn ? [{ label: '决定日期', value: <DayText on={of.decidedOn} /> }] : []),
]

const CaseCard = ({ of }: { readonly of: Own }) => (
  <article className="panel stack">
    <header className="row">
      <h2>{of.number}</h2>
      <StatusTag tone={of.state === 'recorded' ? 'todo' : of.state === 'in-review' ? 'running' : 'done'}>
        {of.stateTitle}
      </StatusTag>
    </header>
    <p className="quiet">
      {of.batchName} {of.subjectTitle} {of.place}
    </p>
    <p>
      <Instant at={of.occurredAt} /> {of.description}
    </p>
    {of.statement && !of.mayState && <p>本人陈述：{of.statement}</p>}
    {of.mayState && <Statement of={of} />}
    {of.decidedOn && <FactList facts={decisionFacts(of)} />}
    {of.noticeFileId && (
      <a href={fileAddress({ organisationId: of.organisationId, fileId: of.noticeFileId })}>违纪处理决定书</a>
    )}
    {of.reviewReason && (
      <p>
        复核理由：{of.reviewReason}
        {of.reviewOutcome && `；复核结果：${of.reviewOutcome === 'upheld' ? '维持原决定' : '变更原决定'}`}
        {of.reviewNote && `，${of.reviewNote}`}
      </p>
    )}
    {of.mayReview && <Review of={of} />}
  </article>
)

/** The own cases: what is held against the candidate, his defence, the decision and its review. */
export default function MyCases() {
  const mine = useQuery<typeof queries.myCases>('discipline.myCases', {})
  return (
    <div className="stack">
      <h1>我的违纪处理</h1>
      <Loaded of={mine}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="没有违纪记录">您参加的认定没有违纪登记。</EmptyState>
          ) : (
            rows.map((each) => <CaseCard key={each.caseId} of={each} />)
          )
        }
      </Loaded>
    </div>
  )
}

import { useState } from 'react'
import { useParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { useCommand, useQuery } from '../../kit/client.ts'
import { dayText, instantText } from '../../kit/day-text.ts'
import type { DocumentFile } from '../../kit/document-card.tsx'
import { Loaded, Trouble } from '../../kit/loaded.tsx'
import { say } from '../../kit/toast.tsx'
import { planRefusals } from '../../refusals/plan.ts'
import { DetailScreen } from '../detail-screen.tsx'
import { PlanAmendments } from './plan-amendments.tsx'
import { PlanLines } from './plan-lines.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { SchemePart } from './scheme-part.tsx'
import { BatchStateTag } from './state-tag.tsx'

export type PlanDetailValue = ReplyOf<typeof plan.planDetail>

/** The steps that need words of the one who takes them. */
const asking: { readonly [action: string]: string } = { return: '退回意见', cancel: '取消原因' }

const useSteps = ({ organisationId, batchId, version }: PlanDetailValue) => {
  const submit = useCommand<typeof plan.submitBatch>('plan.submitBatch')
  const confirm = useCommand<typeof plan.confirmBatch>('plan.confirmBatch')
  const back = useCommand<typeof plan.returnBatch>('plan.returnBatch')
  const publish = useCommand<typeof plan.publishBatch>('plan.publishBatch')
  const cancel = useCommand<typeof plan.cancelBatch>('plan.cancelBatch')
  const target = { organisationId, batchId, version }
  const take = (action: string, words: string) => {
    if (action === 'submit') return submit.run({ batchId, version })
    if (action === 'confirm') return confirm.run(target)
    if (action === 'return') return back.run({ ...target, note: words })
    if (action === 'publish') return publish.run(target)
    return cancel.run({ ...target, reason: words })
  }
  const all = [submit, confirm, back, publish, cancel]
  return { take, all, trouble: all.find(({ refusal, fault }) => refusal ?? fault) }
}

const links: { readonly [action: string]: string } = { change: 'edit', amend: 'amend' }

const Actions = ({ value, steps }: { value: PlanDetailValue; steps: ReturnType<typeof useSteps> }) => {
  const [asked, ask] = useState<string | null>(null)
  const act = async (action: string, words = '') => {
    const outcome = await steps.take(action, words)
    ask(null)
    if (outcome && !outcome.refused) say('已办理')
  }
  return (
    <>
      {value.availableActions
        .filter(({ action }) => action !== 'enterScheme')
        .map(({ action, title, enabled, refusal }) =>
          links[action] ? (
            <ButtonLink key={action} kind="plain" to={`/plans/${value.batchId}/${links[action]}`}>
              {title}
            </ButtonLink>
          ) : (
            <Button
              key={action}
              kind={asking[action] ? 'plain' : 'main'}
              disabled={!enabled}
              title={refusal?.sentence}
              busy={steps.all.some(({ pending }) => pending)}
              onClick={() => (asking[action] ? ask(action) : act(action))}
            >
              {title}
            </Button>
          ),
        )}
      <ReasonDialog
        title={asked ? (asking[asked] ?? '') : ''}
        open={asked !== null}
        onClose={() => ask(null)}
        onSay={(words) => act(asked ?? '', words)}
      />
    </>
  )
}

const factsOf = (value: PlanDetailValue) => [
  { label: '机构', value: value.organisationName },
  { label: '考点', value: value.siteNames.join('、') || '——' },
  { label: '计划人数', value: `${value.capacity}人` },
  { label: '编制日期', value: dayText(value.dates.createdOn), clauses: ['SDS-3.1-01'] },
  {
    label: '报名',
    value: `${dayText(value.dates.enrolmentFrom)}至${dayText(value.dates.enrolmentTo)}`,
    clauses: ['SDS-3.1-04'],
  },
  { label: '审核截止', value: dayText(value.dates.reviewUntil), clauses: ['SDS-3.1-05'] },
  { label: '缴费截止', value: dayText(value.dates.paymentUntil), clauses: ['SDS-A2-09'] },
  { label: '准考证开放', value: dayText(value.dates.ticketFrom), clauses: ['SDS-3.1-06'] },
  {
    label: '公示',
    value: `${dayText(value.dates.publicityFrom)}至${dayText(value.dates.publicityTo)}`,
    clauses: ['SDS-5.2-02'],
  },
  { label: '发证', value: dayText(value.dates.issueOn), clauses: ['SDS-3.1-08'] },
  { label: '发布时间', value: value.publishedAt ? instantText(value.publishedAt) : '——' },
  { label: '审核意见', value: value.decisionNote ?? '——' },
]

const Face = ({ value }: { value: PlanDetailValue }) => {
  const steps = useSteps(value)
  const [printed, setPrinted] = useState<DocumentFile | null>(null)
  return (
    <DetailScreen
      title={value.name}
      batchId={value.batchId}
      status={<BatchStateTag {...value} />}
      segments={value.segments}
      facts={factsOf(value)}
      actions={<Actions value={value} steps={steps} />}
      trouble={steps.trouble && <Trouble of={steps.trouble} book={planRefusals} />}
      documents={
        printed ? [{ title: '职业技能等级认定实施方案', state: 'generated' as const, files: [printed] }] : []
      }
      tabs={[
        {
          key: 'lines',
          title: '职业与等级',
          standing: `本批次共${value.lines.length}项。`,
          content: <PlanLines lines={value.lines} />,
        },
        {
          key: 'scheme',
          title: '实施方案',
          standing: value.scheme ? '实施方案已填写，可打印附件3。' : '实施方案尚未填写，上报考生前须填写。',
          content: <SchemePart value={value} onPrinted={setPrinted} />,
        },
        {
          key: 'amendments',
          title: '变更记录',
          standing:
            value.amendments.length === 0
              ? '没有变更。'
              : `共${value.amendments.length}次变更，发布内容以最近生效的为准。`,
          content: <PlanAmendments value={value} />,
        },
      ]}
    />
  )
}

const PlanDetail = () => {
  const { batchId = '' } = useParams()
  const detail = useQuery<typeof plan.planDetail>('plan.detail', { batchId })
  return (
    <Loaded of={detail} book={planRefusals}>
      {(value) => <Face value={value} />}
    </Loaded>
  )
}
export default PlanDetail

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
import { ReasonDialog } from '../plans/reason-dialog.tsx'
import { BatchStateTag } from '../plans/state-tag.tsx'
import { NoticeLines } from './notice-lines.tsx'

type Value = ReplyOf<typeof plan.noticeDetail>

const useSteps = ({ organisationId, noticeId, version }: Value) => {
  const submit = useCommand<typeof plan.submitNotice>('plan.submitNotice')
  const confirm = useCommand<typeof plan.confirmNotice>('plan.confirmNotice')
  const back = useCommand<typeof plan.returnNotice>('plan.returnNotice')
  const publish = useCommand<typeof plan.publishNotice>('plan.publishNotice')
  const print = useCommand<typeof plan.printNotice>('plan.printNotice')
  const target = { organisationId, noticeId, version }
  const take = (action: string, note: string) => {
    if (action === 'submit') return submit.run({ noticeId, version })
    if (action === 'confirm') return confirm.run(target)
    if (action === 'return') return back.run({ ...target, note })
    return publish.run(target)
  }
  const all = [submit, confirm, back, publish, print]
  return { take, all, print, trouble: all.find(({ refusal, fault }) => refusal ?? fault) }
}

const factsOf = (value: Value) => [
  { label: '机构编码', value: value.organisationCode },
  { label: '机构类型', value: value.organisationType },
  { label: '联系人', value: value.contactName },
  { label: '联系电话', value: value.contactPhone },
  {
    label: '发布期限',
    value: value.due ? `${dayText(value.due)}${value.overdue ? '（已逾期）' : ''}` : '——',
    clauses: value.clauses,
  },
  { label: '发布时间', value: value.publishedAt ? instantText(value.publishedAt) : '——' },
  { label: '变更原因', value: value.amendmentReason || '——' },
  { label: '审核意见', value: value.decisionNote ?? '——' },
]

const Face = ({ value }: { readonly value: Value }) => {
  const steps = useSteps(value)
  const [returning, setReturning] = useState(false)
  const [printed, setPrinted] = useState<DocumentFile | null>(null)
  const act = async (action: string, note = '') => {
    const outcome = await steps.take(action, note)
    setReturning(false)
    if (outcome && !outcome.refused) say('已办理')
  }
  const make = async () => {
    const { organisationId, noticeId, year } = value
    const outcome = await steps.print.run({ organisationId, noticeId })
    if (outcome && !outcome.refused)
      setPrinted({ ...outcome.value, name: `${year}年度认定计划公告.pdf`, format: 'PDF' })
  }
  const buttons = value.availableActions.map(({ action, title, enabled }) =>
    action === 'change' ? (
      <ButtonLink key={action} kind="plain" to={`/notices/${value.noticeId}/edit`}>
        {title}
      </ButtonLink>
    ) : (
      <Button
        key={action}
        kind={action === 'return' ? 'plain' : 'main'}
        disabled={!enabled}
        onClick={() => (action === 'return' ? setReturning(true) : act(action))}
      >
        {title}
      </Button>
    ),
  )
  return (
    <DetailScreen
      title={`${value.organisationName}${value.year}年度认定计划公告（第${value.edition}版）`}
      status={<BatchStateTag {...value} />}
      facts={factsOf(value)}
      actions={
        <>
          {buttons}
          <Button kind="plain" busy={steps.print.pending} onClick={make}>
            打印附件1
          </Button>
        </>
      }
      trouble={steps.trouble && <Trouble of={steps.trouble} book={planRefusals} />}
      documents={
        printed ? [{ title: '年度认定计划公告', state: 'generated' as const, files: [printed] }] : []
      }
    >
      <NoticeLines lines={value.lines} />
      <section className="panel">
        <h2>报名流程及要求</h2>
        <p>{value.enrolmentProcedure || '——'}</p>
      </section>
      <ReasonDialog
        title="退回意见"
        open={returning}
        onClose={() => setReturning(false)}
        onSay={(note) => act('return', note)}
      />
    </DetailScreen>
  )
}

const NoticeDetail = () => {
  const { noticeId = '' } = useParams()
  const detail = useQuery<typeof plan.noticeDetail>('plan.noticeDetail', { noticeId })
  return (
    <Loaded of={detail} book={planRefusals}>
      {(value) => <Face value={value} />}
    </Loaded>
  )
}
export default NoticeDetail

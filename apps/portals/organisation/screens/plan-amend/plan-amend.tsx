import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { fieldError, Input, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { planRefusals } from '../../../refusals/plan.ts'
import { PlanDates, usePlanDates } from '../plan-form/plan-dates.tsx'
import { SiteChoice } from '../plan-form/plan-form.tsx'
import type { Choices } from '../plan-form/plan-line-editor.tsx'

const Amend = (props: { readonly value: ReplyOf<typeof plan.planDetail>; readonly choices: Choices }) => {
  const { batchId, version, dates: known, name, ...value } = props.value
  const { createdOn: _made, ticketFrom: _opens, ...before } = known
  const navigate = useNavigate()
  const amend = useCommand<typeof plan.amendBatch>('plan.amendBatch')
  const dates = usePlanDates(before, batchId)
  const [siteIds, setSiteIds] = useState<readonly string[]>(value.siteIds)
  const [capacity, setCapacity] = useState(String(value.capacity))
  const [reason, setReason] = useState('')
  const people = Number(capacity)
  const ready = dates.dates !== null && reason.trim().length >= 2 && Number.isInteger(people) && people > 0
  const send = async () => {
    if (!dates.dates) return
    const outcome = await amend.run({
      batchId,
      version,
      reason: reason.trim(),
      dates: dates.dates,
      siteIds: [...siteIds],
      capacity: people,
    })
    if (!outcome || outcome.refused) return
    say(outcome.value.applied ? '变更已生效' : '变更已报送市级确认')
    navigate(`/plans/${batchId}?tab=amendments`)
  }
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>变更“{name}”</h1>
          <p className="quiet">已发布的计划只能以变更方式修改：变更日期须经市级确认，其他变更登记后生效。</p>
        </div>
      </header>
      <PlanDates of={dates} />
      <SiteChoice choices={props.choices} chosen={siteIds} onChosen={setSiteIds} />
      <section className="panel stack">
        <Input label="计划人数" inputMode="numeric" value={capacity} onText={setCapacity} required />
        <TextArea
          label="变更原因"
          value={reason}
          onText={setReason}
          error={fieldError(amend.refusal, 'reason')}
          required
        />
      </section>
      <Trouble of={amend} book={planRefusals} />
      <p className="row">
        <Button busy={amend.pending} disabled={!ready} onClick={send}>
          提交变更
        </Button>
      </p>
    </div>
  )
}

const PlanAmend = () => {
  const { batchId = '' } = useParams()
  const choices = useQuery<typeof plan.planChoices>('plan.choices', {})
  const detail = useQuery<typeof plan.planDetail>('plan.detail', { batchId })
  return (
    <Loaded of={choices} book={planRefusals}>
      {(offered) => (
        <Loaded of={detail} book={planRefusals}>
          {(value) => <Amend value={value} choices={offered} />}
        </Loaded>
      )}
    </Loaded>
  )
}
export default PlanAmend

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { fieldError, Input, Select, TextArea } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { useSession } from '../kit/session.ts'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { instantOfLocal, nowLocal } from './words.ts'

type Choices = ReplyOf<typeof queries.caseChoices>

const keyOf = ({ staffId, accountId }: Choices['staff'][number]) => staffId ?? accountId ?? ''

const StaffForm = ({ of, batchId }: { readonly of: Choices; readonly batchId: string }) => {
  const navigate = useNavigate()
  const organisationId = useSession().session?.actor?.organisationId ?? ''
  const open = useCommand<typeof discipline.openStaffCase>('discipline.openStaffCase')
  const [who, setWho] = useState('')
  const [groundCode, setGround] = useState('')
  const [sessionId, setSession] = useState('')
  const [applicationId, setApplication] = useState('')
  const [at, setAt] = useState(nowLocal())
  const [description, setDescription] = useState('')
  const submit = async () => {
    const person = of.staff.find((each) => keyOf(each) === who)
    const candidate = of.candidates.find((each) => each.applicationId === applicationId)
    const outcome = await open.run({
      ...{ batchId, groundCode, description, occurredAt: instantOfLocal(at) },
      ...(person?.staffId && { staffId: person.staffId }),
      ...(!person?.staffId && person?.accountId && { accountId: person.accountId }),
      ...(sessionId && { sessionId }),
      ...(candidate && {
        links: [{ kind: 'application' as const, id: candidate.applicationId, title: candidate.name }],
      }),
    })
    if (!outcome || outcome.refused) return
    say(`已登记 ${outcome.value.number}`)
    navigate(`/violations/${organisationId}/${outcome.value.caseId}`)
  }
  return (
    <>
      <Select
        label="违规情形"
        value={groundCode}
        onText={setGround}
        choices={of.grounds.map(({ code, role, title }) => ({ value: code, label: `${role}：${title}` }))}
        required
      />
      <Select
        label="人员"
        hint="资格审查不严的，可以只选报名申请，由系统追溯到审核人"
        value={who}
        onText={setWho}
        choices={of.staff.map((each) => ({ value: keyOf(each), label: each.name }))}
        error={fieldError(open.refusal, 'staffId')}
        blank="按所选报名申请追溯"
      />
      <Select
        label="场次"
        value={sessionId}
        onText={setSession}
        choices={of.sessions.map((each) => ({ value: each.sessionId, label: each.title }))}
        blank="不涉及场次"
      />
      <Select
        label="所涉考生的报名申请"
        value={applicationId}
        onText={setApplication}
        choices={of.candidates.map((each) => ({
          value: each.applicationId,
          label: `${each.name} ${each.documentMasked}`,
        }))}
        blank="不涉及考生"
      />
      <Input label="发生时间" type="datetime-local" value={at} onText={setAt} />
      <TextArea label="情况说明" value={description} onText={setDescription} required />
      <Trouble of={open} book={disciplineRefusals} />
      <div>
        <Button busy={open.pending} disabled={!groundCode || !description.trim()} onClick={submit}>
          登记
        </Button>
      </div>
    </>
  )
}

/** SDS-4.4-43, HN-3.3.9: person, session and rule. */
export default function OpenStaffCase() {
  const [batchId, setBatch] = useState('')
  const choices = useQuery<typeof queries.caseChoices>('discipline.choices', batchId ? { batchId } : {}, {
    keep: true,
  })
  return (
    <div className="stack">
      <h1>登记工作人员违规</h1>
      <Loaded of={choices}>
        {(value) => (
          <section className="panel stack">
            <Select
              label="批次"
              value={batchId}
              onText={setBatch}
              choices={value.batches.map((each) => ({ value: each.batchId, label: each.name }))}
            />
            {batchId && <StaffForm key={batchId} of={value} batchId={batchId} />}
          </section>
        )}
      </Loaded>
    </div>
  )
}

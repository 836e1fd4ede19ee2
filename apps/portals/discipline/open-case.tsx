import { useState } from 'react'
import { useNavigate } from 'react-router'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Checkbox, fieldError, Input, Select, TextArea } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { useSession } from '../kit/session.ts'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { RulesBeside } from './case-material.tsx'
import './discipline.css'
import { instantOfLocal, nowLocal } from './words.ts'

type Choices = ReplyOf<typeof queries.caseChoices>

const subjects = [
  { value: 'theory', label: '理论知识考试' },
  { value: 'practical', label: '技能操作考核' },
  { value: 'review', label: '综合评审' },
] as const

const Candidates = ({
  of,
  chosen,
  onChoose,
}: {
  readonly of: Choices
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: readonly string[]) => void
}) => {
  const [sought, setSought] = useState('')
  const found = of.candidates.filter(
    ({ applicationId, name, documentMasked }) =>
      chosen.includes(applicationId) || (sought !== '' && `${name}${documentMasked}`.includes(sought)),
  )
  return (
    <fieldset className="field">
      <legend>考生</legend>
      <Input label="按姓名查找" value={sought} onText={setSought} />
      {found.slice(0, 20).map(({ applicationId, name, documentMasked }) => (
        <Checkbox
          key={applicationId}
          label={`${name} ${documentMasked}`}
          checked={chosen.includes(applicationId)}
          onCheck={(on) =>
            onChoose(on ? [...chosen, applicationId] : chosen.filter((each) => each !== applicationId))
          }
        />
      ))}
    </fieldset>
  )
}

interface Impersonator {
  readonly name: string
  readonly documentNumber: string
}

const Impersonation = ({
  of,
  onChange,
}: {
  readonly of: Impersonator
  readonly onChange: (next: Impersonator) => void
}) => (
  <>
    <Input label="替考人姓名" value={of.name} onText={(name) => onChange({ ...of, name })} />
    <Input
      label="替考人居民身份证号码"
      hint="只保存加密索引，用于禁考"
      value={of.documentNumber}
      onText={(documentNumber) => onChange({ ...of, documentNumber })}
    />
  </>
)

const nobody: Impersonator = { name: '', documentNumber: '' }

/** HN-3.1.6-17: what was found in a session rests on its room's record; what was found later names none. */
const FoundIn = ({
  sessions,
  value,
  onText,
}: {
  readonly sessions: Choices['sessions']
  readonly value: string
  readonly onText: (sessionId: string) => void
}) => (
  <Select
    label="发现场次"
    hint="在考场当场发现的，选场次，以考场情况记录为依据；考后发现的不选"
    value={value}
    onText={onText}
    choices={sessions.map((each) => ({ value: each.sessionId, label: each.title }))}
    blank="考后发现"
  />
)

const CaseForm = ({ of, batchId }: { readonly of: Choices; readonly batchId: string }) => {
  const navigate = useNavigate()
  const organisationId = useSession().session?.actor?.organisationId ?? ''
  const open = useCommand<typeof discipline.openCase>('discipline.openCase')
  const [people, setPeople] = useState<readonly string[]>([])
  const [subject, setSubject] = useState<'theory' | 'practical' | 'review'>('theory')
  const [at, setAt] = useState(nowLocal())
  const [description, setDescription] = useState('')
  const [typeCode, setType] = useState('')
  const [proposal, setProposal] = useState('')
  const [other, setOther] = useState(nobody)
  const [sessionId, setSession] = useState('')
  const sessions = of.sessions.filter((each) => each.subject === subject)
  const isImpersonation = of.rules.find(({ code }) => code === typeCode)?.needs.includes('impersonator')
  const submit = async () => {
    const impersonators = isImpersonation ? [{ ...other, documentType: '居民身份证' }] : undefined
    const outcome = await open.run({
      ...{ batchId, applicationIds: [...people], subject, description, occurredAt: instantOfLocal(at) },
      ...(sessionId && { sessionId }),
      ...(typeCode && { typeCode }),
      ...(proposal && { proposal }),
      ...(impersonators && { impersonators }),
    })
    if (!outcome || outcome.refused) return
    say(`已登记 ${outcome.value.number}`)
    navigate(`/violations/${organisationId}/${outcome.value.caseId}`)
  }
  return (
    <>
      <Candidates of={of} chosen={people} onChoose={setPeople} />
      <Select
        label="科目"
        value={subject}
        onText={(value) => {
          setSubject(subjects.find((each) => each.value === value)?.value ?? 'theory')
          setSession('')
        }}
        choices={subjects}
      />
      <FoundIn sessions={sessions} value={sessionId} onText={setSession} />
      <Input
        label="发生时间"
        type="datetime-local"
        value={at}
        onText={setAt}
        error={fieldError(open.refusal, 'occurredAt')}
      />
      {of.rules.length > 0 && (
        <Select
          label="违纪类型"
          value={typeCode}
          onText={setType}
          choices={of.rules.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))}
          blank="决定时再选"
        />
      )}
      <RulesBeside rules={of.rules} code={typeCode} onPick={setType} />
      {isImpersonation && <Impersonation of={other} onChange={setOther} />}
      {of.proposals.length > 0 && (
        <Select
          label="处理意见"
          value={proposal}
          onText={setProposal}
          choices={of.proposals.map((value) => ({ value, label: value }))}
          blank="无"
        />
      )}
      <TextArea label="情况说明" value={description} onText={setDescription} />
      <Trouble of={open} book={disciplineRefusals} />
      <div>
        <Button busy={open.pending} disabled={people.length === 0} onClick={submit}>
          登记
        </Button>
      </div>
    </>
  )
}

/** HN-3.1.5-27: also for a batch that is long closed. */
export default function OpenCase() {
  const [batchId, setBatch] = useState('')
  const choices = useQuery<typeof queries.caseChoices>('discipline.choices', batchId ? { batchId } : {}, {
    keep: true,
  })
  return (
    <div className="stack">
      <h1>登记违纪</h1>
      <Loaded of={choices}>
        {(value) => (
          <section className="panel stack">
            <Select
              label="批次"
              value={batchId}
              onText={setBatch}
              choices={value.batches.map((each) => ({
                value: each.batchId,
                label: each.closed ? `${each.name}（已结束）` : each.name,
              }))}
            />
            {batchId && <CaseForm key={batchId} of={value} batchId={batchId} />}
          </section>
        )}
      </Loaded>
    </div>
  )
}

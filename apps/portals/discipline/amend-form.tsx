import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, Field, fieldError, Input, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { uploadFile } from '../kit/upload.ts'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { keptLinks, type Link, RecordChoice } from './case-links.tsx'
import { type Case, instantOfLocal, placeOf } from './words.ts'

const useEvidence = () => {
  const [files, setFiles] = useState<readonly { readonly fileId: string; readonly name: string }[]>([])
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [isFalse, setFalse] = useState(false)
  const add = async (file: File | undefined) => {
    if (!file) return
    const outcome = await uploadFile(file, () => {})
    if (outcome.refused) setProblem(outcome.sentence)
    else setFiles((before) => [...before, { fileId: outcome.value.fileId, name: file.name }])
  }
  /** HN-3.1.5-20: what was uploaded is the false document itself, which the case then links. */
  const falseLinks = (isFalse ? files : []).map(({ fileId, name }) => ({
    ...{ kind: 'false-document' as const, id: fileId, title: name },
  }))
  return { files, problem, add, isFalse, setFalse, falseLinks }
}

const EvidenceFields = ({ of }: { readonly of: ReturnType<typeof useEvidence> }) => (
  <>
    <Field
      label="证据材料"
      hint={of.files.map(({ name }) => name).join('、') || '图片、PDF、Word 或压缩文件'}
      error={of.problem}
    >
      {(ties) => <input {...ties} type="file" onChange={(event) => void of.add(event.target.files?.[0])} />}
    </Field>
    {of.files.length > 0 && (
      <Checkbox label="所传文件就是虚假材料" checked={of.isFalse} onCheck={of.setFalse} />
    )}
  </>
)

interface Police {
  readonly station: string
  readonly on: string
  readonly receipt: string
}

/** What the police were told: station, day and the number of their receipt. */
const PoliceFields = ({
  of,
  onChange,
}: {
  readonly of: Police
  readonly onChange: (next: Police) => void
}) => (
  <fieldset className="field stack">
    <legend>报案</legend>
    <Input label="报案公安机关" value={of.station} onText={(station) => onChange({ ...of, station })} />
    <Input label="报案日期" type="date" value={of.on} onText={(on) => onChange({ ...of, on })} />
    <Input label="受案回执编号" value={of.receipt} onText={(receipt) => onChange({ ...of, receipt })} />
  </fieldset>
)

const RecordedFacts = (props: {
  readonly suspected: boolean
  readonly onSuspected: (on: boolean) => void
  readonly reminderAt: string
  readonly onReminderAt: (at: string) => void
  readonly words: string
  readonly onWords: (words: string) => void
  readonly error: string | undefined
}) => (
  <>
    <Checkbox label="疑似使用手机等设备" checked={props.suspected} onCheck={props.onSuspected} />
    <Input
      label="提醒时间"
      type="datetime-local"
      value={props.reminderAt}
      onText={props.onReminderAt}
      error={props.error}
    />
    <TextArea label="提醒内容" value={props.words} onText={props.onWords} rows={2} />
  </>
)

export const AmendForm = ({ of, onDone }: { readonly of: Case; readonly onDone: () => void }) => {
  const amend = useCommand<typeof discipline.amendCase>('discipline.amendCase')
  const [description, setDescription] = useState(of.case.description)
  const [suspected, setSuspected] = useState(of.suspectedUse ?? false)
  const [reminderAt, setReminderAt] = useState('')
  const [words, setWords] = useState('')
  const [proposal, setProposal] = useState(of.case.proposal ?? '')
  const [chosen, setChosen] = useState<Link | null>(null)
  const [police, setPolice] = useState<Police>(of.police ?? { station: '', on: '', receipt: '' })
  const evidence = useEvidence()
  const submit = async () => {
    const added = [...(chosen ? [chosen] : []), ...evidence.falseLinks]
    const outcome = await amend.run({
      ...placeOf(of),
      description,
      suspectedUse: suspected,
      proposal: proposal || null,
      ...(reminderAt && words && { reminder: { at: instantOfLocal(reminderAt), words } }),
      ...(added.length > 0 && { links: [...keptLinks(of), ...added] }),
      ...(police.station && police.on && { police }),
      evidence: [...of.evidence.map(({ fileId, name }) => ({ fileId, name })), ...evidence.files],
    })
    if (!outcome || outcome.refused) return
    say('已补充材料')
    onDone()
  }
  return (
    <div className="stack">
      <TextArea label="情况说明" value={description} onText={setDescription} />
      <RecordedFacts
        {...{ suspected, reminderAt, words }}
        onSuspected={setSuspected}
        onReminderAt={setReminderAt}
        onWords={setWords}
        error={fieldError(amend.refusal, 'reminder')}
      />
      {of.proposals.length > 0 && (
        <Select
          label="处理意见"
          value={proposal}
          onText={setProposal}
          choices={of.proposals.map((value) => ({ value, label: value }))}
          blank="无"
        />
      )}
      <EvidenceFields of={evidence} />
      <RecordChoice of={of} onChoose={setChosen} />
      <PoliceFields of={police} onChange={setPolice} />
      <Trouble of={amend} book={disciplineRefusals} />
      <div>
        <Button busy={amend.pending} onClick={submit}>
          保存
        </Button>
      </div>
    </div>
  )
}

export const StatementForm = ({ of, onDone }: { readonly of: Case; readonly onDone: () => void }) => {
  const record = useCommand<typeof discipline.recordStatement>('discipline.recordStatement')
  const [partyId, setParty] = useState(of.parties[0]?.partyId ?? '')
  const [statement, setStatement] = useState('')
  const submit = async () => {
    const version = of.parties.find((party) => party.partyId === partyId)?.version ?? 1
    const { organisationId, caseId } = of.case
    const outcome = await record.run({ organisationId, caseId, partyId, version, statement })
    if (!outcome || outcome.refused) return
    say('已登记陈述申辩')
    onDone()
  }
  return (
    <div className="stack">
      <Select
        label="当事人"
        value={partyId}
        onText={setParty}
        choices={of.parties.map((party) => ({ value: party.partyId, label: party.name }))}
      />
      <TextArea label="陈述申辩" value={statement} onText={setStatement} required />
      <Trouble of={record} book={disciplineRefusals} />
      <div>
        <Button busy={record.pending} disabled={statement.trim() === ''} onClick={submit}>
          登记
        </Button>
      </div>
    </div>
  )
}

import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Checkbox, Field, fieldError, Input, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { uploadFile } from '../kit/upload.ts'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { type Case, instantOfLocal, placeOf } from './words.ts'

const linkKinds = [
  { value: 'custody', label: '试卷流转记录' },
  { value: 'audit', label: '成绩操作留痕' },
  { value: 'certificate', label: '证书台账' },
] as const
type Linked = (typeof linkKinds)[number]['value']

interface Chosen {
  readonly kind: Linked
  readonly id: string
  readonly title: string
}

/** Entries of the evidence, to be linked to the case. */
const RecordChoice = ({
  of,
  onChoose,
}: {
  readonly of: Case
  readonly onChoose: (chosen: Chosen | null) => void
}) => {
  const [kind, setKind] = useState<Linked | ''>('')
  const [id, setId] = useState('')
  const { caseId } = of.case
  const records = useQuery<typeof queries.caseRecords>(
    'discipline.records',
    { caseId, kind },
    { enabled: kind !== '' },
  )
  const rows = (kind && records.value?.rows) || []
  const titleOf = (row: (typeof rows)[number]) =>
    `${new Date(row.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })} ${row.by}`
  const pick = (chosen: string) => {
    setId(chosen)
    const row = rows.find((each) => each.id === chosen)
    onChoose(row && kind ? { kind, id: row.id, title: titleOf(row) } : null)
  }
  return (
    <>
      <Select
        label="关联记录的种类"
        value={kind}
        onText={(value) => setKind(linkKinds.find((each) => each.value === value)?.value ?? '')}
        choices={linkKinds}
        blank="不关联"
      />
      {kind && (
        <Select
          label="记录"
          hint={rows.length === 0 ? '本批次没有这种记录' : undefined}
          value={id}
          onText={pick}
          choices={rows.map((row) => ({ value: row.id, label: titleOf(row) }))}
        />
      )}
    </>
  )
}

const useEvidence = () => {
  const [files, setFiles] = useState<readonly { readonly fileId: string; readonly name: string }[]>([])
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const add = async (file: File | undefined) => {
    if (!file) return
    const outcome = await uploadFile(file, () => {})
    if (outcome.refused) setProblem(outcome.sentence)
    else setFiles((before) => [...before, { fileId: outcome.value.fileId, name: file.name }])
  }
  return { files, problem, add }
}

const keptLinks = (of: Case) => of.links.map(({ kind, id, title }) => ({ kind: kind as Linked, id, title }))

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
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const evidence = useEvidence()
  const submit = async () => {
    const outcome = await amend.run({
      ...placeOf(of),
      description,
      suspectedUse: suspected,
      proposal: proposal || null,
      ...(reminderAt && words && { reminder: { at: instantOfLocal(reminderAt), words } }),
      ...(chosen && { links: [...keptLinks(of), chosen] }),
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
      <Field
        label="证据材料"
        hint={evidence.files.map(({ name }) => name).join('、') || '图片、PDF、Word 或压缩文件'}
        error={evidence.problem}
      >
        {(ties) => (
          <input {...ties} type="file" onChange={(event) => void evidence.add(event.target.files?.[0])} />
        )}
      </Field>
      <RecordChoice of={of} onChoose={setChosen} />
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

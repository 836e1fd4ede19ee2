import { type ChangeEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/making.contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Field, fieldError, Input, Select, TextArea } from '../../../kit/fields.tsx'
import { base64Of } from '../../../kit/handed-file.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

const blank = {
  ...{ bank: '', title: '', source: '', author: '', checker: '', reason: '' },
  ...{ minutes: '90', totalPoints: '100' },
}
type Draft = typeof blank

const labels = [
  ['title', '试卷名称'],
  ['source', '来源'],
  ['author', '命题人'],
  ['checker', '审核人'],
  ['minutes', '时长（分钟）'],
  ['totalPoints', '满分'],
] as const

const Fields = (props: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly errorOf: (field: string) => string | undefined
}) => {
  const { draft, onDraft, errorOf } = props
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {}).value?.banks ?? []
  return (
    <div className="assembly-form">
      <Select
        label="题库"
        value={draft.bank}
        onText={(bank) => onDraft({ ...draft, bank })}
        choices={banks.map(({ bank }) => ({ value: bank, label: bank }))}
        required
      />
      {labels.map(([field, label]) => (
        <Input
          key={field}
          label={label}
          type={field === 'minutes' || field === 'totalPoints' ? 'number' : 'text'}
          value={draft[field]}
          onText={(text) => onDraft({ ...draft, [field]: text })}
          error={errorOf(field)}
          required
        />
      ))}
    </div>
  )
}

const isComplete = ({ minutes, totalPoints, ...texts }: Draft): boolean =>
  Object.values(texts).every((text) => text.trim().length >= 2) &&
  Number(minutes) >= 1 &&
  Number(totalPoints) > 0

/** A paper made elsewhere; whether it may be used is for the rules of the place to say. */
export const OutsideForm = () => {
  const navigate = useNavigate()
  const bring = useCommand<typeof assembly.bringOutsidePaper>('itembank.bringOutsidePaper')
  const [draft, setDraft] = useState(blank)
  const [file, setFile] = useState<File | null>(null)
  const take = (event: ChangeEvent<HTMLInputElement>) => setFile(event.target.files?.[0] ?? null)
  const save = async () => {
    if (!file) return
    const { minutes, totalPoints, ...texts } = draft
    const numbers = { minutes: Number(minutes), totalPoints: Number(totalPoints) }
    const outcome = await bring.run({
      ...texts,
      ...numbers,
      fileName: file.name,
      file: await base64Of(file),
    })
    if (outcome && !outcome.refused) navigate(`/papers/${outcome.value.paperId}`)
  }
  return (
    <div className="stack">
      <p className="quiet">
        外部试卷只能用于纸笔考试，附件加密保存；规定试卷只能从自建题库抽取的地区，系统不予登记。
      </p>
      <Fields draft={draft} onDraft={setDraft} errorOf={(field) => fieldError(bring.refusal, field)} />
      <TextArea
        label="使用外部试卷的理由"
        value={draft.reason}
        onText={(reason) => setDraft({ ...draft, reason })}
        required
      />
      <Field label="附件（PDF或docx）" error={fieldError(bring.refusal, 'file')} required>
        {(ties) => <input type="file" accept=".pdf,.docx" {...ties} onChange={take} />}
      </Field>
      <div>
        <Button busy={bring.pending} disabled={!file || !isComplete(draft)} onClick={save}>
          登记
        </Button>
      </div>
      <Trouble of={bring} book={itembankRefusals} />
    </div>
  )
}

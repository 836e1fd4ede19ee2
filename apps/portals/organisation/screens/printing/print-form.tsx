import { useState } from 'react'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { FormChoice, placesIn } from './form-choice.tsx'
import type { Desk, PaperKey } from './print-panel.tsx'

type Format = 'pdf' | 'docx'
type Offered = Desk['documents'][number]

const formats = [
  { value: 'pdf', label: 'PDF', hint: '每份有流水号和查验代码' },
  { value: 'docx', label: 'DOCX', hint: '可编辑；不分份，无流水号' },
] as const

const Rooms = ({ of }: { readonly of: Desk['rooms'] }) =>
  of.length === 0 ? (
    <p className="quiet">该场次还没有编排考生座位。</p>
  ) : (
    <p className="quiet">
      按座位顺序逐考场印制：{of.map(({ name, candidates }) => `${name} ${candidates}人`).join('，')}。
    </p>
  )

const isCount = (text: string) => /^\d{1,4}$/.test(text) && Number(text) > 0

const useForms = (names: readonly string[]) => {
  const [range, onRange] = useState({ from: '1', to: String(names.length) })
  const [chosen, onChosen] = useState(() => placesIn(range, names.length))
  return { names, chosen, onChosen, range, onRange }
}

const useWish = (offered: readonly Offered[]) => {
  const [document, setDocument] = useState(offered.find(({ enabled }) => enabled)?.document ?? '')
  const [format, setFormat] = useState<Format>('pdf')
  const [copies, setCopies] = useState('1')
  const [subjectCode, setSubjectCode] = useState('')
  const chosen = offered.find((one) => one.document === document)
  const shown: Format = chosen?.formats.includes(format) ? format : 'pdf'
  const inCopies = chosen?.inCopies === true && shown === 'pdf'
  return {
    ...{ document, setDocument, format: shown, setFormat, copies, setCopies, subjectCode, setSubjectCode },
    ...{ chosen, inCopies },
    ready: chosen?.enabled === true && (!inCopies || isCount(copies)),
  }
}

const Pressing = ({ jobId, onDone }: { readonly jobId: string; readonly onDone: () => void }) => (
  <JobProgress jobId={jobId}>
    {({ result }) => (
      <div className="stack">
        {result?.refused ? <p className="field-error">{String(result.sentence)}</p> : <p>已排好，请取出。</p>}
        <div>
          <Button onClick={onDone}>完成</Button>
        </div>
      </div>
    )}
  </JobProgress>
)

/** Chooses a document, its format and how many copies; then shows how far the press is. */
export const PrintForm = ({
  desk,
  paper,
  onDone,
}: {
  readonly desk: Desk
  readonly paper: PaperKey
  readonly onDone: () => void
}) => {
  const order = useCommand<typeof documents.orderPrint>('itembank.orderPrint')
  const wish = useWish(desk.documents)
  const forms = useForms(desk.forms)
  const [jobId, setJobId] = useState<string | null>(null)
  const { document, format, chosen, inCopies, copies, subjectCode } = wish
  const isSheet = document === 'answer-sheet'
  const picks = chosen?.inForms === true && desk.forms.length > 1
  const start = async () => {
    const outcome = await order.run({
      ...paper,
      ...{ document, format, copies: inCopies ? Number(copies) : 1 },
      ...(picks && { forms: [...forms.chosen] }),
      ...(isSheet && subjectCode !== '' && { subjectCode }),
    })
    if (outcome && !outcome.refused) setJobId(outcome.value.jobId)
  }
  if (jobId) return <Pressing jobId={jobId} onDone={onDone} />
  return (
    <div className="stack">
      <Select
        label="文书"
        value={document}
        onText={wish.setDocument}
        choices={desk.documents.map(({ document: value, title }) => ({ value, label: title }))}
        error={chosen?.refusal ?? fieldError(order.refusal, 'document')}
        required
      />
      <Radio
        label="格式"
        value={format}
        onPick={wish.setFormat}
        choices={formats.filter(({ value }) => chosen?.formats.includes(value) ?? true)}
        error={fieldError(order.refusal, 'format')}
      />
      {picks && <FormChoice {...forms} error={fieldError(order.refusal, 'forms')} />}
      {inCopies && (
        <Input
          label={picks ? `每种卷的份数（已选 ${forms.chosen.length} 种卷）` : '份数'}
          type="number"
          min={1}
          max={4000}
          value={copies}
          onText={wish.setCopies}
          hint="含备用卷；份数以试卷保管中的印制数为准。"
          error={fieldError(order.refusal, 'copies')}
          required
        />
      )}
      {isSheet && (
        <>
          <Input
            label="科目代码"
            value={subjectCode}
            onText={wish.setSubjectCode}
            maxLength={20}
            hint="按当地规定填写，不填的由考生填写。"
          />
          <Rooms of={desk.rooms} />
        </>
      )}
      <div>
        <Button
          busy={order.pending}
          disabled={!wish.ready || (picks && forms.chosen.length === 0)}
          onClick={start}
        >
          开始印制
        </Button>
      </div>
      <Trouble of={order} book={itembankRefusals} />
    </div>
  )
}

import { useState } from 'react'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { FactList } from '../../../kit/facts.tsx'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { useSession } from '../../../kit/session.ts'
import { say } from '../../../kit/toast.tsx'
import { fileAddress, uploadFile } from '../../../kit/upload.ts'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { OriginForm } from './origin-form.tsx'
import type { PaperKey } from './print-panel.tsx'

type Origin = ReplyOf<typeof documents.paperOrigin>

const FilingForm = ({ paper, onDone }: { readonly paper: PaperKey; readonly onDone: () => void }) => {
  const file = useCommand<typeof documents.filePaper>('itembank.filePaper')
  const [filingNumber, setNumber] = useState('')
  const [filedOn, setDay] = useState('')
  const [attachment, setAttachment] = useState<{ readonly fileId: string; readonly name: string } | null>(
    null,
  )
  const [problem, setProblem] = useState<string>()
  const attach = async (chosen: File | undefined) => {
    if (!chosen) return
    const outcome = await uploadFile(chosen)
    if (outcome.refused) setProblem(outcome.sentence)
    else {
      setProblem(undefined)
      setAttachment({ fileId: outcome.value.fileId, name: chosen.name })
    }
  }
  const save = async () => {
    const given = { filingNumber, filedOn, ...(attachment && { fileId: attachment.fileId }) }
    const outcome = await file.run({ ...paper, ...given })
    if (!outcome || outcome.refused) return
    say('已登记备案')
    onDone()
  }
  return (
    <div className="stack">
      <p>备案编号和日期以省职业技能鉴定指导中心的批复为准，登记后不能更改。</p>
      <Input
        label="备案编号"
        value={filingNumber}
        onText={setNumber}
        error={fieldError(file.refusal, 'filingNumber')}
        required
      />
      <Input
        label="备案日期"
        type="date"
        value={filedOn}
        onText={setDay}
        error={fieldError(file.refusal, 'filedOn')}
        required
      />
      <label className="field">
        <span>备案批复（PDF 或图片，可不传）</span>
        <input
          type="file"
          accept=".pdf,.jpg,.jpeg,.png"
          onChange={({ target }) => void attach(target.files?.[0])}
        />
      </label>
      {attachment && <p className="quiet">已上传：{attachment.name}</p>}
      {problem && <p className="field-error">{problem}</p>}
      <div>
        <Button
          busy={file.pending}
          disabled={filingNumber.trim().length < 2 || filedOn === ''}
          onClick={save}
        >
          登记备案
        </Button>
      </div>
      <Trouble of={file} book={itembankRefusals} />
    </div>
  )
}

const FilingFact = ({ of }: { readonly of: Origin['filing'] }) => {
  const { session } = useSession()
  const organisationId = session?.actor?.organisationId
  if (!of) return <>尚未备案</>
  return (
    <>
      {of.filingNumber}，<DayText on={of.filedOn} />
      {of.fileId && organisationId && (
        <>
          {' '}
          <a href={fileAddress({ organisationId, fileId: of.fileId })}>批复文件</a>
        </>
      )}
    </>
  )
}

const factsOf = ({ authorNames, checkerName, basis, filing }: Origin) => [
  { label: '命题（组卷）人', value: authorNames, clauses: ['SDE-4.5-26'] },
  { label: '审核人', value: checkerName ?? '尚未审核' },
  {
    label: '命题依据',
    value: basis ? `${basis.standard}（${basis.standardVersion}）` : '尚未登记',
    clauses: ['SPC-A1.4-01'],
  },
  {
    label: '命题专家',
    value: basis
      ? basis.experts.map(({ name, title }) => (title ? `${name}（${title}）` : name)).join('、')
      : '尚未登记',
  },
  { label: '省中心备案', value: <FilingFact of={filing} />, clauses: ['SPC-A1.4-02'] },
]

/** Who made and checked the paper, by which standard, and its filing. */
export const OriginPanel = ({ paper }: { readonly paper: PaperKey }) => {
  const origin = useQuery<typeof documents.paperOrigin>('itembank.paperOrigin', { ...paper })
  const [open, setOpen] = useState<'origin' | 'filing' | null>(null)
  const close = () => setOpen(null)
  return (
    <Loaded of={origin} book={itembankRefusals}>
      {(value) => (
        <div className="stack">
          <section className="panel">
            <FactList facts={factsOf(value)} />
          </section>
          <div className="row">
            {value.availableActions.includes('itembank.recordOrigin') && (
              <Button kind="plain" onClick={() => setOpen('origin')}>
                登记依据和专家
              </Button>
            )}
            {value.availableActions.includes('itembank.filePaper') && (
              <Button kind="plain" onClick={() => setOpen('filing')}>
                登记备案
              </Button>
            )}
          </div>
          <p className="quiet">试卷审批表在“印制”中生成，由专家、审核人和负责人签字。</p>
          <Dialog title="命题依据和专家" open={open === 'origin'} onClose={close}>
            <OriginForm paper={paper} basis={value.basis} onDone={close} />
          </Dialog>
          <Dialog title="登记备案" open={open === 'filing'} onClose={close}>
            <FilingForm paper={paper} onDone={close} />
          </Dialog>
        </div>
      )}
    </Loaded>
  )
}

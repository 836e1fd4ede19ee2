import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { fieldError, Input, Select, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

export type SubjectName = 'theory' | 'practical' | 'review'

export interface Correcting {
  readonly resultId: string
  readonly version: number
  readonly name: string
  readonly subjects: readonly SubjectName[]
  /** The upheld objection that it follows. */
  readonly objectionId?: string
}

const subjectNames = { theory: '理论知识考试', practical: '技能操作考核', review: '综合评审' } as const

const CorrectionForm = ({ of, onClose }: { readonly of: Correcting; readonly onClose: () => void }) => {
  const [subject, setSubject] = useState<string>(of.subjects[0] ?? 'theory')
  const [after, setAfter] = useState('')
  const [reason, setReason] = useState('')
  const propose = useCommand<typeof scoring.proposeCorrection>('scoring.proposeCorrection')
  const submit = async () => {
    const outcome = await propose.run({
      resultId: of.resultId,
      version: of.version,
      subject: subject as SubjectName,
      after: Number(after),
      reason,
      ...(of.objectionId && { objectionId: of.objectionId }),
    })
    if (!outcome || outcome.refused) return
    say('更正已提出，由机构负责人决定')
    onClose()
  }
  return (
    <div className="stack">
      <Select
        label="科目"
        value={subject}
        onText={setSubject}
        choices={of.subjects.map((each) => ({ value: each, label: subjectNames[each] }))}
      />
      <Input
        label="更正后的成绩"
        type="number"
        min={0}
        max={100}
        step={0.1}
        value={after}
        onText={setAfter}
        error={fieldError(propose.refusal, 'after')}
        required
      />
      <TextArea label="更正理由和依据" value={reason} onText={setReason} minLength={4} required />
      <Trouble of={propose} book={scoringRefusals} />
      <div>
        <Button disabled={after === '' || reason.length < 4} busy={propose.pending} onClick={submit}>
          提出更正
        </Button>
      </div>
    </div>
  )
}

/** A proposal to change one score; nothing changes before the head has decided. */
export const CorrectionDialog = ({
  of,
  onClose,
}: {
  readonly of: Correcting | null
  readonly onClose: () => void
}) => (
  <Dialog title={`提出成绩更正${of ? `：${of.name}` : ''}`} open={of !== null} onClose={onClose}>
    {of && <CorrectionForm of={of} onClose={onClose} />}
  </Dialog>
)

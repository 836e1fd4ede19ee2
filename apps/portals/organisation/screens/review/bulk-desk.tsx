import { type ChangeEvent, useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Checkbox, Radio, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { uploadFile } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { CertificateBulk } from './certificate-bulk.tsx'

const kinds = [
  { value: 'application-form', label: '签名的申报表' },
  { value: 'work-years-commitment', label: '工作年限书面承诺' },
  { value: 'education-proof', label: '学历证明' },
] as const
type Kind = (typeof kinds)[number]['value']

/** A scan that covers everybody of the roster who lacks this material. */
const GroupMaterial = ({
  batchId,
  open,
  onClose,
}: {
  readonly batchId: string
  readonly open: boolean
  readonly onClose: () => void
}) => {
  const record = useCommand<typeof enrolment.recordGroupMaterial>('enrolment.recordGroupMaterial')
  const [kind, setKind] = useState<Kind>('application-form')
  const [statement, setStatement] = useState('本机构已逐人核对原件，所列考生的材料齐全、签名属实。')
  const [fileId, setFileId] = useState('')
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    const stored = await uploadFile(file)
    if (stored.refused) say(stored.sentence, 'refused')
    else setFileId(stored.value.fileId)
  }
  const save = async () => {
    const outcome = await record.run({ batchId, kind, fileId, statement })
    if (outcome && !outcome.refused) {
      say(`已登记，涉及 ${outcome.value.covered} 人`)
      onClose()
    }
  }
  return (
    <Dialog
      title="登记集体材料"
      open={open}
      onClose={onClose}
      actions={
        <Button busy={record.pending} disabled={fileId === ''} onClick={save}>
          登记
        </Button>
      }
    >
      <p>扫描件覆盖本批次集体报名中缺这类材料的全部考生；机构的声明和登记人随每份申请保存。</p>
      <Radio label="材料" value={kind} onPick={setKind} choices={kinds} />
      <label className="button plain">
        {fileId ? '已上传，换一份' : '选择扫描件（PDF、JPG、PNG）'}
        <input type="file" accept="image/*,application/pdf" className="unseen" onChange={choose} />
      </label>
      <TextArea label="机构声明" value={statement} onText={setStatement} />
      <Trouble of={record} book={enrolmentRefusals} />
    </Dialog>
  )
}

/** Bulk approval of what is clean, and the group materials that make it so. */
export const BulkDesk = ({ batchId, clean }: { readonly batchId: string; readonly clean: number }) => {
  const pass = useCommand<typeof enrolment.reviewClean>('enrolment.reviewClean')
  const [asking, setAsking] = useState(false)
  const [recording, setRecording] = useState(false)
  const [ticks, setTicks] = useState({ completeness: false, accuracy: false, authenticity: false })
  const run = async () => {
    const outcome = await pass.run({ batchId, ticks })
    if (outcome && !outcome.refused) {
      setAsking(false)
      say(`已通过 ${outcome.value.passed} 人`)
    }
  }
  return (
    <div className="row">
      <Button kind="plain" disabled={clean === 0} onClick={() => setAsking(true)}>
        批量通过 {clean} 人
      </Button>
      <Button kind="link" onClick={() => setRecording(true)}>
        登记集体材料
      </Button>
      <CertificateBulk batchId={batchId} />
      <GroupMaterial batchId={batchId} open={recording} onClose={() => setRecording(false)} />
      <Dialog
        title={`批量通过 ${clean} 人`}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <Button busy={pass.pending} onClick={run}>
            审核通过
          </Button>
        }
      >
        <p>
          只通过条件符合、材料齐全、没有疑点的申请，其余留待逐份审核。 <ClauseChips ids={['SDS-3.3-09']} />
        </p>
        <Checkbox
          label="材料完备"
          checked={ticks.completeness}
          onCheck={(completeness) => setTicks({ ...ticks, completeness })}
        />
        <Checkbox
          label="信息准确"
          checked={ticks.accuracy}
          onCheck={(accuracy) => setTicks({ ...ticks, accuracy })}
        />
        <Checkbox
          label="材料真实"
          checked={ticks.authenticity}
          onCheck={(authenticity) => setTicks({ ...ticks, authenticity })}
        />
        <Trouble of={pass} book={enrolmentRefusals} />
      </Dialog>
    </div>
  )
}

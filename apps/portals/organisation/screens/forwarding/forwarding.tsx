import { type ChangeEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Checkbox, Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress, uploadFile } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'

/** Annex 4: print, sign, seal, scan, record (SDS-A4-01, SDS-A4-02). */
const Commitment = ({ batchId }: { readonly batchId: string }) => {
  const print = useCommand<typeof enrolment.printReviewCommitment>('enrolment.printReviewCommitment')
  const record = useCommand<typeof enrolment.recordReviewCommitment>('enrolment.recordReviewCommitment')
  const [signatory, setSignatory] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const [sealed, setSealed] = useState(false)
  const [fileId, setFileId] = useState('')
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    const stored = await uploadFile(file)
    if (stored.refused) say(stored.sentence, 'refused')
    else setFileId(stored.value.fileId)
  }
  const download = async () => {
    const outcome = await print.run({ batchId })
    if (outcome && !outcome.refused) window.location.assign(fileAddress(outcome.value))
  }
  return (
    <section className="panel stack">
      <h2>
        报名资料审核承诺书（附件4） <ClauseChips ids={['SDS-3.4-03', 'SDS-A4-01', 'SDS-A4-02']} />
      </h2>
      <div className="row">
        <Button kind="plain" busy={print.pending} onClick={download}>
          生成承诺书（PDF）
        </Button>
        <label className="button plain">
          {fileId ? '已上传，换一份' : '上传已签署的扫描件'}
          <input type="file" accept="image/*,application/pdf" className="unseen" onChange={choose} />
        </label>
      </div>
      <Input label="社评组织负责人（签字人）" value={signatory} onText={setSignatory} required />
      <Input label="签字日期" type="date" value={signedOn} onText={setSignedOn} required />
      <Checkbox label="已加盖社评组织公章" checked={sealed} onCheck={setSealed} />
      <Trouble of={print} book={enrolmentRefusals} />
      <Trouble of={record} book={enrolmentRefusals} />
      <Button
        kind="plain"
        busy={record.pending}
        disabled={fileId === '' || signedOn === ''}
        onClick={() => record.run({ batchId, fileId, signatory, signedOn, sealed })}
      >
        登记承诺书
      </Button>
    </section>
  )
}

/** What still stands between a reviewed batch and its forwarding (SDS-3.4-*). */
const Forwarding = () => {
  const [search] = useSearchParams()
  const batchId = search.get('batchId') ?? ''
  const state = useQuery<typeof enrolment.forwardingState>('enrolment.forwarding', { batchId })
  const forward = useCommand<typeof enrolment.forwardBatch>('enrolment.forward')
  return (
    <Loaded of={state}>
      {(value) => {
        const action = value.availableActions.find((each) => each.action === 'forward')
        const { commitment } = value
        return (
          <div className="stack">
            <h1>报送 {value.batchName}</h1>
            <section className="panel">
              <FactList
                facts={[
                  { label: '已确认考生', value: `${value.admitted} 人`, clauses: ['SDS-3.4-01'] },
                  { label: '未审结', value: `${value.undecided} 人` },
                  { label: '审核通过待确认', value: `${value.qualified} 人` },
                  {
                    label: '实施方案（附件3）',
                    value: value.scheme ? '已填报' : '未填报',
                    clauses: ['SDS-3.4-02'],
                  },
                  {
                    label: '审核承诺书（附件4）',
                    value: commitment ? (
                      <>
                        {commitment.signatory} <DayText on={commitment.signedOn} /> 签署
                      </>
                    ) : (
                      '未上传'
                    ),
                    clauses: ['SDS-3.4-03'],
                  },
                ]}
              />
            </section>
            {commitment?.forwardedAt ? (
              <p role="status">
                已于 <Instant at={commitment.forwardedAt} /> 报送。
              </p>
            ) : (
              <Commitment batchId={batchId} />
            )}
            <Trouble of={forward} book={enrolmentRefusals} />
            {action && (
              <div className="row">
                <Button
                  busy={forward.pending}
                  disabled={!action.enabled}
                  onClick={() => forward.run({ batchId })}
                >
                  {action.title}
                </Button>
                {!action.enabled && (
                  <span className="quiet">
                    {action.reason} <ClauseChips ids={action.clauses} />
                  </span>
                )}
              </div>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

export default Forwarding

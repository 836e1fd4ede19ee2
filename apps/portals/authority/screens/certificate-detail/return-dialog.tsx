import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { BatchDetail } from '../../../certificates/batch-parts.tsx'
import type { ReportRow } from '../../../certificates/report-table.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { certificateRefusals } from '../../../refusals/certificate.ts'

/** Return of the data before approval, or of a report after the issue. */
export interface Returning {
  readonly report: ReportRow | null
}

interface Props {
  readonly detail: BatchDetail
  readonly of: Returning | null
  readonly onClose: () => void
}

const ReturnForm = ({
  detail,
  report,
  onDone,
}: {
  readonly detail: BatchDetail
  readonly report: Returning['report']
  readonly onDone: () => void
}) => {
  const [note, setNote] = useState('')
  const data = useCommand<typeof certificate.returnCertificates>('certificate.return')
  const reported = useCommand<typeof certificate.returnReport>('certificate.returnReport')
  const { organisationId } = detail
  const run = async () => {
    const outcome = report
      ? await reported.run({ organisationId, reportId: report.reportId, version: report.version, note })
      : await data.run({
          organisationId,
          certificateBatchId: detail.certificateBatchId ?? '',
          version: detail.version ?? 0,
          note,
        })
    if (!outcome || outcome.refused) return
    say('已退回机构')
    onDone()
  }
  return (
    <div className="stack">
      <p>机构须在 15 个工作日内核实完善并重新报送。</p>
      <TextArea label="退回意见" value={note} onText={setNote} minLength={4} maxLength={500} required />
      <Trouble of={report ? reported : data} book={certificateRefusals} />
      <Button busy={data.pending || reported.pending} disabled={note.trim().length < 4} onClick={run}>
        退回
      </Button>
    </div>
  )
}

export const ReturnDialog = ({ detail, of, onClose }: Props) => (
  <Dialog title={of?.report ? '退回报送数据' : '退回证书数据'} open={of !== null} onClose={onClose}>
    {of && <ReturnForm detail={detail} report={of.report} onDone={onClose} />}
  </Dialog>
)

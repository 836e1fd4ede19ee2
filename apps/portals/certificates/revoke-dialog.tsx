import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { certificateRefusals } from '../refusals/certificate.ts'
import type { CertificateRow } from './batch-parts.tsx'

export interface Revoking {
  readonly organisationId: string
  readonly row: CertificateRow
}

const RevokeForm = ({ organisationId, row, onDone }: Revoking & { readonly onDone: () => void }) => {
  const [reason, setReason] = useState(() =>
    row.revocationGrounds.map((ground) => `${ground.caseNumber} ${ground.reason}`).join('；'),
  )
  const revoke = useCommand<typeof certificate.revokeCertificate>('certificate.revoke')
  const run = async () => {
    const { certificateId, version } = row
    const outcome = await revoke.run({ organisationId, certificateId, version, reason })
    if (!outcome || outcome.refused) return
    say('证书已注销')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        {row.name}　{row.number}。注销不能撤销：公众查询将显示“已注销”，编号不再使用。
      </p>
      <TextArea
        label="查实的违规情况和处理文号"
        value={reason}
        onText={setReason}
        minLength={4}
        maxLength={500}
        required
      />
      <Trouble of={revoke} book={certificateRefusals} />
      <Button kind="danger" busy={revoke.pending} disabled={reason.trim().length < 4} onClick={run}>
        注销证书
      </Button>
    </div>
  )
}

export const RevokeDialog = ({
  of,
  onClose,
}: {
  readonly of: Revoking | null
  readonly onClose: () => void
}) => (
  <Dialog title="注销证书" open={of !== null} onClose={onClose}>
    {of && <RevokeForm {...of} onDone={onClose} />}
  </Dialog>
)

import { Button } from '../kit/button.tsx'
import type { BatchDetail, CertificateRow } from './batch-parts.tsx'
import type { Revoking } from './revoke-dialog.tsx'

const Request = ({
  row,
  onRevoke,
}: {
  readonly row: CertificateRow
  readonly onRevoke?: ((row: CertificateRow) => void) | undefined
}) => (
  <article className="panel stack">
    <p>
      <strong>{row.name}</strong> {row.documentMasked}　证书编号 {row.number}（{row.stateTitle}）
    </p>
    {row.revocationGrounds.map(({ caseNumber, reason }) => (
      <p key={caseNumber}>
        依据违纪案件 {caseNumber}：{reason}
      </p>
    ))}
    {onRevoke && row.state !== 'approved' && (
      <div>
        <Button kind="danger" onClick={() => onRevoke(row)}>
          注销证书
        </Button>
      </div>
    )}
  </article>
)

/** HN-3.1.5-28: certificates that a decided case asks to revoke, with the case as the ground. */
export const revocationTab = (detail: BatchDetail, revoke: ((of: Revoking) => void) | undefined) => ({
  key: 'revocation',
  title: `待注销（${detail.toRevoke.length}）`,
  standing: '违纪处理决定要求注销下列证书；注销后公众查询显示“已注销”。',
  content: (
    <div className="stack">
      {detail.toRevoke.map((row) => (
        <Request
          key={row.certificateId}
          row={row}
          onRevoke={revoke && ((chosen) => revoke({ organisationId: detail.organisationId, row: chosen }))}
        />
      ))}
    </div>
  ),
})

import { useState } from 'react'
import { useParams } from 'react-router'
import type * as certificate from '#modules/certificate/contract.ts'
import {
  type BatchDetail,
  CertificateTable,
  DetailState,
  factsOf,
  Problems,
  SnapshotTable,
  segmentsOf,
} from '../../../certificates/batch-parts.tsx'
import { type ReportRow, ReportTable } from '../../../certificates/report-table.tsx'
import { revocationTab } from '../../../certificates/revocation-requests.tsx'
import { RevokeDialog, type Revoking } from '../../../certificates/revoke-dialog.tsx'
import { DetailScreen, type DetailTab } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { certificateRefusals } from '../../../refusals/certificate.ts'
import { ReturnDialog, type Returning } from './return-dialog.tsx'

const useApproval = (detail: BatchDetail) => {
  const approve = useCommand<typeof certificate.approveCertificates>('certificate.approve')
  const accept = useCommand<typeof certificate.acceptReport>('certificate.acceptReport')
  const { organisationId, certificateBatchId, version, hash } = detail
  const runApprove = async () => {
    const key = { organisationId, certificateBatchId: certificateBatchId ?? '', version: version ?? 0 }
    const outcome = await approve.run({ ...key, hash: hash ?? '' })
    if (outcome && !outcome.refused) say(`已赋码 ${outcome.value.count} 本`)
  }
  const runAccept = async ({ reportId, version: shown }: ReportRow) => {
    const outcome = await accept.run({ organisationId, reportId, version: shown })
    if (outcome && !outcome.refused) say('报送数据审核通过')
  }
  return { approve, accept, runApprove, runAccept }
}

const tabsOf = (
  detail: BatchDetail,
  act: {
    readonly accept: (report: ReportRow) => void
    readonly giveBack: (report: ReportRow) => void
    readonly revoke: (row: Revoking) => void
  },
): readonly DetailTab[] => {
  const { organisationId, batchId, certificateBatchId, state } = detail
  if (certificateBatchId === null) return []
  const isNumbered = state !== null && !['prepared', 'submitted', 'returned'].includes(state)
  const data: DetailTab = {
    key: 'data',
    title: '报审数据',
    standing:
      state === 'submitted'
        ? '请核对数据和核验结果；通过后在同一步完成赋码。'
        : `共 ${detail.count} 行，已按校验值冻结。`,
    content: (
      <>
        {state === 'submitted' && <Problems detail={detail} />}
        <SnapshotTable organisationId={organisationId} certificateBatchId={certificateBatchId} />
      </>
    ),
  }
  const certificates: DetailTab = {
    key: 'certificates',
    title: '证书',
    standing: '编号在审核通过时一次给定，不空号、不重用。',
    content: (
      <CertificateTable
        organisationId={organisationId}
        batchId={batchId}
        onRevoke={(row) => act.revoke({ organisationId, row })}
      />
    ),
  }
  const reports: DetailTab = {
    key: 'reports',
    title: '数据上报',
    standing: '机构自发证之日起 30 个工作日内报送；退回的 15 个工作日内更正重报。',
    content: (
      <ReportTable
        detail={detail}
        actions={(report) =>
          report.availableActions.map(({ action, title }) => (
            <Button
              key={action}
              kind="link"
              onClick={() => (action === 'accept' ? act.accept(report) : act.giveBack(report))}
            >
              {title}
            </Button>
          ))
        }
      />
    ),
  }
  const waiting = detail.toRevoke.length > 0 ? [revocationTab(detail, act.revoke)] : []
  return isNumbered ? [data, certificates, ...waiting, reports] : [data]
}

const Detail = ({ detail }: { readonly detail: BatchDetail }) => {
  const { approve, accept, runApprove, runAccept } = useApproval(detail)
  const [asking, setAsking] = useState(false)
  const [returning, setReturning] = useState<Returning | null>(null)
  const [revoking, setRevoking] = useState<Revoking | null>(null)
  const take = (action: string) => (action === 'approve' ? setAsking(true) : setReturning({ report: null }))
  return (
    <>
      <DetailScreen
        title={`${detail.organisationName} ${detail.batchName}`}
        status={<DetailState detail={detail} />}
        segments={segmentsOf(detail)}
        facts={factsOf(detail)}
        trouble={
          <>
            <Trouble of={approve} book={certificateRefusals} />
            <Trouble of={accept} book={certificateRefusals} />
          </>
        }
        actions={detail.availableActions.map(({ action, title }) => (
          <Button
            key={action}
            kind={action === 'approve' ? 'main' : 'plain'}
            busy={approve.pending}
            onClick={() => take(action)}
          >
            {title}
          </Button>
        ))}
        tabs={tabsOf(detail, {
          accept: (report) => void runAccept(report),
          giveBack: (report) => setReturning({ report }),
          revoke: setRevoking,
        })}
      />
      {detail.certificateBatchId === null && <EmptyState title="机构尚未生成证书数据" />}
      <Confirm
        title="审核通过并赋码"
        verb="通过并赋码"
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void runApprove()
        }}
      >
        <p>将为 {detail.count} 人各赋一个证书编号。编号一经给定不再收回，请确认数据无误。</p>
      </Confirm>
      <ReturnDialog detail={detail} of={returning} onClose={() => setReturning(null)} />
      <RevokeDialog of={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}

export default function CertificateDetail() {
  const { organisationId = '', batchId = '' } = useParams()
  const detail = useQuery<typeof certificate.batchDetail>(
    'certificate.batchDetail',
    { organisationId, batchId },
    { keep: true },
  )
  return <Loaded of={detail}>{(value) => <Detail detail={value} />}</Loaded>
}

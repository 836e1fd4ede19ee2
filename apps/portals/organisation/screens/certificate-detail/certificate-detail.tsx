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
import { revocationTab } from '../../../certificates/revocation-requests.tsx'
import { RevokeDialog, type Revoking } from '../../../certificates/revoke-dialog.tsx'
import { DetailScreen, type DetailTab } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { certificateRefusals } from '../../../refusals/certificate.ts'
import { Handwriting } from './handwriting.tsx'
import { PrintDialog, type Printing } from './print-dialog.tsx'
import { Reporting } from './reporting.tsx'
import { useBatchActions } from './use-batch-actions.ts'

const sentences: { readonly [state: string]: string } = {
  prepared: '数据已生成并冻结；核对无误后报送市中心审核。',
  submitted: '数据在市中心审核，期间不能改动。',
  returned: '数据被退回；请按退回意见更正后重新生成并报送。',
  approved: '已通过审核并赋码；到发证日期即可制作证书。',
  issuing: '正在制作证书，可以离开本页，稍后再看。',
  issued: '证书已制成，公众可以查询；补写完毕后由负责人确认发证。',
  confirmed: '已确认发证；请在期限内上报证书数据。',
}

const standing = (detail: BatchDetail): string => {
  if (detail.state !== null) return sentences[detail.state] ?? ''
  return detail.publicityOver
    ? `成绩已确认，合格 ${detail.passed} 人；下一步：生成证书数据。`
    : '成绩公示结束并确认后，才能生成证书数据。'
}

const DataTab = ({ detail }: { readonly detail: BatchDetail }) => {
  const { organisationId, certificateBatchId } = detail
  if (certificateBatchId === null) return <EmptyState title="尚未生成证书数据" />
  return (
    <>
      {detail.state === 'issuing' && detail.job && <JobProgress jobId={detail.job.jobId} />}
      {(detail.state === 'prepared' || detail.state === 'submitted') && <Problems detail={detail} />}
      <SnapshotTable organisationId={organisationId} certificateBatchId={certificateBatchId} />
    </>
  )
}

const isNumbered = ({ state }: BatchDetail) =>
  state !== null && !['prepared', 'submitted', 'returned'].includes(state)
const isMade = ({ state }: BatchDetail) => state === 'issued' || state === 'confirmed'

const tabsOf = (
  detail: BatchDetail,
  open: { readonly print: (of: Printing) => void; readonly revoke?: (of: Revoking) => void },
): readonly DetailTab[] => {
  const { organisationId, batchId } = detail
  const tabs: DetailTab[] = [
    { key: 'data', title: '证书数据', standing: standing(detail), content: <DataTab detail={detail} /> },
  ]
  if (isNumbered(detail)) {
    const content = (
      <CertificateTable
        organisationId={organisationId}
        batchId={batchId}
        {...(isMade(detail) && { onPrint: (rows, mode) => open.print({ rows, mode }) })}
        {...(open.revoke && { onRevoke: (row) => open.revoke?.({ organisationId, row }) })}
      />
    )
    tabs.push({
      key: 'certificates',
      title: '证书',
      standing: '编号在审核通过时一次给定，不空号、不重用。',
      content,
    })
  }
  if (detail.toRevoke.length > 0) tabs.push(revocationTab(detail, open.revoke))
  if (detail.handwriting.length > 0) {
    const left = detail.handwriting.filter(({ handwritingDoneAt }) => handwritingDoneAt === null).length
    const words = left > 0 ? `还有 ${left} 本须用黑色签字笔以正楷补写姓名并加盖公章。` : '全部补写完毕。'
    tabs.push({
      key: 'handwriting',
      title: `补写清单（${left}）`,
      standing: words,
      content: <Handwriting detail={detail} />,
    })
  }
  if (isMade(detail)) {
    tabs.push({
      key: 'reporting',
      title: '名册与上报',
      standing: '发证名册存档；证书数据先核验，再报送，有一行不符即全部不予报送。',
      content: <Reporting detail={detail} />,
    })
  }
  return tabs
}

const Detail = ({ detail }: { readonly detail: BatchDetail }) => {
  const actions = useBatchActions(detail)
  const roles = useSession().session?.actor?.roles ?? []
  const [printing, setPrinting] = useState<Printing | null>(null)
  const [revoking, setRevoking] = useState<Revoking | null>(null)
  return (
    <>
      <DetailScreen
        batchId={detail.batchId}
        title={`${detail.batchName} 证书`}
        status={<DetailState detail={detail} />}
        segments={segmentsOf(detail)}
        facts={factsOf(detail)}
        trouble={<Trouble of={actions} book={certificateRefusals} />}
        actions={detail.availableActions.map(({ action, title, enabled }) => (
          <Button
            key={action}
            kind={action === 'prepare' && detail.state !== null ? 'plain' : 'main'}
            disabled={!enabled}
            busy={actions.pending}
            onClick={() => actions.take(action)}
          >
            {title}
          </Button>
        ))}
        tabs={tabsOf(detail, {
          print: setPrinting,
          ...(roles.includes('org-head') && { revoke: setRevoking }),
        })}
      />
      <PrintDialog of={printing} onClose={() => setPrinting(null)} />
      <RevokeDialog of={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}

export default function CertificateDetail() {
  const { batchId = '' } = useParams()
  const { session } = useSession()
  const organisationId = session?.actor?.organisationId ?? ''
  const detail = useQuery<typeof certificate.batchDetail>(
    'certificate.batchDetail',
    { organisationId, batchId },
    { enabled: organisationId !== '', keep: true },
  )
  return <Loaded of={detail}>{(value) => <Detail detail={value} />}</Loaded>
}

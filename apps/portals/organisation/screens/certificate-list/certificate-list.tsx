import { Link } from 'react-router'
import type * as certificate from '#modules/certificate/contract.ts'
import { batchColumns } from '../../../certificates/batch-columns.tsx'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'

export default function CertificateList() {
  const filtering = useListFilters()
  const { page, pageSize } = filtering.filters
  const rows = useQuery<typeof certificate.batchList>(
    'certificate.batchList',
    { page, pageSize },
    { keep: true },
  )
  return (
    <ListScreen
      title="证书"
      lead="成绩确认后，按批次生成证书数据、报送审核、制证、发证和上报。"
      filtering={filtering}
      rows={rows}
      rowKey={({ batchId }) => batchId}
      columns={batchColumns}
      toolbar={
        <>
          <ButtonLink kind="plain" to="/certificate-reissues">
            补办申请
          </ButtonLink>
          <ButtonLink kind="plain" to="/certificate-statistics">
            证书统计
          </ButtonLink>
        </>
      }
      actions={({ batchId }) => <Link to={`/certificates/${batchId}`}>办理</Link>}
    />
  )
}

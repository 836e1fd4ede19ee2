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
      title="证书审核"
      lead="审核机构报送的证书数据；通过时即赋码，证书制成后方可被公众查询。"
      filtering={filtering}
      rows={rows}
      rowKey={({ batchId }) => batchId}
      columns={[{ title: '机构', dataIndex: 'organisationName' }, ...batchColumns]}
      toolbar={
        <ButtonLink kind="plain" to="/certificate-statistics">
          证书统计
        </ButtonLink>
      }
      actions={({ organisationId, batchId, state }) => (
        <Link to={`/certificates/${organisationId}/${batchId}`}>
          {state === 'submitted' ? '审核' : '查看'}
        </Link>
      )}
    />
  )
}

import { Table } from 'antd'
import { useSearchParams } from 'react-router'
import type * as certificate from '#modules/certificate/contract.ts'
import { useQuery } from '../kit/client.ts'
import { Input, Select } from '../kit/fields.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { EmptyState } from '../kit/states.tsx'

const periods = [
  { value: 'month', label: '按月' },
  { value: 'quarter', label: '按季度' },
  { value: 'year', label: '按年' },
] as const
type Period = (typeof periods)[number]['value']

const isPeriod = (text: string): text is Period => periods.some(({ value }) => value === text)

/** SDS-7.1-02: certificates by occupation, level and period; what was asked stands in the address. */
export default function CertificateStatistics() {
  const [search, setSearch] = useSearchParams({ from: '2026-01-01', to: '2027-12-31', period: 'quarter' })
  const asked = search.get('period') ?? ''
  const period = isPeriod(asked) ? asked : 'quarter'
  const span = { from: search.get('from') ?? '', to: search.get('to') ?? '' }
  const set = (field: string) => (text: string) => {
    search.set(field, text)
    setSearch(search, { replace: true })
  }
  const counts = useQuery<typeof certificate.certificateStatistics>(
    'certificate.statistics',
    { ...span, period },
    { keep: true },
  )
  return (
    <div className="stack">
      <h1>证书统计</h1>
      <div className="panel row">
        <Input label="发证日期从" type="date" value={span.from} onText={set('from')} />
        <Input label="到" type="date" value={span.to} onText={set('to')} />
        <Select label="统计周期" choices={periods} value={period} onText={set('period')} />
      </div>
      <Loaded of={counts}>
        {({ total, rows }) => (
          <>
            <p className="standing">共发证 {total} 本。</p>
            <Table
              size="small"
              pagination={false}
              rowKey={(row) => `${row.period}${row.occupationCode}${row.trade}${row.level}`}
              dataSource={rows}
              locale={{ emptyText: <EmptyState title="这段时间没有发证" /> }}
              columns={[
                { title: '时期', dataIndex: 'period' },
                { title: '职业编码', dataIndex: 'occupationCode' },
                { title: '职业', dataIndex: 'occupationName' },
                { title: '工种/职业方向', key: 'trade', render: (_, { trade }) => trade || '——' },
                { title: '等级', dataIndex: 'levelName' },
                { title: '证书数', dataIndex: 'count', align: 'right' },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  )
}

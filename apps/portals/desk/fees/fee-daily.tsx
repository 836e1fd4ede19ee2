import { Table } from 'antd'
import { useState } from 'react'
import type * as finance from '#modules/finance/contract.ts'
import { useQuery } from '../../kit/client.ts'
import { dayText } from '../../kit/day-text.ts'
import { Input } from '../../kit/fields.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { yuanText } from '../../kit/money.ts'
import { useSession } from '../../kit/session.ts'

/** 每日对账: the money of each day by the way it came. */
const FeeDaily = () => {
  const today = useSession().session?.clock.now.slice(0, 10) ?? ''
  const [from, setFrom] = useState(today === '' ? '' : `${today.slice(0, 8)}01`)
  const [to, setTo] = useState(today)
  const days = useQuery<typeof finance.reconciliation>(
    'finance.reconciliation',
    { from, to },
    { enabled: from !== '' && to !== '', keep: true },
  )
  return (
    <div className="stack">
      <header className="list-head">
        <h1>每日对账</h1>
      </header>
      <section className="panel list-filters">
        <Input type="date" label="自" value={from} onText={setFrom} />
        <Input type="date" label="至" value={to} onText={setTo} />
      </section>
      <Loaded of={days}>
        {(value) => (
          <>
            <p>
              共{value.count}笔，{yuanText(value.cents)}。
            </p>
            <Table
              size="small"
              rowKey={(row) => `${row.on} ${row.channelTitle}`}
              pagination={false}
              dataSource={value.days}
              columns={[
                { title: '日期', key: 'on', render: (_, row) => dayText(row.on) },
                { title: '方式', dataIndex: 'channelTitle' },
                { title: '笔数', dataIndex: 'count' },
                { title: '金额', key: 'cents', render: (_, row) => yuanText(row.cents) },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  )
}
export default FeeDaily

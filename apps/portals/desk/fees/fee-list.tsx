import { Input as AntInput, Form, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as finance from '#modules/finance/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand, useQuery } from '../../kit/client.ts'
import { dayText, instantText } from '../../kit/day-text.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Input } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { yuanText } from '../../kit/money.ts'
import { useSession } from '../../kit/session.ts'
import { StatusTag } from '../../kit/status-tag.tsx'
import { say } from '../../kit/toast.tsx'
import { financeRefusals } from '../../refusals/finance.ts'
import { ListScreen, useListFilters } from '../list-screen.tsx'

type Row = ReplyOf<typeof finance.orderList>['rows'][number]
const tones = { due: 'todo', paid: 'done', closed: 'idle' } as const

const columns = [
  { title: '考生', dataIndex: 'payerName', key: 'payerName' },
  { title: '证件号码', dataIndex: 'documentMasked', key: 'documentMasked' },
  { title: '批次', dataIndex: 'batchName', key: 'batchName' },
  { title: '金额', key: 'amount', render: (_: unknown, row: Row) => yuanText(row.amountCents) },
  {
    title: '状态',
    key: 'state',
    render: (_: unknown, row: Row) => (
      <StatusTag tone={tones[row.state as keyof typeof tones]}>{row.stateTitle}</StatusTag>
    ),
  },
  { title: '缴费截止', key: 'dueOn', render: (_: unknown, row: Row) => dayText(row.dueOn) },
  {
    title: '缴费时间',
    key: 'paidAt',
    render: (_: unknown, row: Row) => (row.paidAt ? instantText(row.paidAt) : '——'),
  },
  { title: '方式', key: 'channel', render: (_: unknown, row: Row) => row.channelTitle ?? '——' },
  { title: '凭证', key: 'reference', render: (_: unknown, row: Row) => row.providerReference ?? '——' },
]

const GroupDialog = (props: { readonly rows: readonly Row[] | null; readonly onClose: () => void }) => {
  const record = useCommand<typeof finance.recordGroupPayment>('finance.recordGroupPayment')
  const [voucher, setVoucher] = useState('')
  const rows = props.rows ?? []
  const amountCents = rows.reduce((sum, row) => sum + row.amountCents, 0)
  const save = async () => {
    const batchId = rows[0]?.batchId
    if (!batchId) return
    const orderIds = rows.map(({ orderId }) => orderId)
    const outcome = await record.run({ batchId, orderIds, voucher, amountCents })
    if (!outcome || outcome.refused) return
    say(`已登记${outcome.value.paid}人缴费`)
    props.onClose()
  }
  return (
    <Dialog
      title="登记集体缴费"
      open={props.rows !== null}
      onClose={props.onClose}
      actions={
        <Button busy={record.pending} disabled={voucher.trim().length < 2} onClick={save}>
          登记
        </Button>
      }
    >
      <p>
        共{rows.length}人，合计{yuanText(amountCents)}。全部登记成功或全部不登记。
      </p>
      <Input label="缴费凭证号" value={voucher} onText={setVoucher} required />
      <Trouble of={record} book={financeRefusals} />
    </Dialog>
  )
}

/** 收费: who owes, who has paid, and one voucher for many. */
const FeeList = () => {
  const { batchId } = useParams()
  const filtering = useListFilters({ pageSize: 200 })
  const { page, pageSize, fields } = filtering.filters
  const [group, setGroup] = useState<readonly Row[] | null>(null)
  const open = useCommand<typeof finance.openOrders>('finance.openOrders')
  const state = ['due', 'paid', 'closed'].find((each) => each === fields.state) as Row['state'] & 'due'
  const rows = useQuery<typeof finance.orderList>(
    'finance.orders',
    {
      page,
      pageSize,
      ...(state && { state }),
      ...(fields.name && { name: fields.name }),
      ...(batchId && { batchId }),
    },
    { keep: true },
  )
  const roles = useSession().session?.actor?.roles ?? []
  const takes = roles.some((role) => role === 'org-head' || role === 'org-exam')
  const totals = rows.value?.totals
  const make = async () => {
    const outcome = batchId ? await open.run({ batchId }) : undefined
    if (outcome && !outcome.refused) say(`新生成${outcome.value.opened}张缴费单`)
  }
  // The selection stays until the voucher has been recorded.
  const openGroup = async (chosen: readonly Row[]) => {
    setGroup(chosen)
    return undefined
  }
  return (
    <div className="stack">
      <Trouble of={open} book={financeRefusals} />
      <ListScreen
        title="收费"
        lead={
          totals &&
          `已缴${totals.paidCount}人，${yuanText(totals.paidCents)}；待缴${totals.dueCount}人，${yuanText(totals.dueCents)}。`
        }
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.orderId}
        columns={columns}
        query={
          <>
            <Form.Item name="name" label="考生姓名">
              <AntInput allowClear />
            </Form.Item>
            <Form.Item name="state" label="状态">
              <Select
                allowClear
                style={{ minWidth: 120 }}
                options={[
                  { value: 'due', label: '待缴费' },
                  { value: 'paid', label: '已缴费' },
                  { value: 'closed', label: '已关闭' },
                ]}
              />
            </Form.Item>
          </>
        }
        toolbar={
          <>
            {takes && batchId && (
              <Button kind="plain" busy={open.pending} onClick={make}>
                生成缴费单
              </Button>
            )}
            <Link to="/fees/daily">每日对账</Link>
          </>
        }
        bulk={takes ? [{ title: '登记集体缴费', act: openGroup }] : []}
      />
      <GroupDialog rows={group} onClose={() => setGroup(null)} />
    </div>
  )
}
export default FeeList

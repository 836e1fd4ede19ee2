import { useState } from 'react'
import type * as finance from '#modules/finance/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { dayText, instantText } from '../../../kit/day-text.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { FactList } from '../../../kit/facts.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { yuanText } from '../../../kit/money.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { financeRefusals } from '../../../refusals/finance.ts'

type Order = ReplyOf<typeof finance.myOrders>['orders'][number]

const tones = { due: 'todo', paid: 'done', closed: 'idle' } as const

const OrderCard = ({ order }: { readonly order: Order }) => {
  const begin = useCommand<typeof finance.pay>('finance.pay')
  const confirm = useCommand<typeof finance.confirmSimulatedPayment>('finance.confirmSimulatedPayment')
  const [asked, setAsked] = useState(false)
  const { organisationId, orderId } = order
  const start = async () => {
    const outcome = await begin.run({ organisationId, orderId })
    if (!outcome || outcome.refused) return
    if (outcome.value.pageAddress) window.location.assign(outcome.value.pageAddress)
    else setAsked(true)
  }
  const pay = async () => {
    const outcome = await confirm.run({ organisationId, orderId })
    setAsked(false)
    if (outcome && !outcome.refused) say('缴费成功')
  }
  return (
    <article className="panel stack">
      <div className="row">
        <h2>{order.lineTitle}</h2>
        <StatusTag tone={order.overdue ? 'refused' : tones[order.state as keyof typeof tones]}>
          {order.overdue ? '已逾期' : order.stateTitle}
        </StatusTag>
      </div>
      <FactList
        facts={[
          { label: '批次', value: order.batchName },
          { label: '应缴金额', value: yuanText(order.amountCents) },
          { label: '缴费截止', value: dayText(order.dueOn), clauses: order.clauses },
          ...(order.paidAt ? [{ label: '缴费时间', value: instantText(order.paidAt) }] : []),
        ]}
      />
      {order.overdue && <p>逾期未缴费，视为自动放弃本次认定。</p>}
      <Trouble of={begin} book={financeRefusals} />
      <Trouble of={confirm} book={financeRefusals} />
      {order.canPay && (
        <Button busy={begin.pending} onClick={start}>
          去缴费
        </Button>
      )}
      <Confirm
        title={order.providerTitle}
        verb={`确认支付${yuanText(order.amountCents)}`}
        open={asked}
        onClose={() => setAsked(false)}
        onConfirm={pay}
      >
        <p>
          {order.batchName}，{order.lineTitle}，应缴{yuanText(order.amountCents)}。
        </p>
      </Confirm>
    </article>
  )
}

/** 缴费: what is owed by when, and paying it. */
const Payment = () => {
  const orders = useQuery<typeof finance.myOrders>('finance.myOrders', {})
  return (
    <div className="stack">
      <h1>缴费</h1>
      <Loaded of={orders} book={financeRefusals}>
        {(value) =>
          value.orders.length === 0 ? (
            <EmptyState title="目前没有需要缴纳的费用">
              <p className="quiet">资格审核通过并上报后，这里会出现缴费单。</p>
            </EmptyState>
          ) : (
            value.orders.map((order) => <OrderCard key={order.orderId} order={order} />)
          )
        }
      </Loaded>
    </div>
  )
}
export default Payment

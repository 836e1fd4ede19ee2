import { type Day, dayOf, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type OrderState, orderStateTitles } from './order.machine.ts'
import type { Payment } from './payment.port.ts'

export const paymentRefusals = ['PAYMENT_OVERDUE', 'NOT_DUE', 'AMOUNT_DIFFERS'] as const
export type PaymentRefusal = (typeof paymentRefusals)[number]

export interface Order {
  readonly state: OrderState
  readonly amountCents: number
  readonly dueOn: Day
  readonly providerReference: string | null
}

/** `260.00元` */
export const yuan = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}元`

/** SDS-A2-09: the fee is paid by the plan's deadline, that day included; later the place is given up. */
export const checkInTime = (dueOn: Day, on: Day): Verdict<true, 'PAYMENT_OVERDUE'> =>
  on <= dueOn
    ? accept(true)
    : refuse('PAYMENT_OVERDUE', {
        sentence: `缴费已于${inWords(dueOn)}截止，逾期未缴视为放弃本次认定。`,
        remedy: '请报名参加以后的批次；已通过其他方式缴费的，请联系报名机构。',
        clauses: ['SDS-A2-09', 'SDS-A2-08'],
        details: { dueOn, on },
      })

export const checkDue = (state: OrderState): Verdict<true, 'NOT_DUE'> =>
  state === 'due'
    ? accept(true)
    : refuse('NOT_DUE', {
        sentence: `该缴费单${orderStateTitles[state]}，无需缴费。`,
        remedy: '请刷新页面查看缴费结果。',
        clauses: ['SDS-A2-09'],
        details: { state },
      })

/**
 * What a reported payment does to an order: `settle` it, or nothing when this very payment was settled before. The
 * day on which the provider took the money counts, not the day its report arrives.
 */
export const judgePayment = (order: Order, payment: Payment): Verdict<'settle' | 'known', PaymentRefusal> => {
  if (order.state === 'paid' && order.providerReference === payment.reference) return accept('known')
  const due = checkDue(order.state)
  if (due.refused) return due
  const inTime = checkInTime(order.dueOn, dayOf(new Date(payment.paidAt)))
  if (inTime.refused) return inTime
  return sameAmount(order.amountCents, payment.amountCents)
}

/** Money is taken as published, to the cent (SDS-2.1-04). */
export const sameAmount = (asked: number, given: number): Verdict<'settle', 'AMOUNT_DIFFERS'> =>
  asked === given
    ? accept('settle')
    : refuse('AMOUNT_DIFFERS', {
        sentence: `应缴${yuan(asked)}，实缴${yuan(given)}，金额不符。`,
        remedy: '请按公布的收费标准核对金额。',
        clauses: ['SDS-2.1-04', 'SDS-A2-09'],
        field: 'amountCents',
        details: { asked, given },
      })

import type * as finance from '#modules/finance/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const financeRefusals = defineRefusals<(typeof finance)[keyof typeof finance]>()({
  PAYMENT_OVERDUE: { what: '缴费已截止' },
  NOT_DUE: { what: '无需缴费' },
  AMOUNT_DIFFERS: { what: '金额不符' },
  CALLBACK_FORGED: { what: '支付结果无效' },
  NOT_QUALIFIED: { what: '尚未审核通过' },
})

import type * as receipt from '#modules/delivery/receipt/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const receiptRefusals = defineRefusals<(typeof receipt)[keyof typeof receipt]>()({
  RECEIPT_UNREADABLE: { what: '回执码不能识别' },
  RECEIPT_DIFFERS: { what: '没有一致的答卷' },
})

import { answersDirectly } from '#platform/contract/direct.ts'
import type { Entry } from '#platform/contract/registry.ts'
import { checkReceiptHandler } from './check-receipt.ts'
import { checkReceipt } from './contract.ts'

/** Enough for somebody who mistypes, nothing for one who tries. */
export const receiptLimit = { burst: 10, perMinute: 10 }

export const receiptEntries: readonly Entry[] = [
  answersDirectly(checkReceipt, checkReceiptHandler, receiptLimit),
]

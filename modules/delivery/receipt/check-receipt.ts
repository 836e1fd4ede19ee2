import type { DirectHandler } from '#platform/contract/direct.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readReceiptCode } from '../core/receipt.ts'
import type { checkReceipt } from './contract.ts'
import { proofText, receiptPurpose } from './keep-receipts.ts'
import { receiptByProof } from './store.ts'

const unreadable = refuse('RECEIPT_UNREADABLE', {
  sentence: '回执码应为 20 位数字和字母 A 至 F。',
  remedy: '请按交卷时考试机显示的回执码重新填写，空格可以省略。',
  clauses: ['SDS-4.4-26'],
  field: 'code',
})

/** One answer for a wrong ticket number, a wrong code and a script not taken in: nothing can be learnt by trying. */
const differs = refuse('RECEIPT_DIFFERS', {
  sentence: '没有与该准考证号和回执码一致的答卷。',
  remedy:
    '请核对准考证号和回执码；当天的答卷在考点上报后才能核对。确认无误仍不一致的，请凭回执码向考点或评价机构提出。',
  clauses: ['SDS-4.4-26'],
})

/** SDS-5.1-02: the centre's script is exactly what the candidate saw when handing in, or it is not. */
export const checkReceiptHandler: DirectHandler<typeof checkReceipt> = async (context, input) => {
  const code = readReceiptCode(input.code)
  if (code === undefined) return unreadable
  const { keyring } = context.services
  const proof = keyring.blindIndex(proofText(input.ticketNumber.trim(), code), receiptPurpose)
  const [found] = await context.read<{ takenAt: Date }>(receiptByProof, [Buffer.from(proof)])
  return found ? accept({ takenAt: new Date(found.takenAt).toISOString() }) : differs
}

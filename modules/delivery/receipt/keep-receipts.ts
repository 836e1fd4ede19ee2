import { createHash } from 'node:crypto'
import type { CommandContext } from '#platform/command/context.ts'
import { plainReceiptCode, receiptText } from '../core/receipt.ts'
import type { NewScript, SittingRow } from '../store.ts'
import { insertReceipts } from './store.ts'

/** What ticket number and code are keyed for. */
export const receiptPurpose = 'delivery.receipt'

export const proofText = (ticketNumber: string, code: string): string => `${ticketNumber}/${code}`

/**
 * The receipts of the scripts that were taken in, computed anew from what was taken in: had an answer been changed on
 * the way, the candidate's code would no longer fit.
 */
export const keepReceipts = async (
  context: CommandContext,
  { preparation, id: sittingId }: SittingRow,
  scripts: readonly NewScript[],
): Promise<void> => {
  const lines = new Map(preparation.roster.map((line) => [line.applicationId, line]))
  const { keyring } = context.services
  const receipts = scripts
    .filter(({ outcome }) => outcome === 'handed-in' || outcome === 'collected')
    .map(({ organisationId, id: scriptId, applicationId, answers }) => {
      const { seat, ticketNumber } = lines.get(applicationId)!
      const text = receiptText({ sittingId, seat, ticketNumber, answers })
      const code = plainReceiptCode(createHash('sha256').update(text).digest('hex'))
      const proof = keyring.blindIndex(proofText(ticketNumber, code), receiptPurpose)
      return { organisationId, scriptId, proof, takenAt: context.now }
    })
  await insertReceipts(context.tx, receipts)
}

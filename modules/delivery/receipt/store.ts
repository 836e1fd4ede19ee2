import type { CommandContext } from '#platform/command/context.ts'
import type { Statement } from '#platform/contract/direct.ts'

export interface NewReceipt {
  readonly organisationId: string
  readonly scriptId: string
  readonly proof: Uint8Array
  readonly takenAt: Date
}

export const insertReceipts = async (
  tx: CommandContext['tx'],
  receipts: readonly NewReceipt[],
): Promise<void> => {
  if (receipts.length === 0) return
  const rows = receipts.map(({ proof, ...row }) => ({ ...row, proof: Buffer.from(proof) }))
  await tx.insertInto('scriptReceipt').values(rows).execute()
}

/** Another result of the sitting has come in the place of the first: what the first receipts prove is true no more. */
export const dropReceipts = (
  tx: CommandContext['tx'],
  organisationId: string,
  scriptIds: readonly string[],
) =>
  tx
    .deleteFrom('scriptReceipt')
    .where('organisationId', '=', organisationId)
    .where('scriptId', 'in', [...scriptIds])
    .execute()

export const receiptByProof: Statement = {
  name: 'receipt-by-proof',
  text: 'SELECT taken_at AS "takenAt" FROM script_receipt WHERE proof = $1',
}

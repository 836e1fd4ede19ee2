import type { Regime } from '#modules/policy/core/regime.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import type { Medium } from './paper/core/medium.rule.ts'
import type { KeyEntry, SeatForm, SeatPaper } from './paper/core/paper-content.ts'
import { paperOfSession, readKey, readPaperText } from './paper/store/paper.store.ts'

export type { Rich } from './core/rich.ts'
export { roomPackage } from './custody/for-delivery.ts'
export { custodyRecords } from './custody/for-discipline.ts'
export type { SeatedCandidates } from './paper/candidates.port.ts'
export { expirePrint } from './paper/documents/contract.ts'
export { judgeFiling } from './paper/documents/core/filing.rule.ts'
export { printsToExpire } from './paper/documents/store/print.store.ts'
export type { SessionDirectory, TheorySession, TheorySessions } from './paper/sessions.port.ts'
export type { PracticalPaper } from './practical/core/practical.ts'
export {
  candidateMaterials,
  type NoticeSupply,
  type PracticalPreparation,
  practicalPreparationFor,
} from './practical/for-delivery.ts'
export { practicalPaperFor, practicalPapersFor } from './practical/for-scoring.ts'

import { materialKinds, materialsOpen } from './custody/core/material.rule.ts'
import { hasMedium, materialsOf } from './custody/store/register.store.ts'

export interface SealedPaper {
  readonly paperId: string
  /** File id of the sealed package; read it with `readFile` as org-exam, org-secrecy, site-chief or the system. */
  readonly sealedFileId: string
  readonly earliestOpening: Date
  /** SM3 of `paper.json`, hexadecimal. */
  readonly contentHash: string
  readonly minutes: number
  /** A paper for print is in no room's computers. */
  readonly medium: Medium
  /** How many forms it holds; a seat gets one of them. */
  readonly forms: number
}

/** The sealed paper of one session for one occupation and level; null while there is none, or while its medium is not registered. */
export const sealedPaperFor = async (
  tx: QueryContext['tx'],
  place: {
    readonly organisationId: string
    readonly batchId: string
    readonly sessionId: string
    readonly occupationCode: string
    readonly level: number
  },
): Promise<SealedPaper | null> => {
  const row = await paperOfSession(tx, place)
  if (!row?.sealedFileId || !row.earliestOpening) return null
  // SDE-4.5-30: what lies on no registered medium is not released.
  if (!(await hasMedium(tx, place.organisationId, row.id))) return null
  const { id: paperId, sealedFileId, earliestOpening, contentHash, minutes, medium } = row
  return { paperId, sealedFileId, earliestOpening, contentHash, minutes, medium, forms: row.forms ?? 1 }
}

/** SDE-4.6-27: the kinds of material of a batch's sessions that its document asks for and that are not sealed yet. */
export const materialsStillOpen = async (
  tx: QueryContext['tx'],
  of: { readonly organisationId: string; readonly batchId: string },
  inForce: Regime,
): Promise<readonly string[]> => {
  const kinds = materialKinds(inForce)
  return kinds.length === 0 ? [] : materialsOpen(kinds, await materialsOf(tx, of.organisationId, of.batchId))
}

/** SDS-5.1-03: the key of a paper, for scoring alone; that it was read is on record. Throws MissingRow. */
export const paperKey = async (
  context: CommandContext,
  organisationId: string,
  paperId: string,
): Promise<{ readonly items: readonly KeyEntry[]; readonly forms: readonly SeatForm[] }> => {
  const items = await readKey(context, organisationId, paperId)
  const { forms }: SeatPaper = JSON.parse(await readPaperText(context, organisationId, paperId))
  context.record({
    type: 'paper-key-read',
    table: 'paper',
    row: { organisationId, id: paperId },
    clauses: ['SDS-5.1-03'],
  })
  return { items, forms }
}

import type { QueryContext } from '#platform/command/context.ts'

export interface SealedPaper {
  readonly paperId: string
  /** File id of the sealed package. */
  readonly sealedFileId: string
  readonly earliestOpening: Date
  readonly contentHash: string
  readonly minutes: number
}

/** The sealed paper of one session for one occupation and level; null while there is none. */
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
  const row = await tx
    .selectFrom('paper')
    .select(['id', 'sealedFileId', 'earliestOpening', 'contentHash', 'minutes'])
    .where('organisationId', '=', place.organisationId)
    .where('batchId', '=', place.batchId)
    .where('sessionId', '=', place.sessionId)
    .where('occupationCode', '=', place.occupationCode)
    .where('level', '=', place.level)
    .where('state', 'in', ['sealed', 'dispatched', 'opened', 'used'])
    .executeTakeFirst()
  if (!row?.sealedFileId || !row.earliestOpening) return null
  const { id: paperId, sealedFileId, earliestOpening, contentHash, minutes } = row
  return { paperId, sealedFileId, earliestOpening, contentHash, minutes }
}

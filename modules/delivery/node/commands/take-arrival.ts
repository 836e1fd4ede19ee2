import type { CommandHandler } from '#platform/contract/registry.ts'
import { type Entry, handles } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { lockArrivalById } from '../arrival.store.ts'
import { takeArrival } from '../contract.ts'

export interface TakenArrival {
  readonly name: string
  readonly bytes: Uint8Array
}

const gone = refuse('NOT_KEPT', {
  sentence: '这份文件没有留存，或保存期满已经清除。',
  remedy: '已接收的答卷请按考试数据查阅；未接收的请从考场服务器重新导出。',
  clauses: ['SDS-5.1-02'],
})

/** Hands out a kept file as it came; each time on record with who had it. */
const takeArrivalHandler: CommandHandler<typeof takeArrival> = async (context, { arrivalId }) => {
  const organisationId = ownOrganisation(context)
  const row = await lockArrivalById(context.tx, { organisationId, arrivalId })
  if (row.fileId === null || row.letGoAt !== null) return gone
  const bytes = await bytesOfFile(context, { organisationId, fileId: row.fileId })
  context.record({
    type: 'kept-result-handed-out',
    table: 'sittingBundle',
    row,
    data: { fileHash: row.fileHash },
    clauses: ['SDS-5.1-02', 'SDS-5.1-05'],
  })
  return accept({ name: row.fileName, bytes } as never)
}

/** The answer holds the bytes, so it goes by a way of its own. */
export const takeArrivalEntry: Entry = handles(takeArrival, takeArrivalHandler)

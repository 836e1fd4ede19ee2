import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { suspendExposed } from '../../item/suspend-exposed.ts'
import type { withdrawExposed } from '../contract.ts'
import { paperTransitions } from '../core/paper.machine.ts'
import { exposedPapers, updatePaper } from '../store/paper.store.ts'

/** HN-3.1.5-21, HN-3.3.9-09: a paper that was known beforehand is used no more, nor are its items; told again, nothing changes. */
export const withdrawExposedHandler: CommandHandler<typeof withdrawExposed> = async (context, input) => {
  const { organisationId, paperId, sessionId, caseNumber, reason } = input
  const rows = await exposedPapers(context.tx, { organisationId, paperId, sessionId })
  let items = 0
  for (const row of rows) {
    const next = paperTransitions[row.state].void
    const exposedReason = `${caseNumber} ${reason}`
    await updatePaper(context.tx, row, { exposedReason, ...(next && { state: next }) })
    context.record({
      type: 'paper-exposed',
      table: 'paper',
      row: { organisationId, id: row.id },
      data: { reason: exposedReason, stateBefore: row.state },
      clauses: ['HN-3.1.5-21', 'HN-3.3.9-09'],
    })
    items += await suspendExposed(context, row, exposedReason)
  }
  return accept({ papers: rows.length, items })
}

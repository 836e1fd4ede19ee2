import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { markForRescoring } from '../contract.ts'
import { markSheets } from '../store/practical.store.ts'

/** HN-3.3.8-03: the sheets stay as evidence; scores are not entered while one of them waits for its rescoring. */
export const markForRescoringHandler: CommandHandler<typeof markForRescoring> = async (context, input) => {
  const { organisationId, batchId, caseId, caseNumber, reason, applicationIds, people } = input
  const ids = await markSheets(
    context.tx,
    { organisationId, batchId, applicationIds, accounts: people.flatMap(({ accountId }) => accountId ?? []) },
    { caseId, reason: `${caseNumber} ${reason}`, at: context.now },
  )
  context.recordAll({
    type: 'practical-sheet-to-rescore',
    table: 'practicalSheet',
    organisationId,
    ids,
    clauses: ['HN-3.3.8-03'],
  })
  return accept({ marked: ids.length })
}

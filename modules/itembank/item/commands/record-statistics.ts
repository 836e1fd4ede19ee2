import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { areSound } from '../core/statistics.ts'
import { itemsByCodeOfPaper, saveStatistics } from '../store/statistic.store.ts'
import type { recordStatistics } from '../upkeep.contract.ts'

/** HN-1.8.7-04: keeps how the items of a paper did. Items that the paper is not known to hold are passed over. */
export const recordStatisticsHandler: CommandHandler<typeof recordStatistics> = async (context, input) => {
  const { organisationId, batchId, paperId } = input
  if (!input.items.every(areSound)) throw new Error('counts of items contradict each other')
  const ids = await itemsByCodeOfPaper(context.tx, { organisationId, paperId })
  const sittings = input.items.flatMap(({ code, ...counts }) => {
    const itemId = ids.get(code)
    return itemId === undefined ? [] : [{ ...counts, itemId }]
  })
  const written = await saveStatistics(context, { organisationId, batchId, paperId }, sittings)
  context.recordAll({
    ...{ type: 'item-statistics-recorded', table: 'itemStatistic', organisationId, ids: written },
    data: { paperId },
    clauses: ['HN-1.8.7-04'],
  })
  return accept({ recorded: written.length })
}

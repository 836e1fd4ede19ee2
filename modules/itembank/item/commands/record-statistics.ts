import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { getPaper, readKey } from '../../paper/store/paper.store.ts'
import { areSound } from '../core/statistics.ts'
import { itemsByCode } from '../store/item.store.ts'
import { recordPaperItems } from '../store/paper-item.store.ts'
import { itemsByCodeOfPaper, saveStatistics } from '../store/statistic.store.ts'
import type { recordStatistics } from '../upkeep.contract.ts'

/** The items of a paper by code; for a paper kept before editions were recorded they are recorded now, from its key. */
const itemsOn = async (
  context: CommandContext,
  paper: { readonly organisationId: string; readonly paperId: string },
): Promise<ReadonlyMap<string, string>> => {
  const known = await itemsByCodeOfPaper(context.tx, paper)
  if (known.size > 0) return known
  const { organisationId, paperId } = paper
  const { bank } = await getPaper(context.tx, organisationId, paperId)
  const codes = (await readKey(context, organisationId, paperId)).map(({ code }) => code)
  const items = [...(await itemsByCode(context, { organisationId, bank }, codes)).values()]
  await recordPaperItems(
    context,
    { organisationId, id: paperId },
    items.map(({ id: itemId }) => ({ itemId, forms: 1 })),
  )
  return new Map(items.map(({ code, id }) => [code, id]))
}

/** HN-1.8.7-04: keeps how the items of a paper did. Items that the paper is not known to hold are passed over. */
export const recordStatisticsHandler: CommandHandler<typeof recordStatistics> = async (context, input) => {
  const { organisationId, batchId, paperId } = input
  if (!input.items.every(areSound)) throw new Error('counts of items contradict each other')
  const ids = await itemsOn(context, { organisationId, paperId })
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

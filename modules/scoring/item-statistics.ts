import type { CommandContext } from '#platform/command/context.ts'
import { analyse } from './core/item-analysis.ts'
import { type TheoryDesk, tellingScripts, theoryDesk } from './theory-scoring.ts'

interface At {
  readonly organisationId: string
  readonly batchId: string
}

/** Items in one message; the bank takes no more at a time. */
const mostItems = 1000

/**
 * HN-1.8.7-04: tells the bank how its items did, paper by paper, over the whole batch as it is scored now. Told
 * again, after more rooms, a ruling on the key or a decision on cheating, the counts take the place of those before.
 */
export const tellItemStatistics = async (
  context: CommandContext,
  at: At,
  desk: TheoryDesk,
): Promise<void> => {
  for (const paper of desk.papers.values()) {
    const items = analyse(paper.items, tellingScripts(desk, paper), paper.rulings)
    for (let from = 0; from < items.length; from += mostItems)
      await context.publish('scoring.itemsAnswered', {
        ...{ organisationId: at.organisationId, batchId: at.batchId, paperId: paper.paperId },
        items: items.slice(from, from + mostItems),
      })
  }
}

/** The same after a ruling on the key has been approved. */
export const tellItemsRescored = async (context: CommandContext, at: At): Promise<void> =>
  tellItemStatistics(context, at, await theoryDesk(context, at))

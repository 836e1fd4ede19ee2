import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { placedItems } from '../../item/store/paper-item.store.ts'
import { treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { comparePapers } from '../contract.ts'
import { compared } from '../core/comparison.ts'
import { stateNames } from '../core/paper.machine.ts'
import { getPaper, type PaperRow, papersOfBank } from '../store/paper.store.ts'

const comparisonOf = async ({ tx }: QueryContext, paper: PaperRow, otherId: string) => {
  const { organisationId, bank } = paper
  const other = await getPaper(tx, organisationId, otherId)
  if (other.bank !== bank) throw new MissingRow()
  const items = await placedItems(tx, organisationId, [paper.id, otherId])
  const of = (id: string) => items.filter(({ paperId }) => paperId === id)
  const { figures, ranges, ...rest } = compared(of(paper.id), of(otherId))
  const tree = await treeOf(tx, organisationId, bank)
  const names = new Map(tree?.ranges.map(({ code, name }) => [code, name]))
  const [first, second] = figures
  return {
    ...rest,
    figures: [
      { title: paper.title, ...first, byDifficulty: [...first.byDifficulty] },
      { title: other.title, ...second, byDifficulty: [...second.byDifficulty] },
    ],
    ranges: ranges.map(({ code, counts }) => ({ code, name: names.get(code) ?? code, counts: [...counts] })),
  }
}

/** A paper beside another of its bank; without another, those that it can be held against. */
export const comparePapersHandler: QueryHandler<typeof comparePapers> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const paper = await getPaper(context.tx, organisationId, input.paperId)
  const others = await papersOfBank(context.tx, organisationId, paper.bank)
  return accept({
    others: others
      .filter(({ id }) => id !== paper.id)
      .map(({ id, title, state }) => ({ paperId: id, title, stateName: stateNames[state] })),
    comparison: input.otherId === undefined ? null : await comparisonOf(context, paper, input.otherId),
  })
}

import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { adviceOf, bankLaw } from '../bank-law.ts'
import { draftTree, exportTree, importTree, type treeDetail, type treeDifferences } from '../contract.ts'
import { treeMachine, treeStateWords } from '../core/tree.machine.ts'
import { type DifferenceKind, differencesOf } from '../core/tree-difference.ts'
import { bankById } from '../store/bank.store.ts'
import { itemsByPoint } from '../store/holdings.store.ts'
import { type TreeRow, treesOf } from '../store/tree.store.ts'

const editionLine = (row: TreeRow) => ({
  ...{ treeId: row.id, edition: row.edition, state: row.state, stateWord: treeStateWords[row.state] },
  ...{ standardVersion: row.standardVersion, note: row.note, points: row.tree.points.length },
  ...{ draftedBy: row.draftedName, draftedAt: row.draftedAt.toISOString() },
  ...{ enforcedBy: row.enforcedName, enforcedAt: row.enforcedAt?.toISOString() ?? null },
  supersededAt: row.supersededAt?.toISOString() ?? null,
})

const shownOf = (row: TreeRow, roles: readonly string[]) => ({
  ...{ treeId: row.id, version: row.version, edition: row.edition, state: row.state },
  ...{ standardVersion: row.standardVersion, note: row.note },
  ...{ ranges: [...row.tree.ranges], points: [...row.tree.points] },
  availableActions: [
    ...treeMachine.available(row.state, roles).map(({ action }): string => action),
    exportTree.name,
  ],
})

/** The draft where there is one, otherwise the edition in force. */
const current = (editions: readonly TreeRow[]): TreeRow | undefined =>
  editions.find(({ state }) => state === 'draft') ?? editions.find(({ state }) => state === 'in-force')

export const treeDetailHandler: QueryHandler<typeof treeDetail> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { tx, actor } = context
  const bank = await bankById(tx, organisationId, input.bankId)
  const editions = (await treesOf(tx, organisationId, bank.id)).filter(({ part }) => part === input.part)
  const asked = editions.find(({ edition }) => edition === input.edition)
  if (input.edition !== undefined && !asked) throw new MissingRow()
  const shown = asked ?? current(editions)
  const law = adviceOf(await bankLaw(context, organisationId))
  const counts = await itemsByPoint(tx, organisationId, bank.name)
  const drafting = editions.some(({ state }) => state === 'draft')
  return accept({
    bank: bank.name,
    editions: editions.map(editionLine),
    shown: shown ? shownOf(shown, actor.roles) : null,
    items: [...counts].map(([code, count]) => ({ code, count })),
    advice: law ? { ...law, clauses: [...law.clauses] } : null,
    // One draft at a time: while there is one, neither another is begun nor a workbook brought in.
    availableActions: drafting ? [] : [draftTree.name, importTree.name],
  })
}

const kindWords: Readonly<Record<DifferenceKind, string>> = {
  added: '新增',
  removed: '移除',
  renamed: '改名',
  reweighted: '改比重',
  importance: '改重要程度',
}

export const treeDifferencesHandler: QueryHandler<typeof treeDifferences> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const editions = (await treesOf(context.tx, organisationId, input.bankId)).filter(
    ({ part }) => part === input.part,
  )
  const treeAt = (wanted: number) => {
    const row = editions.find(({ edition }) => edition === wanted)
    if (!row) throw new MissingRow()
    return row.tree
  }
  return accept({
    differences: differencesOf(treeAt(input.from), treeAt(input.to)).map((one) => ({
      ...one,
      kindWord: kindWords[one.kind],
    })),
  })
}

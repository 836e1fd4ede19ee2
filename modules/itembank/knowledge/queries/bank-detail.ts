import type { BankParameters } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { countByOrigin } from '../../item/store/statistic.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { bankLaw, occupationNames } from '../bank-law.ts'
import { type bankDetail, changeBank, draftTree, importTree } from '../contract.ts'
import { growthByYear, missingSources, ownShare, sourceKinds, sourceNames } from '../core/bank.rule.ts'
import { type Part, partNames, parts } from '../core/tree.machine.ts'
import { childrenOf, emptyTree, isUnder } from '../core/tree.ts'
import { type BankRow, bankById } from '../store/bank.store.ts'
import { holdingsByMonth } from '../store/holdings.store.ts'
import { type TreeRow, treesOf } from '../store/tree.store.ts'

/** One part of a bank with its points and the weights of its first ranges (HN-1.8.3.5-04). */
const partOf = (trees: readonly TreeRow[], part: Part) => {
  const row = trees.find((one) => one.part === part && one.state === 'in-force')
  const tree = row?.tree ?? emptyTree
  return {
    ...{ part, name: partNames[part], edition: row?.edition ?? null },
    ...{ standardVersion: row?.standardVersion ?? '', points: tree.points.length },
    ranges: childrenOf(tree, '').map(({ code, name, weight }) => ({
      ...{ code, name, weight },
      points: tree.points.filter((point) => isUnder(point.code, code)).length,
    })),
  }
}

const sourceLines = ({ sources }: BankRow, law: BankParameters | undefined) => {
  const asked = (law && statedValue(law.sources)) ?? []
  const lines = sourceKinds.map((kind) => {
    const named = sources.find((one) => one.kind === kind)
    return {
      ...{ kind, name: sourceNames[kind], title: named?.title ?? '', version: named?.version ?? '' },
      asked: asked.includes(kind),
    }
  })
  return { lines, missing: missingSources(sources, asked).map((kind) => sourceNames[kind]) }
}

const actionsFor = (roles: readonly string[]): string[] =>
  [changeBank, importTree, draftTree]
    .filter((spec) => spec.roles !== 'anyone' && spec.roles.some((role) => roles.includes(role)))
    .map(({ name }) => name)

/** HN-3.1.1-13, SDE-4.5-27, HN-1.8.3.5-01, HN-1.8.3.5-04: all that the register knows of a bank. */
export const bankDetailHandler: QueryHandler<typeof bankDetail> = async (context, { bankId }) => {
  const { organisationId } = ownPlace(context)
  const { id, organisationId: _, ...bank } = await bankById(context.tx, organisationId, bankId)
  const law = await bankLaw(context, organisationId)
  const months = await holdingsByMonth(context.tx, organisationId, bank.name)
  const trees = await treesOf(context.tx, organisationId, id)
  const { lines, missing } = sourceLines({ ...bank, id, organisationId }, law)
  const share = ownShare(await countByOrigin(context.tx, organisationId, bank.name), law?.ownShare)
  const names = await occupationNames(context, organisationId)
  return accept({
    bankId: id,
    occupationName: names.get(bank.occupationCode) ?? null,
    ...{ ...bank, sources: [...bank.sources] },
    ...{ sourceLines: lines, missingSources: missing, sourceClauses: [...(law?.sources.clauses ?? [])] },
    items: share.total,
    papers: months.reduce((sum, { papers }) => sum + papers, 0),
    ownShare: { ...share, clauses: [...share.clauses] },
    parts: parts.map((part) => partOf(trees, part)),
    partClauses: [...(law?.tree.clauses ?? [])],
    byMonth: months.map(({ month, items, papers }) => ({ month, items, papers })),
    byYear: [...growthByYear(months)],
    availableActions: actionsFor(context.actor.roles),
  })
}

import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { RuleSet } from '../../assembly/core/rules.ts'
import { rulesInForce } from '../../assembly/store/rules.store.ts'
import { type ItemType, isItemType, itemTypes, rangeOfPoint } from '../../core/item.ts'
import { countItems } from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { coverage } from '../contract.ts'
import { emptyTree, type KnowledgeTree } from '../core/tree.ts'
import { treeOf } from '../store/bank.store.ts'

type Counts = Awaited<ReturnType<typeof countItems>>

const typeName = (type: string) => (isItemType(type) ? itemTypes[type].name : type)
const sum = (rows: Counts) => rows.reduce((total, { count }) => total + count, 0)

/** What a paper draws from each range, beside what the bank has there. */
const askedOf = (rules: RuleSet, tree: KnowledgeTree, counts: Counts) => {
  const names = new Map(tree.ranges.map(({ code, name }) => [code, name]))
  const available = (range: string, type: ItemType) =>
    sum(counts.filter((row) => rangeOfPoint(row.pointCode) === range && row.type === type))
  return rules.ranges.map(({ code, weight, counts: quota }) => ({
    ...{ code, name: names.get(code) ?? code, weight },
    types: rules.types.map(({ type }) => ({
      typeName: typeName(type),
      asked: quota[type] ?? 0,
      available: available(code, type),
    })),
  }))
}

/** Points of the tree in its order, then those that items name and the tree lacks. */
const pointsOf = ({ points }: KnowledgeTree, counts: Counts) => {
  const byPoint = Map.groupBy(counts, ({ pointCode }) => pointCode)
  const known = new Set(points.map(({ code }) => code))
  const unknown = [...byPoint.keys()].filter((code) => !known.has(code)).sort()
  return [...points, ...unknown.map((code) => ({ code, name: null, importance: null }))].map((point) => ({
    ...point,
    byDifficulty: [1, 2, 3, 4, 5].map((difficulty) =>
      sum((byPoint.get(point.code) ?? []).filter((row) => row.difficulty === difficulty)),
    ),
  }))
}

export const coverageHandler: QueryHandler<typeof coverage> = async (context, { bank }) => {
  const { organisationId } = ownPlace(context)
  const counts = await countItems(context.tx, organisationId, bank)
  const tree = (await treeOf(context.tx, organisationId, bank)) ?? emptyTree
  // The first set of rules is the one the bank was made for; others ask what they like.
  const rules = (await rulesInForce(context.tx, organisationId, bank))[0]?.rules
  return accept({
    points: pointsOf(tree, counts),
    tree: [...tree.ranges],
    ranges: rules ? askedOf(rules, tree, counts) : [],
    totalPoints: rules?.totalPoints ?? null,
    minutes: rules?.minutes ?? null,
  })
}

import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { type ItemType, isItemType, itemTypes, rangeOfPoint } from '../../core/item.ts'
import {
  type BlueprintContent,
  countItems,
  findBlueprint,
  listBanks,
  listBlueprints,
} from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { bankList, coverage } from '../contract.ts'

const typeName = (type: string) => (isItemType(type) ? itemTypes[type].name : type)

/** Banks that hold items or a blueprint. */
export const bankListHandler: QueryHandler<typeof bankList> = async (context) => {
  const { organisationId } = ownPlace(context)
  const banks = await listBanks(context.tx, organisationId)
  const blueprints = await listBlueprints(context.tx, organisationId)
  const empty = blueprints
    .filter(({ bank }) => banks.every((one) => one.bank !== bank))
    .map(({ bank, occupationCode, level }) => ({ bank, occupationCode, level, items: 0, points: 0 }))
  return accept({
    banks: [...banks, ...empty].map((row) => ({
      ...row,
      hasBlueprint: blueprints.some(({ bank }) => bank === row.bank),
    })),
  })
}

type Counts = Awaited<ReturnType<typeof countItems>>

const rangesOf = ({ tree, blueprint }: BlueprintContent, counts: Counts) => {
  const names = new Map(tree.ranges.map(({ code, name }) => [code, name]))
  const available = (range: string, type: ItemType) =>
    counts
      .filter((row) => rangeOfPoint(row.pointCode) === range && row.type === type)
      .reduce((sum, { count }) => sum + count, 0)
  return blueprint.ranges.map((range) => ({
    code: range.code,
    name: names.get(range.code) ?? range.code,
    weight: range.weight,
    types: blueprint.types.map(({ type }) => ({
      typeName: typeName(type),
      asked: range.counts[type] ?? 0,
      available: available(range.code, type),
    })),
  }))
}

/** Points of the tree, and those that items name without a tree, each with its items by difficulty. */
const pointsOf = (content: BlueprintContent | undefined, counts: Counts) => {
  const known = content?.tree.points ?? []
  const codes = new Set([...known.map(({ code }) => code), ...counts.map(({ pointCode }) => pointCode)])
  const byCode = new Map(known.map((point) => [point.code, point]))
  return [...codes].sort().map((code) => ({
    code,
    name: byCode.get(code)?.name ?? null,
    importance: byCode.get(code)?.importance ?? null,
    byDifficulty: [1, 2, 3, 4, 5].map((difficulty) =>
      counts
        .filter((row) => row.pointCode === code && row.difficulty === difficulty)
        .reduce((sum, { count }) => sum + count, 0),
    ),
  }))
}

export const coverageHandler: QueryHandler<typeof coverage> = async (context, { bank }) => {
  const { organisationId } = ownPlace(context)
  const counts = await countItems(context.tx, organisationId, bank)
  const content = (await findBlueprint(context.tx, organisationId, bank))?.content
  return accept({
    points: pointsOf(content, counts),
    ranges: content ? rangesOf(content, counts) : [],
    totalPoints: content?.blueprint.totalPoints ?? null,
    minutes: content?.blueprint.minutes ?? null,
  })
}

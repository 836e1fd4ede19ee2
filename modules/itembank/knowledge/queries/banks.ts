import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { rulesInForce } from '../../assembly/store/rules.store.ts'
import { listBanks } from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { bankLaw, occupationNames } from '../bank-law.ts'
import type { bankList, holdings } from '../contract.ts'
import { growthByYear, type MonthCount } from '../core/bank.rule.ts'
import { registeredBanks } from '../store/bank.store.ts'
import { type BankMonth, holdingsByMonth } from '../store/holdings.store.ts'
import { treesInForce } from '../store/tree.store.ts'

/** Banks on the register, then those that only items name. */
export const bankListHandler: QueryHandler<typeof bankList> = async (context) => {
  const { organisationId } = ownPlace(context)
  const held = await listBanks(context.tx, organisationId)
  const register = await registeredBanks(context.tx, organisationId)
  const trees = await treesInForce(context.tx, organisationId)
  const ruled = new Set((await rulesInForce(context.tx, organisationId)).map(({ bank }) => bank))
  const known = register.map(({ id, name, occupationCode, trade, level }) => {
    const items = held.find(({ bank }) => bank === name)
    const tree = trees.find(({ bankId, part }) => bankId === id && part === 'theory')
    return {
      ...{ bankId: id, bank: name, occupationCode, trade, level },
      ...{ items: items?.items ?? 0, points: items?.points ?? 0 },
      treePoints: tree?.tree.points.length ?? null,
      hasRules: ruled.has(name),
    }
  })
  const unknown = held
    .filter(({ bank }) => register.every(({ name }) => name !== bank))
    .map((row) => ({
      ...row,
      ...{ bankId: null, trade: '', treePoints: null, hasRules: ruled.has(row.bank) },
    }))
  const names = await occupationNames(context, organisationId)
  return accept({
    banks: [...known, ...unknown].map((row) => ({
      ...row,
      occupationName: names.get(row.occupationCode) ?? null,
    })),
  })
}

/** Months of several banks as one. */
const joined = (months: readonly BankMonth[]): readonly MonthCount[] =>
  months.map(({ month, items, papers }) => ({ month, items, papers }))

const total = (months: readonly MonthCount[], kind: 'items' | 'papers') =>
  months.reduce((sum, month) => sum + month[kind], 0)

/** SDE-4.5-27: the banks of one occupation and level count together; one without anything counts as none. */
export const holdingsHandler: QueryHandler<typeof holdings> = async (context) => {
  const { organisationId } = ownPlace(context)
  const months = await holdingsByMonth(context.tx, organisationId)
  const banks = await registeredBanks(context.tx, organisationId)
  const placeOf = (one: { occupationCode: string; level: number }) => `${one.occupationCode} ${one.level}`
  const names = await occupationNames(context, organisationId)
  const places = Map.groupBy([...banks, ...months], placeOf)
  const rows = [...places.values()].map((group) => {
    const { occupationCode, level } = group[0]!
    const here = months.filter((month) => placeOf(month) === placeOf({ occupationCode, level }))
    return {
      ...{ occupationCode, level, items: total(here, 'items'), papers: total(here, 'papers') },
      occupationName: names.get(occupationCode) ?? null,
      byYear: [...growthByYear(joined(here))],
    }
  })
  rows.sort((a, b) => a.occupationCode.localeCompare(b.occupationCode) || b.level - a.level)
  const law = await bankLaw(context, organisationId)
  return accept({ rows, clauses: [...(law?.register.clauses ?? [])] })
}

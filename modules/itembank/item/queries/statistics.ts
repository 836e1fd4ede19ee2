import { dayOf } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { itemLaw } from '../core/law.ts'
import { originNames } from '../core/origin.ts'
import { ownShareOf } from '../core/own-share.rule.ts'
import { limitsInWords, retirementReasons } from '../core/retirement.rule.ts'
import { viewerOf, visibleItem } from '../store/access.store.ts'
import { usesOf } from '../store/paper-item.store.ts'
import { countByOrigin, figuresOf, type ItemFigures, sittingsOf } from '../store/statistic.store.ts'
import type { bankStatistics, itemStatistics, retirementList } from '../upkeep.contract.ts'

type Sittings = Awaited<ReturnType<typeof sittingsOf>>
type Choices = readonly { readonly label: string; readonly count: number }[]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

const totalsOf = (sittings: Sittings) => {
  const answered = sum(sittings.map((one) => one.answered))
  const telling = sittings.filter(({ discrimination }) => discrimination !== null)
  const weight = sum(telling.map((one) => one.answered))
  return {
    answered,
    right: answered === 0 ? null : sum(sittings.map(({ correct }) => correct)) / answered,
    discrimination:
      weight === 0 ? null : sum(telling.map((one) => Number(one.discrimination) * one.answered)) / weight,
  }
}

const choicesOf = (sittings: Sittings) => {
  const counts = new Map<string, number>()
  for (const { choices } of sittings)
    for (const { label, count } of choices as unknown as Choices)
      counts.set(label, (counts.get(label) ?? 0) + count)
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => (a.label < b.label ? -1 : 1))
}

export const itemStatisticsHandler: QueryHandler<typeof itemStatistics> = async (context, { itemId }) => {
  const { tx } = context
  const { organisationId } = await visibleItem(tx, viewerOf(context), itemId)
  const sittings = await sittingsOf(tx, organisationId, itemId)
  return accept({
    uses: (await usesOf(tx, organisationId, [itemId])).get(itemId) ?? 0,
    ...totalsOf(sittings),
    choices: choicesOf(sittings),
    sittings: sittings.map(({ title, recordedAt, answered, difficulty, discrimination }) => ({
      ...{ paperTitle: title, recordedAt: recordedAt.toISOString(), answered },
      right: Number(difficulty),
      discrimination: discrimination === null ? null : Number(discrimination),
    })),
  })
}

const exposureOf = (items: readonly ItemFigures[]) =>
  [...Map.groupBy(items, ({ uses }) => uses)]
    .map(([uses, ofUses]) => ({ uses, items: ofUses.length }))
    .sort((a, b) => a.uses - b.uses)

export const bankStatisticsHandler: QueryHandler<typeof bankStatistics> = async (context, { bank }) => {
  const { tx, today } = context
  const { organisationId } = ownPlace(context)
  const items = await figuresOf(tx, organisationId, bank)
  const origins = await countByOrigin(tx, organisationId, bank)
  const counts = { own: origins.get('own') ?? 0, all: sum([...origins.values()]) }
  const { share, warning } = ownShareOf(counts, itemLaw(today).ownItemShare)
  return accept({
    exposure: exposureOf(items),
    figures: items.flatMap(({ id: itemId, code, right, discrimination }) =>
      right === null ? [] : [{ itemId, code, right, discrimination }],
    ),
    origins: [...origins].map(([origin, count]) => ({ name: originNames[origin] ?? '—', items: count })),
    ownShare: share,
    warning: warning && { sentence: warning.sentence, clauses: [...warning.clauses] },
  })
}

/** HN-1.8.7-04: every item in use against the limits; those that none concerns are left out. */
export const retirementListHandler: QueryHandler<typeof retirementList> = async (context, input) => {
  const { tx, today } = context
  const { value: limits, clauses } = itemLaw(today).retirement
  const items = await figuresOf(tx, ownPlace(context).organisationId, input.bank)
  const proposed = items.flatMap((item) => {
    const activeSince = item.activatedAt && dayOf(item.activatedAt)
    const reasons = retirementReasons({ ...item, activeSince }, limits, today)
    return reasons.length === 0 ? [] : [{ item, reasons }]
  })
  const from = (input.page - 1) * input.pageSize
  return accept({
    total: proposed.length,
    rows: proposed.slice(from, from + input.pageSize).map(({ item, reasons }) => ({
      ...{ itemId: item.id, bank: item.bank, code: item.code, pointCode: item.pointCode },
      typeName: isItemType(item.type) ? itemTypes[item.type].name : item.type,
      ...{ uses: item.uses, right: item.right, discrimination: item.discrimination },
      reasons: [...reasons],
    })),
    limits: limitsInWords(limits),
    clauses: [...clauses],
  })
}

import { dayOf } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isItemType, itemTypes } from '../../core/item.ts'
import { ownShare } from '../../knowledge/core/bank.rule.ts'
import { lawOf } from '../../law.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { originNames } from '../core/origin.ts'
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

const judgements: { readonly [label: string]: string } = { A: '正确', B: '错误' }

/** `2.A` is the answer A to a composite's second question. */
const labelInWords = (label: string, isJudgement: boolean): string => {
  const [question, chosen] = label.includes('.') ? label.split('.') : ['', label]
  const answer = chosen === '' ? '未作答' : isJudgement ? (judgements[chosen!] ?? chosen!) : chosen!
  return question === '' ? answer : `第${question}小题 ${answer}`
}

/** In the order of the options, those who answered nothing last. */
const orderOf = (label: string): string => (label === '' || label.endsWith('.') ? `${label}~` : label)

const choicesOf = (sittings: Sittings, type: string) => {
  const answered = sum(sittings.map((one) => one.answered))
  const counts = new Map<string, number>()
  for (const { choices } of sittings)
    for (const { label, count } of choices as unknown as Choices)
      counts.set(label, (counts.get(label) ?? 0) + count)
  const isJudgement = isItemType(type) && itemTypes[type].key === 'judgement'
  return [...counts]
    .sort(([a], [b]) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map(([label, count]) => ({
      ...{ label: labelInWords(label, isJudgement), count },
      share: answered === 0 ? 0 : Math.min(1, count / answered),
    }))
}

export const itemStatisticsHandler: QueryHandler<typeof itemStatistics> = async (context, { itemId }) => {
  const { tx } = context
  const { organisationId, type } = await visibleItem(tx, viewerOf(context), itemId)
  const sittings = await sittingsOf(tx, organisationId, itemId)
  return accept({
    uses: (await usesOf(tx, organisationId, [itemId])).get(itemId) ?? 0,
    ...totalsOf(sittings),
    choices: choicesOf(sittings, type),
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
  const { tx } = context
  const { organisationId } = ownPlace(context)
  const items = await figuresOf(tx, organisationId, bank)
  const origins = await countByOrigin(tx, organisationId, bank)
  const law = await lawOf(context, organisationId)
  const { percent, warning, clauses } = ownShare(origins, law?.bank.ownShare)
  return accept({
    exposure: exposureOf(items),
    figures: items.flatMap(({ id: itemId, code, right, discrimination }) =>
      right === null ? [] : [{ itemId, code, right, discrimination }],
    ),
    origins: [...origins].map(([origin, count]) => ({ name: originNames[origin] ?? '—', items: count })),
    ownShare: percent === null ? null : percent / 100,
    warning: warning === null ? null : { sentence: warning, clauses: [...clauses] },
  })
}

/**
 * HN-1.8.7-04: every item in use against the limits of the rules in force; those that none concerns are left out.
 * Without a valid filing there are no limits, and nothing is proposed.
 */
export const retirementListHandler: QueryHandler<typeof retirementList> = async (context, input) => {
  const { tx, today } = context
  const { organisationId } = ownPlace(context)
  const law = await lawOf(context, organisationId)
  if (!law) return accept({ total: 0, rows: [], limits: null, clauses: [] })
  const { value: limits, clauses } = law.paper.retirement
  const items = await figuresOf(tx, organisationId, input.bank)
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

import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type KnowledgePoint, type KnowledgeRange, type KnowledgeTree, sameWeight } from './tree.ts'
import type { ItemCounts } from './tree-edit.ts'

export const differenceKinds = ['added', 'removed', 'renamed', 'reweighted', 'importance'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export interface Difference {
  readonly kind: DifferenceKind
  readonly code: string
  readonly what: 'range' | 'point'
  readonly name: string
  /** What it was and what it is now, in words; empty where there is nothing to set against. */
  readonly was: string
  readonly now: string
}

const byCode = <T extends { readonly code: string }>(list: readonly T[]) =>
  new Map(list.map((one) => [one.code, one]))

const rangeValue = ({ weight }: KnowledgeRange) => `${weight}%`
const pointValue = ({ importance }: KnowledgePoint) => importance

interface Sides<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
}

const compare = <T extends { readonly code: string; readonly name: string }>(
  { before, after }: Sides<T>,
  { what, changed }: { what: Difference['what']; changed: (was: T, now: T) => readonly Difference[] },
): readonly Difference[] => {
  const [old, fresh] = [byCode(before), byCode(after)]
  const blank = { was: '', now: '' }
  return [
    ...before
      .filter(({ code }) => !fresh.has(code))
      .map(({ code, name }): Difference => ({ kind: 'removed', what, code, name, ...blank })),
    ...after.flatMap((now): readonly Difference[] => {
      const was = old.get(now.code)
      const { code, name } = now
      if (!was) return [{ kind: 'added', what, code, name, ...blank }]
      const renamed: Difference[] =
        was.name === name ? [] : [{ kind: 'renamed', what, code, name, was: was.name, now: name }]
      return [...renamed, ...changed(was, now)]
    }),
  ]
}

/** What makes one edition another: added, removed, renamed, reweighted, of other importance. */
export const differencesOf = (before: KnowledgeTree, after: KnowledgeTree): readonly Difference[] => [
  ...compare(
    { before: before.ranges, after: after.ranges },
    {
      what: 'range',
      changed: (was, now) =>
        sameWeight(was.weight, now.weight)
          ? []
          : [
              {
                ...{ kind: 'reweighted', what: 'range', code: now.code, name: now.name },
                ...{ was: rangeValue(was), now: rangeValue(now) },
              },
            ],
    },
  ),
  ...compare(
    { before: before.points, after: after.points },
    {
      what: 'point',
      changed: (was, now) =>
        was.importance === now.importance
          ? []
          : [
              {
                ...{ kind: 'importance', what: 'point', code: now.code, name: now.name },
                ...{ was: pointValue(was), now: pointValue(now) },
              },
            ],
    },
  ),
]

export interface Abandoned {
  readonly code: string
  readonly name: string
  readonly items: number
}

/** Points of the tree in force that the next one lacks although items stand on them. */
export const abandonedPoints = (
  { before, after }: { readonly before: KnowledgeTree; readonly after: KnowledgeTree },
  counts: ItemCounts,
): readonly Abandoned[] => {
  const kept = new Set(after.points.map(({ code }) => code))
  return before.points
    .filter(({ code }) => !kept.has(code) && (counts.get(code) ?? 0) > 0)
    .map(({ code, name }) => ({ code, name, items: counts.get(code) ?? 0 }))
}

/** A point that items stand on goes only when somebody has said so by its code: its items lose their link. */
export const judgeAbandoned = (
  abandoned: readonly Abandoned[],
  { said, clauses }: { readonly said: readonly string[]; readonly clauses: readonly string[] },
): Refusal<'POINTS_IN_USE'> | undefined => {
  const unsaid = abandoned.filter(({ code }) => !said.includes(code))
  if (unsaid.length === 0) return undefined
  const items = unsaid.reduce((sum, one) => sum + one.items, 0)
  const named = unsaid.slice(0, 3).map(({ code, name, items: count }) => `${code} ${name}（${count}题）`)
  const rest = unsaid.length > named.length ? '等' : ''
  return refuse('POINTS_IN_USE', {
    sentence: `有${unsaid.length}个被移除的鉴定点仍对应${items}道试题：${named.join('、')}${rest}。`,
    remedy: '请保留这些鉴定点，或先停用、改挂其试题；确需移除的，请逐点确认。',
    clauses,
    field: 'points',
    details: { points: unsaid.map(({ code, name, items: count }) => ({ code, name, items: count })) },
  })
}

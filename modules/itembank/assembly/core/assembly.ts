import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type Random, seeded, shuffled } from '#platform/random/seeded.ts'
import type { Constraint, LinearModel, Term } from '#platform/solver/model.ts'
import { type Grade, type ItemType, itemTypes, rangeOfPoint } from '../../core/item.ts'
import { type Blueprint, checkBlueprint, type RangeQuota } from '../../knowledge/core/blueprint.ts'

/** What assembly needs to know of an item; its text stays encrypted. */
export interface BankItem {
  readonly organisationId: string
  readonly code: string
  readonly type: ItemType
  readonly pointCode: string
  readonly difficulty: Grade
  /** Equal for items that ask the same; a paper holds one of them. */
  readonly contentKey: string
}

/** Wanted shares of the five grades, per cent; a goal, given up where the bank cannot meet it. */
export type DifficultyShares = { readonly [G in Grade]: number }

/** Most items of middle difficulty, few very easy and very hard ones. */
export const usualDifficulty: DifficultyShares = { 1: 5, 2: 20, 3: 50, 4: 20, 5: 5 }

export interface AssemblyRequest {
  readonly organisationId: string
  readonly blueprint: Blueprint
  readonly items: readonly BankItem[]
  /** Kept with the paper: the same bank, blueprint and seed give the same paper. */
  readonly seed: string
  readonly difficulty?: DifficultyShares
  /** In how many papers each item stands already, by code; the more, the later it is taken. */
  readonly uses?: ReadonlyMap<string, number>
}

export interface PaperEntry {
  readonly position: number
  readonly code: string
  readonly type: ItemType
  readonly points: number
}

export interface AssembledPaper {
  readonly seed: string
  readonly minutes: number
  readonly totalPoints: number
  readonly entries: readonly PaperEntry[]
  /** How many items of each grade were drawn. */
  readonly difficulty: { readonly [G in Grade]: number }
}

export type AssemblyRefusal = 'FOREIGN_ITEM' | 'BLUEPRINT_INCONSISTENT' | 'ITEMS_MISSING'

/** Items of one type to be drawn from one range. */
interface Quota {
  readonly rangeCode: string
  readonly type: ItemType
  readonly count: number
  readonly items: readonly BankItem[]
}

export interface Shortage {
  readonly rangeCode: string
  readonly type: ItemType
  readonly needed: number
  readonly missing: number
}

const grades: readonly Grade[] = [1, 2, 3, 4, 5]
/** An item that stands in another paper is taken only where there is no other. */
const reusePenalty = 10_000
/** Missing the wanted difficulty by an item weighs more than uneven points, and that more than any random choice. */
const difficultyPenalty = 1000
const pointPenalty = 100
const randomCosts = 10

const inRange = (items: readonly BankItem[], { code }: RangeQuota) =>
  items.filter(({ pointCode }) => rangeOfPoint(pointCode) === code)

const quotasOf = ({ blueprint, items }: AssemblyRequest): readonly Quota[] =>
  blueprint.ranges.flatMap((range) => {
    const local = inRange(items, range)
    return (Object.entries(range.counts) as [ItemType, number][])
      .filter(([, count]) => count > 0)
      .map(([type, count]) => ({
        rangeCode: range.code,
        type,
        count,
        items: local.filter((item) => item.type === type),
      }))
  })

const sumOf = (items: readonly BankItem[]): readonly Term[] => items.map(({ code }) => [1, code])

/** At most one of the items that ask the same. */
const onceEach = (items: readonly BankItem[]): readonly Constraint[] =>
  [...Map.groupBy(items, ({ contentKey }) => contentKey).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ terms: sumOf(group), max: 1 }))

/** A goal that may be missed: `below` and `above` are what is lacking and what is too much. */
const goal = (name: string, items: readonly BankItem[], [low, high]: readonly [number, number]) => ({
  constraints: [
    { terms: [...sumOf(items), [1, `below ${name}`] as const], min: low },
    { terms: [...sumOf(items), [-1, `above ${name}`] as const], max: high },
  ],
  misses: [`below ${name}`, `above ${name}`],
})

const difficultyGoals = (drawable: readonly BankItem[], total: number, shares: DifficultyShares) =>
  grades.map((grade) => {
    const wanted = (shares[grade] * total) / 100
    const items = drawable.filter(({ difficulty }) => difficulty === grade)
    return goal(`difficulty ${grade}`, items, [Math.floor(wanted), Math.ceil(wanted)])
  })

/** Items spread over the points of a range as evenly as their number allows. */
const pointGoals = (quotas: readonly Quota[]) =>
  [...Map.groupBy(quotas, ({ rangeCode }) => rangeCode).values()].flatMap((local) => {
    const points = Map.groupBy(
      local.flatMap(({ items }) => items),
      ({ pointCode }) => pointCode,
    )
    const average = local.reduce((total, { count }) => total + count, 0) / points.size
    return [...points].map(([point, items]) =>
      goal(`point ${point}`, items, [Math.floor(average), Math.ceil(average)]),
    )
  })

const drawableOf = (quotas: readonly Quota[]) => quotas.flatMap(({ items }) => items)

const paperModel = (request: AssemblyRequest, quotas: readonly Quota[], random: Random): LinearModel => {
  const drawable = drawableOf(quotas)
  const total = quotas.reduce((sum, { count }) => sum + count, 0)
  const difficulty = difficultyGoals(drawable, total, request.difficulty ?? usualDifficulty)
  const points = pointGoals(quotas)
  const penalties = (goals: typeof points, penalty: number): readonly Term[] =>
    goals.flatMap(({ misses }) => misses.map((miss) => [penalty, miss] as const))
  return {
    minimise: [
      ...penalties(difficulty, difficultyPenalty),
      ...penalties(points, pointPenalty),
      ...drawable.map(({ code }) => {
        const cost = Math.floor(random() * randomCosts) + reusePenalty * (request.uses?.get(code) ?? 0)
        return [cost, code] as const
      }),
    ],
    constraints: [
      ...quotas.map(({ items, count }) => ({ terms: sumOf(items), min: count, max: count })),
      ...onceEach(drawable),
      ...[...difficulty, ...points].flatMap(({ constraints }) => constraints),
    ],
    choices: drawable.map(({ code }) => code),
  }
}

const missingName = ({ rangeCode, type }: Quota) => `missing ${rangeCode} ${type}`

/** The same demands with gaps allowed: the fewest gaps name what the bank lacks. */
const shortageModel = (quotas: readonly Quota[]): LinearModel => ({
  minimise: quotas.map((quota) => [1, missingName(quota)]),
  constraints: [
    ...quotas.map((quota) => ({
      terms: [...sumOf(quota.items), [1, missingName(quota)] as const],
      min: quota.count,
      max: quota.count,
    })),
    ...onceEach(drawableOf(quotas)),
  ],
  choices: drawableOf(quotas).map(({ code }) => code),
})

/** A prepared assembly: the caller solves `shortage` first, then `paper`, and hands the values to `read…`. */
export interface Assembly {
  readonly shortage: LinearModel
  readonly paper: LinearModel
  readonly readShortages: (values: ReadonlyMap<string, number>) => readonly Shortage[]
  readonly readPaper: (values: ReadonlyMap<string, number>) => AssembledPaper
}

const readShortages = (quotas: readonly Quota[], values: ReadonlyMap<string, number>): readonly Shortage[] =>
  quotas.flatMap((quota) => {
    const missing = Math.round(values.get(missingName(quota)) ?? 0)
    return missing === 0
      ? []
      : [{ rangeCode: quota.rangeCode, type: quota.type, needed: quota.count, missing }]
  })

const readPaper = (
  { blueprint, seed }: AssemblyRequest,
  quotas: readonly Quota[],
  values: ReadonlyMap<string, number>,
): AssembledPaper => {
  const drawn = drawableOf(quotas).filter(({ code }) => Math.round(values.get(code) ?? 0) === 1)
  const random = seeded(`order:${seed}`)
  const entries = blueprint.types.flatMap(({ type, points }) =>
    shuffled(
      drawn.filter((item) => item.type === type),
      random,
    ).map(({ code }) => ({ code, type, points })),
  )
  const ofGrade = (grade: Grade) => drawn.filter(({ difficulty }) => difficulty === grade).length
  return {
    seed,
    minutes: blueprint.minutes,
    totalPoints: blueprint.totalPoints,
    entries: entries.map((entry, at) => ({ position: at + 1, ...entry })),
    difficulty: { 1: ofGrade(1), 2: ofGrade(2), 3: ofGrade(3), 4: ofGrade(4), 5: ofGrade(5) },
  }
}

const judgeSource = ({ items, organisationId }: AssemblyRequest): Refusal<'FOREIGN_ITEM'> | undefined => {
  const foreign = items.filter((item) => item.organisationId !== organisationId)
  if (foreign.length === 0) return undefined
  return refuse('FOREIGN_ITEM', {
    sentence: `有${foreign.length}道试题不属于本机构题库，首道为${foreign[0]!.code}。`,
    remedy: '试卷只能从本机构自己的题库中抽取，请重新选择题库。',
    clauses: ['SDS-4.2-01'],
    field: 'items',
    details: { codes: foreign.map(({ code }) => code) },
  })
}

const judgeBlueprint = ({ blueprint }: AssemblyRequest): Refusal<'BLUEPRINT_INCONSISTENT'> | undefined => {
  const [first, ...others] = checkBlueprint(blueprint)
  if (!first) return undefined
  return refuse('BLUEPRINT_INCONSISTENT', {
    sentence: `组卷蓝图自相矛盾：${first.sentence}`,
    remedy: '请改正题型分布或知识点分布后重新组卷。',
    clauses: [],
    field: 'blueprint',
    details: { problems: [first, ...others].map(({ sentence }) => sentence) },
  })
}

/** Prepares the assembly of one paper. Items are taken in the order of their ids, so the order given has no influence. */
export const prepareAssembly = (
  request: AssemblyRequest,
): Verdict<Assembly, 'FOREIGN_ITEM' | 'BLUEPRINT_INCONSISTENT'> => {
  const refusal = judgeSource(request) ?? judgeBlueprint(request)
  if (refusal) return refusal
  const items = request.items.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const quotas = quotasOf({ ...request, items })
  return accept({
    shortage: shortageModel(quotas),
    paper: paperModel(request, quotas, seeded(`draw:${request.seed}`)),
    readShortages: (values) => readShortages(quotas, values),
    readPaper: (values) => readPaper(request, quotas, values),
  })
}

/** The refusal that says which rule lacks how many items. */
export const itemsMissing = (shortages: readonly Shortage[]): Refusal<'ITEMS_MISSING'> =>
  refuse('ITEMS_MISSING', {
    sentence: `题库试题不足：${shortages
      .map(
        ({ rangeCode, type, needed, missing }) =>
          `鉴定范围${rangeCode}的${itemTypes[type].name}需要${needed}题，缺${missing}题`,
      )
      .join('；')}。`,
    remedy: '请补充相应鉴定范围的试题，或调整组卷蓝图。',
    clauses: [],
    field: 'items',
    details: { shortages: shortages.map((shortage) => ({ ...shortage })) },
  })

import { type Demand, type Rule, ruleId } from './demands.ts'
import type { Form } from './draw.ts'
import type { Conflict, Gap } from './gap.ts'
import type { Candidate } from './pool.ts'
import type { RuleSet } from './rules.ts'
import { measure, sharedBetween } from './verify.ts'
import { ruleText, type Wording } from './words.ts'

/** One rule, asked and got; over several forms the least and the most that a form got. */
export interface RuleLine {
  readonly rule: string
  readonly isGoal: boolean
  readonly asked: string
  readonly got: string
  /** By how much the worst form misses it; 0 where all meet it. */
  readonly missed: number
}

export interface FormFacts {
  readonly name: string
  readonly items: number
  readonly points: number
  readonly meanDifficulty: number
  readonly byDifficulty: readonly number[]
  readonly pointsCovered: number
  /** Items that stood in no paper before. */
  readonly fresh: number
}

export interface Report {
  readonly lines: readonly RuleLine[]
  readonly forms: readonly FormFacts[]
  /** Items of each point in each form; in how many forms, where there are too many to show. */
  readonly coverage: readonly { readonly point: string; readonly counts: readonly number[] }[]
  /** How many items the forms have in common, row by row; empty where there are too many to show. */
  readonly overlap: readonly (readonly number[])[]
  readonly shared: { readonly least: number; readonly mean: number; readonly most: number } | null
  /** How far from the best it may be, a share, 0 for proven best; null where no best was sought. */
  readonly gap: number | null
  readonly poolSize: number
}

/** More forms are summed up and not shown one by one. */
const mostShown = 26

const rounded = (number: number) => Math.round(number * 100) / 100
const unlimited = Number.POSITIVE_INFINITY

const askedText = ({ min, max, rule }: Pick<Demand, 'min' | 'max' | 'rule'>, items: number): string => {
  const each = (value: number) => rounded(rule.kind === 'mean' ? value / items : value)
  if (max === unlimited) return `≥ ${each(min)}`
  if (each(min) === each(max)) return String(each(min))
  return min > 0 ? `${each(min)}–${each(max)}` : `≤ ${each(max)}`
}

const gotText = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(rounded)
  return least === most ? String(least) : `${least}–${most}`
}

/** Rules about single points, pairs and items are one line: the worst of them counts. */
const grouped = new Set<Rule['kind']>(['perPoint', 'enemies', 'once', 'points', 'forced'])

interface Measured {
  readonly demand: Demand
  readonly got: number[]
  missed: number
}

const measureAll = (forms: readonly (readonly Candidate[])[], demands: readonly Demand[]): Measured[] => {
  const all = demands.map((demand): Measured => ({ demand, got: [], missed: 0 }))
  for (const form of forms) {
    for (const [at, found] of measure(form, demands).entries()) {
      all[at]!.got.push(found.got)
      all[at]!.missed = Math.max(all[at]!.missed, found.missed)
    }
  }
  return all
}

const groupLine = (list: readonly Measured[], wording: Wording): RuleLine => {
  const { rule, firm } = list[0]!.demand
  const missing = list.filter(({ missed }) => missed > 1e-6).length
  return {
    rule: ruleText(rule, wording),
    isGoal: !firm,
    asked: `${list.length}项`,
    got: missing === 0 ? '全部满足' : `${list.length - missing}项满足`,
    missed: missing,
  }
}

const linesOf = (forms: readonly (readonly Candidate[])[], demands: readonly Demand[], wording: Wording) => {
  const groups = Map.groupBy(measureAll(forms, demands), ({ demand }) => ruleId(demand.rule))
  return [...groups.values()].map((list): RuleLine => {
    const { demand, got, missed } = list[0]!
    if (grouped.has(demand.rule.kind)) return groupLine(list, wording)
    const items = forms[0]?.length ?? 1
    const isMean = demand.rule.kind === 'mean'
    return {
      rule: ruleText(demand.rule, wording),
      isGoal: !demand.firm,
      asked: askedText(demand, items),
      got: gotText(isMean ? got.map((value) => value / items) : got),
      missed: rounded(isMean ? missed / items : missed),
    }
  })
}

const factsOf = (name: string, form: readonly Candidate[], rules: RuleSet): FormFacts => {
  const points = new Map(rules.types.map((quota) => [quota.type, quota.points]))
  const sum = form.reduce((total, { difficulty }) => total + difficulty, 0)
  return {
    name,
    items: form.length,
    points: rounded(form.reduce((total, { type }) => total + (points.get(type) ?? 0), 0)),
    meanDifficulty: rounded(sum / Math.max(1, form.length)),
    byDifficulty: [1, 2, 3, 4, 5].map(
      (grade) => form.filter(({ difficulty }) => difficulty === grade).length,
    ),
    pointsCovered: new Set(form.map(({ pointCode }) => pointCode)).size,
    fresh: form.filter(({ papers }) => papers === 0).length,
  }
}

const coverageOf = (forms: readonly (readonly Candidate[])[], pool: readonly Candidate[]) => {
  const perForm = forms.map((form) => Map.groupBy(form, ({ pointCode }) => pointCode))
  return [...new Set(pool.map(({ pointCode }) => pointCode))].sort().map((point) => {
    const counts = perForm.map((points) => points.get(point)?.length ?? 0)
    return {
      point,
      counts: forms.length <= mostShown ? counts : [counts.filter((count) => count > 0).length],
    }
  })
}

/** All pairs where forms are few; otherwise each form with the next ones, enough to tell. */
const pairsOf = (count: number): readonly (readonly [number, number])[] => {
  const reach = count <= mostShown ? count : 3
  return Array.from({ length: count }, (_, a) => a).flatMap((a) =>
    Array.from({ length: Math.min(reach, count - a - 1) }, (_, step) => [a, a + step + 1] as const),
  )
}

const sharedOf = (forms: readonly (readonly Candidate[])[]): Report['shared'] => {
  const shared = pairsOf(forms.length).map(([a, b]) => sharedBetween(forms[a]!, forms[b]!))
  if (shared.length === 0) return null
  const mean = rounded(shared.reduce((sum, count) => sum + count, 0) / shared.length)
  return { least: Math.min(...shared), mean, most: Math.max(...shared) }
}

export interface Reported {
  readonly forms: readonly Form[]
  readonly candidates: readonly Candidate[]
  readonly demands: readonly Demand[]
  readonly gap: number | null
}

/** Asked and got, rule by rule, and what the forms are like; nothing of it tells which items they hold. */
export const reportOf = ({ forms, candidates, demands, gap }: Reported, wording: Wording): Report => {
  const byCode = new Map(candidates.map((item) => [item.code, item]))
  const items = forms.map(({ codes }) => codes.flatMap((code) => byCode.get(code) ?? []))
  const few = forms.length <= mostShown
  const overlapLine = (): RuleLine[] => {
    const shared = sharedOf(items)
    if (!shared) return []
    const { overlap } = wording.rules
    const missed = overlap === undefined ? shared.most : Math.max(0, shared.most - overlap)
    return [
      {
        ...{ rule: ruleText({ kind: 'overlap' }, wording), isGoal: overlap === undefined, missed },
        ...{ asked: `≤ ${overlap ?? 0}`, got: gotText([shared.least, shared.most]) },
      },
    ]
  }
  return {
    lines: [...linesOf(items, demands, wording), ...(few ? overlapLine() : [])],
    forms: forms.slice(0, mostShown).map(({ name }, at) => factsOf(name, items[at]!, wording.rules)),
    coverage: coverageOf(items, candidates),
    overlap: few ? items.map((a) => items.map((b) => sharedBetween(a, b))) : [],
    shared: sharedOf(items),
    gap,
    poolSize: new Set(forms.flatMap(({ codes }) => codes)).size,
  }
}

export interface GapLine {
  readonly rule: string
  readonly asked: number
  readonly missing: number
  readonly side: 'lack' | 'excess'
}

/** Why there can be no such paper, in the words of the rules. */
export interface Explanation {
  readonly sentence: string
  readonly rules: readonly string[]
  readonly gaps: readonly GapLine[]
  readonly shortages: readonly GapLine[]
}

const gapLine = ({ rule, asked, missing, side }: Gap, wording: Wording): GapLine => ({
  ...{ rule: ruleText(rule, wording), missing, side },
  asked: asked === unlimited ? 0 : rounded(asked),
})

const gapText = ({ rule, missing, side }: GapLine) => `“${rule}”${side === 'lack' ? '缺' : '多'}${missing}题`

const fewCells = 3

/** Rules as they were written; many numbers of the sheet 知识点分布 are one of them. */
const ruleTexts = (rules: readonly Rule[], wording: Wording): readonly string[] => {
  const cells = rules.filter((rule) => rule.kind === 'cell')
  if (cells.length <= fewCells) return rules.map((rule) => ruleText(rule, wording))
  const ranges = [...new Set(cells.map(({ range }) => range))]
  return [
    `知识点分布中鉴定范围${ranges.join('、')}的规定题数（共${cells.length}项）`,
    ...rules.filter(({ kind }) => kind !== 'cell').map((rule) => ruleText(rule, wording)),
  ]
}

export const explanationOf = (conflict: Conflict, wording: Wording): Explanation => {
  const rules = ruleTexts(conflict.rules, wording)
  const gaps = conflict.gaps.map((gap) => gapLine(gap, wording))
  const head =
    rules.length === 1
      ? `题库满足不了这条规则：${rules[0]}`
      : `这${rules.length}条规则不能同时满足：${rules.join('；')}`
  const tail = gaps.length > 0 ? `。${gaps.map(gapText).join('，')}` : ''
  return {
    ...{ sentence: `${head}${tail}。`, rules, gaps },
    shortages: conflict.shortages.map((gap) => gapLine(gap, wording)),
  }
}

import type { Grade } from '../../core/item.ts'
import { type Rule, typeName } from './demands.ts'
import { type ExposureRule, itemsOf, type RuleSet } from './rules.ts'

export const gradeNames: { readonly [G in Grade]: string } = {
  1: '很易',
  2: '较易',
  3: '中等',
  4: '较难',
  5: '很难',
}

/** What rules are told with: the rules themselves and the names of ranges by their codes. */
export interface Wording {
  readonly rules: RuleSet
  readonly rangeNames: ReadonlyMap<string, string>
}

const rangeText = ({ rangeNames }: Wording, code: string): string => {
  const name = rangeNames.get(code)
  return name ? `鉴定范围${code}“${name}”` : `鉴定范围${code}`
}

const limitText = (unit: string, min: number | undefined, max: number | undefined): string => {
  if (min !== undefined && min === max) return `${min}${unit}`
  const least = min === undefined ? [] : [`不少于${min}${unit}`]
  const most = max === undefined ? [] : [`不多于${max}${unit}`]
  return [...least, ...most].join('、')
}

const exposureText = ({ mostUses, restDays, restPapers }: ExposureRule): string =>
  [
    ...(mostUses === undefined ? [] : [`已用${mostUses}次的试题不再选用`]),
    ...(restDays === undefined ? [] : [`${restDays}天内用过的试题不选用`]),
    ...(restPapers === undefined ? [] : [`最近${restPapers}套试卷用过的试题不选用`]),
  ].join('，')

const boundText = (wording: Wording, at: number): string => {
  const bound = wording.rules.bounds[at]
  if (!bound) return '鉴定范围的题量'
  const what = bound.type ? `的${typeName(bound.type)}` : '的试题'
  return `${rangeText(wording, bound.code)}${what}${limitText('题', bound.min, bound.max)}`
}

const cellText = (wording: Wording, rule: Rule & { kind: 'cell' }): string => {
  const counts = wording.rules.ranges.find(({ code }) => code === rule.range)?.counts
  return `${rangeText(wording, rule.range)}的${typeName(rule.type)}${counts?.[rule.type] ?? 0}题`
}

const spread = (tolerance: number | undefined, unit: string) =>
  tolerance === undefined ? '（尽量满足）' : `，允许偏差${tolerance}${unit}`

const difficultyText = ({ rules: { difficulty } }: Wording, grade: Grade): string =>
  difficulty.kind === 'shares'
    ? `难度${grade}（${gradeNames[grade]}）占${difficulty.shares[grade]}%${spread(difficulty.tolerance, '个百分点')}`
    : ''

const overlapText = (overlap: number | undefined): string => {
  if (overlap === undefined) return '各套之间尽量不重复'
  return overlap === 0 ? '各套之间不得有相同的试题' : `任意两套之间相同的试题不超过${overlap}题`
}

/** A rule in one sentence without a full stop, as the person who set it would say it. */
export const ruleText = (rule: Rule, wording: Wording): string => {
  const { rules } = wording
  switch (rule.kind) {
    case 'type':
      return `${typeName(rule.type)}共${rules.types.find(({ type }) => type === rule.type)?.count ?? 0}题`
    case 'cell':
      return cellText(wording, rule)
    case 'bound':
      return boundText(wording, rule.at)
    case 'importance': {
      const bound = rules.importance.find(({ importance }) => importance === rule.importance)
      return `重要程度${rule.importance}的试题${limitText('%', bound?.min, bound?.max)}`
    }
    case 'difficulty':
      return difficultyText(wording, rule.grade)
    case 'mean': {
      const { difficulty } = rules
      return difficulty.kind === 'mean' ? `平均难度${difficulty.mean}${spread(difficulty.tolerance, '')}` : ''
    }
    case 'exposure':
      return exposureText(rules.exposure)
    case 'enemies':
      return '互为敌对的试题不在同一套'
    case 'excluded':
      return `排除指定的${rules.excluded.length}道试题`
    case 'forced':
      return `必选指定的${rules.forced.length}道试题`
    case 'perPoint':
      return `每个鉴定点不超过${rules.perPoint ?? 0}题`
    case 'overlap':
      return overlapText(rules.overlap)
    case 'once':
      return '同一道题（含内容相同的）在一套中只出现一次'
    case 'whole':
      return `全卷${itemsOf(rules)}题`
    case 'points':
      return '试题在鉴定点上均匀分布（尽量满足）'
  }
}

import { typeName } from './demands.ts'
import { itemsOf, type RuleSet } from './rules.ts'
import { ruleText } from './words.ts'

/** Rules in a few short sentences, for a list. */
export const summaryOf = (rules: RuleSet): readonly string[] => {
  const wording = { rules, rangeNames: new Map<string, string>() }
  const { types, ranges, bounds, importance, exposure, excluded, forced, perPoint, overlap } = rules
  const counts = types.filter(({ count }) => count > 0)
  return [
    counts.map(({ type, count, points }) => `${typeName(type)}${count}题×${points}分`).join('，'),
    ...(ranges.length > 0 ? [`按${ranges.length}个鉴定范围抽题，全卷${itemsOf(rules)}题`] : []),
    ...(bounds.length > 0 ? [`${bounds.length}条鉴定范围上下限`] : []),
    ...importance.map(({ importance: one }) => ruleText({ kind: 'importance', importance: one }, wording)),
    ...(Object.keys(exposure).length > 0 ? [ruleText({ kind: 'exposure' }, wording)] : []),
    ...(perPoint === undefined ? [] : [ruleText({ kind: 'perPoint' }, wording)]),
    ...(forced.length > 0 ? [ruleText({ kind: 'forced' }, wording)] : []),
    ...(excluded.length > 0 ? [ruleText({ kind: 'excluded' }, wording)] : []),
    ...(overlap === undefined ? [] : [ruleText({ kind: 'overlap' }, wording)]),
  ]
}

/** Every rule that the three sheets have no place for, in words. */
export const furtherRules = (rules: RuleSet): readonly string[] => {
  const { difficulty } = rules
  const wording = { rules, rangeNames: new Map<string, string>() }
  const grades = difficulty.kind === 'shares' ? ([1, 2, 3, 4, 5] as const) : []
  return [
    ...rules.bounds.map(({ code, type }, at) =>
      ruleText({ kind: 'bound', range: code, type: type ?? null, at }, wording),
    ),
    ...grades.map((grade) => ruleText({ kind: 'difficulty', grade }, wording)),
    ...(difficulty.kind === 'mean' ? [ruleText({ kind: 'mean' }, wording)] : []),
    ...summaryOf({ ...rules, types: [], ranges: [], bounds: [] }).filter((sentence) => sentence !== ''),
    ...rules.forced.map((code) => `必选：${code}`),
    ...rules.excluded.map((code) => `排除：${code}`),
  ]
}

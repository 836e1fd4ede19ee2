import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { itemTypes } from '../../core/item.ts'
import type { KnowledgeTree } from '../../knowledge/core/tree.ts'
import { typeFitsScreen } from '../../paper/core/paper-content.ts'
import { candidatesOf, eligible, type Pool } from './pool.ts'
import { checkRules } from './rule-check.ts'
import type { RuleSet } from './rules.ts'

export type AdmissionRefusal = 'FOREIGN_ITEM' | 'RULES_INCONSISTENT' | 'TYPE_NOT_ON_SCREEN'

/** SDS-4.2-01: items that are not the organisation's own. */
export const foreignItems = (codes: readonly string[]): Refusal<'FOREIGN_ITEM'> =>
  refuse('FOREIGN_ITEM', {
    sentence: `有${codes.length}道试题不属于本机构题库，首道为${codes[0]}。`,
    remedy: '试卷只能从本机构自己的题库中抽取，请核对试题编号或重新选择题库。',
    clauses: ['SDS-4.2-01'],
    field: 'items',
    details: { codes },
  })

export const inconsistent = (problems: readonly string[]): Refusal<'RULES_INCONSISTENT'> =>
  refuse('RULES_INCONSISTENT', {
    sentence: `组卷规则自相矛盾：${problems[0]}`,
    remedy: '请改正组卷规则后重新组卷。',
    clauses: [],
    field: 'rules',
    details: { problems },
  })

export const rulesRetired = ({ name }: { readonly name: string }): Refusal<'RULES_RETIRED'> =>
  refuse('RULES_RETIRED', {
    sentence: `组卷规则“${name}”已停用。`,
    remedy: '请选择在用的规则，或保存新的一版。',
    clauses: [],
    field: 'ruleSetId',
  })

const judgeSource = ({ items, organisationId }: Pool, { forced }: RuleSet) => {
  const known = new Set(items.map(({ code }) => code))
  const foreign = [
    ...items.filter((item) => item.organisationId !== organisationId).map(({ code }) => code),
    ...forced.filter((code) => !known.has(code)),
  ]
  return foreign.length === 0 ? undefined : foreignItems(foreign)
}

/** SDS-4.2-04: what a person has to mark cannot stand in a paper that is answered on screen. */
export const judgeMedium = ({ types, medium }: RuleSet): Refusal<'TYPE_NOT_ON_SCREEN'> | undefined => {
  const names = types.flatMap(({ type, count }) =>
    count > 0 && !typeFitsScreen(type) ? [itemTypes[type].name] : [],
  )
  if (medium === 'print' || names.length === 0) return undefined
  return refuse('TYPE_NOT_ON_SCREEN', {
    sentence: `规则含${names.join('、')}，机考试卷只能有单选题、多选题和判断题。`,
    remedy: '请改正题型分布，或将作答方式改为纸笔。',
    clauses: ['SDS-4.2-04'],
    field: 'medium',
  })
}

const judgeForced = (pool: Pool, rules: RuleSet): readonly string[] => {
  const within = new Set(eligible(candidatesOf(pool, rules), rules).map(({ code }) => code))
  return rules.forced
    .filter((code) => !within.has(code))
    .map((code) => `必选试题${code}不在规定的题型或抽题范围内。`)
}

/** What stands against drawing before anything is drawn. */
export const judgeRequest = (
  pool: Pool,
  rules: RuleSet,
  tree?: KnowledgeTree,
): Refusal<AdmissionRefusal> | undefined => {
  const refusal = judgeSource(pool, rules) ?? judgeMedium(rules)
  if (refusal) return refusal
  const problems = [...checkRules(rules, tree).map(({ sentence }) => sentence), ...judgeForced(pool, rules)]
  return problems.length === 0 ? undefined : inconsistent(problems)
}

import { checkPersonName } from '#modules/policy/core/name.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { isDay } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { readCategory } from './category.rule.ts'
import { isEducation } from './evaluation.rule.ts'
import { checkPhone } from './form.rule.ts'

/** What may be corrected after the data were confirmed, by the names of annex 2 (SDS-3.3-12). */
export const correctableFields = {
  name: '姓名',
  phone: '手机号码',
  employer: '工作单位',
  education: '学历',
  major: '专业',
  category: '考生类别',
  workFrom: '参加工作时间',
} as const
export type CorrectableField = keyof typeof correctableFields

const invalid = (field: CorrectableField, sentence: string) =>
  refuse('VALUE_INVALID', {
    sentence,
    remedy: `请核对“${correctableFields[field]}”的新内容。`,
    clauses: ['SDS-3.3-12'],
    field: 'value',
  })

const check = (field: CorrectableField, value: string, regime: Regime): Verdict<string> => {
  if (field === 'name') return checkPersonName(value)
  if (field === 'phone') return checkPhone(value)
  if (field === 'category') return readCategory(value, regime)
  if (field === 'education' && !isEducation(value)) return invalid(field, `“${value}”不在可选的学历之中。`)
  if (field === 'workFrom' && !isDay(value)) return invalid(field, '日期应按 2000-01-31 的格式填写。')
  return accept(value.trim())
}

/** The new value as it will be stored, or why it cannot be. */
export const correctedValue = (
  field: CorrectableField,
  value: string,
  regime: Regime,
): Verdict<string, 'VALUE_INVALID'> => {
  const checked = check(field, value, regime)
  return checked.refused ? invalid(field, checked.sentence) : checked
}

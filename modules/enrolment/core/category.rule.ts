import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** Where rosters tell the origin of a candidate in more detail than annex 2 does. */
const schools = [
  '技师学院',
  '高级技工学校',
  '普通技工学校',
  '职业高中',
  '普通中专',
  '职业技术学院',
  '普通大专',
  '普通大学',
  '在校学生',
]
const society = [
  '国有企业',
  '集体企业',
  '私营企业',
  '个体企业',
  '外商投资',
  '港澳台商投资',
  '机关事业单位',
  '农民工',
  '下岗失业人员',
  '现役军人',
  '退役军人',
  '城镇失业人员',
  '自由职业者',
]
const others = ['其他人员', '其它', '其它人员']

/** One of the categories of annex 2 (SDS-A2-02); a more detailed origin is put under the one it belongs to. */
export const readCategory = (text: string, regime: Regime): Verdict<string, 'CATEGORY_UNKNOWN'> => {
  const parameter = regime.enrolment.categories
  const categories = statedValue(parameter) ?? [text]
  const [student, social, other] = categories
  const broad = schools.includes(text)
    ? student
    : society.includes(text)
      ? social
      : others.includes(text)
        ? other
        : text
  if (broad !== undefined && categories.includes(broad)) return accept(broad)
  return refuse('CATEGORY_UNKNOWN', {
    sentence: `“${text}”不是规定的考生类别。`,
    remedy: `请从${categories.join('、')}中选定一项。`,
    clauses: parameter.clauses,
    field: 'category',
  })
}

/** Whether the origin a roster tells is that of someone still at school. */
export const isStudentOrigin = (text: string): boolean => schools.includes(text) || text === '院校学生'

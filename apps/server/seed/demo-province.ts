import type { registerOrganisation } from '#modules/party/contract.ts'
import type { Role } from '#modules/party/core/role.ts'
import { day } from '#platform/clock/day.ts'
import type { InputOf } from '#platform/contract/contract.ts'

export type DemoOrganisation = InputOf<typeof registerOrganisation> & { readonly key: string }

export interface DemoPerson {
  readonly at: string
  readonly login: string
  readonly name: string
  readonly roles: readonly [Role, ...Role[]]
  readonly password: string
}

const contacts = {
  cityCode: '3799',
  cityName: '澜川市',
  contactPerson: '联系人甲',
  contactPhone: '0599-0000001',
  headName: '负责人甲',
  headPhone: '13800000001',
} as const

/** The demo province. The city 澜川 and everyone in it are invented. */
export const organisations: readonly DemoOrganisation[] = [
  {
    key: 'province',
    kind: 'province-centre',
    name: '演示省公共就业和人才服务中心',
    typeName: '省级评价机构管理部门',
    ...contacts,
  },
  {
    key: 'city',
    kind: 'city-centre',
    name: '澜川市职业技能评价管理中心',
    typeName: '市级评价机构管理部门',
    ...contacts,
  },
  {
    key: 'evaluation',
    kind: 'evaluation',
    name: '澜川市技能评价服务中心',
    typeName: '社会培训评价组织',
    ...contacts,
  },
  {
    key: 'college',
    kind: 'evaluation',
    name: '澜川市北辰技师学院',
    typeName: '社会培训评价组织',
    ...contacts,
  },
]

const password = 'Demo-2026-pass'
const person = (at: string, login: string, { name, role }: { name: string; role: Role }): DemoPerson => ({
  at,
  login,
  name,
  roles: [role],
  password,
})

export const people: readonly DemoPerson[] = [
  person('province', 'province', { name: '省中心甲', role: 'province' }),
  person('province', 'auditor', { name: '审计员甲', role: 'auditor' }),
  person('province', 'operator', { name: '运维员甲', role: 'operator' }),
  person('city', 'city', { name: '市中心甲', role: 'city' }),
  person('evaluation', 'head', { name: '负责人甲', role: 'org-head' }),
  person('evaluation', 'exam', { name: '考务员甲', role: 'org-exam' }),
  person('evaluation', 'review', { name: '审核员甲', role: 'org-review' }),
  person('evaluation', 'itembank', { name: '题库员甲', role: 'org-itembank' }),
  person('evaluation', 'itembank2', { name: '题库员乙', role: 'org-itembank' }),
  person('evaluation', 'writer', { name: '命题员甲', role: 'org-item-writer' }),
  person('evaluation', 'itemreviewer1', { name: '审题员甲', role: 'org-item-reviewer' }),
  person('evaluation', 'itemreviewer2', { name: '审题员乙', role: 'org-item-reviewer' }),
  person('evaluation', 'secrecy1', { name: '保密员甲', role: 'org-secrecy' }),
  person('evaluation', 'secrecy2', { name: '保密员乙', role: 'org-secrecy' }),
  person('evaluation', 'archive', { name: '档案员甲', role: 'org-archive' }),
  person('evaluation', 'chief', { name: '考点负责人甲', role: 'site-chief' }),
  person('evaluation', 'invigilator1', { name: '监考员甲', role: 'invigilator' }),
  person('evaluation', 'invigilator2', { name: '监考员乙', role: 'invigilator' }),
  person('evaluation', 'examiner1', { name: '考评员甲', role: 'examiner' }),
  person('evaluation', 'examiner2', { name: '考评员乙', role: 'examiner' }),
  person('evaluation', 'examiner3', { name: '考评员丙', role: 'examiner' }),
  person('evaluation', 'supervisor', { name: '督导员甲', role: 'supervisor' }),
  person('college', 'college-exam', { name: '考务员丙', role: 'org-exam' }),
]

const rest = (from: string, to: string, name: string) => {
  const days = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    days.push({ day: day(new Date(at).toISOString().slice(0, 10)), kind: 'rest' as const, name })
  }
  return days
}

/** A plausible year for the demo's deadlines; the official arrangement has to be entered in its place. */
export const demoExceptions2027 = [
  ...rest('2027-01-01', '2027-01-03', '元旦'),
  ...rest('2027-02-05', '2027-02-12', '春节'),
  ...rest('2027-04-03', '2027-04-05', '清明节'),
  ...rest('2027-05-01', '2027-05-05', '劳动节'),
  ...rest('2027-06-09', '2027-06-09', '端午节'),
  ...rest('2027-09-15', '2027-09-15', '中秋节'),
  ...rest('2027-10-01', '2027-10-07', '国庆节'),
]

/** Every role of the product with its title, where it works and whether it logs in with a one-time code. */
export const roles = {
  province: { title: '省中心', portal: 'authority', secondFactor: true },
  city: { title: '市中心', portal: 'authority', secondFactor: true },
  operator: { title: '系统运维', portal: 'authority', secondFactor: true },
  auditor: { title: '审计', portal: 'authority', secondFactor: false },
  'org-head': { title: '机构负责人', portal: 'organisation', secondFactor: false },
  'org-exam': { title: '考务人员', portal: 'organisation', secondFactor: false },
  'org-review': { title: '资格审核人员', portal: 'organisation', secondFactor: false },
  'org-itembank': { title: '题库管理人员', portal: 'organisation', secondFactor: false },
  'org-item-writer': { title: '命题人员', portal: 'organisation', secondFactor: false },
  'org-item-reviewer': { title: '审题人员', portal: 'organisation', secondFactor: false },
  'org-secrecy': { title: '保密管理人员', portal: 'organisation', secondFactor: true },
  'org-archive': { title: '档案管理人员', portal: 'organisation', secondFactor: false },
  'site-chief': { title: '考点负责人', portal: 'staff', secondFactor: false },
  invigilator: { title: '监考人员', portal: 'staff', secondFactor: false },
  examiner: { title: '考评人员', portal: 'staff', secondFactor: false },
  supervisor: { title: '内部质量督导员', portal: 'staff', secondFactor: false },
  candidate: { title: '考生', portal: 'candidate', secondFactor: false },
  system: { title: '系统', portal: 'none', secondFactor: false },
} as const

export type Role = keyof typeof roles

export const roleNames = Object.keys(roles) as readonly Role[]
const organisationRoleNames = roleNames.filter((role) => role.startsWith('org-'))

/** Experts who write and review items: they work in the organisation's portal and see nothing but items. */
export const itemExperts = ['org-item-writer', 'org-item-reviewer'] as const satisfies readonly Role[]
const isItemExpert = (role: Role): boolean => itemExperts.some((one) => one === role)

export const isRole = (text: string): text is Role => text in roles

/** Key-holding and authority roles prove a second factor. */
export const needsSecondFactor = (held: readonly string[]): boolean =>
  held.some((role) => isRole(role) && roles[role].secondFactor)

/** Everyone on the staff of an evaluation organisation. */
export const organisationStaff: readonly Role[] = [
  ...organisationRoleNames,
  'site-chief',
  'invigilator',
  'examiner',
  'supervisor',
]

/** Those who do an organisation's business in its portal; item experts are not among them. */
export const organisationOffice: readonly Role[] = organisationRoleNames.filter((role) => !isItemExpert(role))
export const authority: readonly Role[] = ['province', 'city']

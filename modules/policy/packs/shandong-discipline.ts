import type { SiteGround, StaffGround } from '../core/discipline-parameters.ts'

/** Staff who influence candidates or explain items to them. What follows is left to the guideline, which is apart. */
export const influencingStaff = (clauses: readonly string[]): readonly StaffGround[] => [
  {
    ...{ code: '工1', role: '工作人员', title: '影响考生作答，或帮助考生理解试题', trace: 'session' },
    ...{ effects: ['recorded', 'criticism'], withdrawsPaper: false, clauses },
  },
]

/** Each of the three takes the site's qualification (SPC-4.3-03). */
export const siteGrounds: readonly SiteGround[] = ['违规失信', '恶意竞争', '管理失序'].map((title, at) => ({
  code: `点${at + 1}`,
  title,
  clauses: ['SPC-4.3-03'],
}))

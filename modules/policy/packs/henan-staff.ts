import type { StaffingParameters, StaffParameters } from '../core/pack.ts'
import { notStated, stated } from '../core/parameter.ts'

/** Posts, numbers and duties of a batch in the Henan handbook. */
export const henanStaffing: StaffingParameters = {
  siteHeads: stated(
    [
      { post: '考点负责人', min: 1, max: 1, per: 'organisation' },
      { post: '考场负责人', min: 1, max: 1, per: 'site' },
      { post: '总监考', min: 1, max: 1, per: 'site' },
      { post: '副总监考', min: 1, max: 3, per: 'site' },
      { post: '主考', min: 1, max: 1, per: 'room' },
    ],
    'HN-2.3.3-01 HN-2.5-03 HN-2.3.4-16 HN-2.3.4-17 HN-2.3.4-18',
    '手册对考点使用三种称谓，各按一个岗位配置；主考为一般要求。',
  ),
  invigilatorsPerRoom: stated(
    { count: 2, operator: 'exactly', perCandidates: 30, strictness: 'in-principle' },
    'HN-2.3.4-19 HN-2.5-08',
  ),
  invigilatorAllotment: stated(
    { method: 'draw', when: 'before-exam', per: 'examination', by: 'organisation' },
    'HN-2.5-09',
  ),
  invigilatorConfirmation: notStated,
  adminStaff: stated({ kind: 'per-site', count: 2 }, 'HN-2.5-05 HN-2.3.4-15', '并按考生人数计算。'),
  examinerNeed: stated(
    {
      basis: ['standard', 'modules'],
      minPerOccupation: 3,
      minPerModule: 1,
      minRegistered: 3,
    },
    'HN-2.5-12 HN-2.5-13 HN-3.1.1-27 HN-1.6-19',
  ),
  panel: stated(
    { minMembers: 3, odd: false, scoresPerCandidate: 1 },
    'HN-2.5-12 HN-2.5-13',
    '每个职业不少于3人、每个模块不少于1人；未规定单数和每名考生的评分人数。',
  ),
  examinerAssignment: stated({ method: 'rotation', recorded: ['组长', '成员'] }, 'HN-3.1.1-07 HN-3.3.1-08'),
  rotation: stated(
    { minChangedFraction: { of: 1, outOf: 3 }, maxInSuccession: 3, successionPer: 'organisation' },
    'HN-3.1.1-10 HN-3.3.1-10 HN-1.8.3.4-20 HN-3.3.1-09',
    '连续次数在方案中按职业计、在制度中按机构计，取较严的按机构计；三分之一向上取整。',
  ),
  supervisors: stated(
    {
      count: 3,
      operator: 'exactly',
      per: 'batch',
      assignedBy: 'organisation',
      maxInSuccession: 3,
      external: true,
    },
    'HN-1.6-26 HN-3.3.2-04 HN-2.5-04 HN-1.8.3.4-21',
    '每个考点同样为3人。',
  ),
  exclusiveRoles: stated(
    [{ roles: ['supervisor', 'examiner'], within: 'batch' }],
    'HN-1.6-27 HN-4.6-01 HN-4.6-02',
    '可同时受聘，同一次认定只能任其一。',
  ),
  avoidance: stated(
    [
      { roles: ['administration'], relations: ['relative', 'taught-class'], from: 'room' },
      { roles: ['examiner'], relations: ['relative', 'taught-class', 'acquaintance'], from: 'candidate' },
      { roles: ['supervisor'], relations: ['declared'], from: 'batch' },
    ],
    'HN-3.3.4-05 HN-3.3.5-04 HN-3.3.8-02 HN-3.3.6-04',
  ),
}

/** Who may serve, in the Henan handbook. */
export const henanStaff: StaffParameters = {
  examiner: stated(
    [
      {
        role: '考评员',
        needsValidCard: true,
        minLevel: 3,
        orTitle: 'intermediate',
        minYears: null,
        employedYears: 1,
      },
      {
        role: '高级考评员',
        needsValidCard: true,
        minLevel: 1,
        orTitle: 'senior',
        minYears: 1,
        employedYears: null,
      },
    ],
    'HN-1.6-21 HN-1.6-22 HN-1.6-23 HN-1.8.3.4-03 HN-1.8.3.4-04 HN-1.8.3.4-05 HN-1.8.3.4-06 HN-1.8.3.4-08 HN-3.1.1-04',
    '本单位在职一年为方案范例的要求，备案表另设“是否本单位人员”栏，可聘外单位人员。',
  ),
  supervisor: stated(
    [
      {
        role: '内部质量督导员（管理和技术工作经历）',
        needsValidCard: true,
        minLevel: null,
        orTitle: null,
        minYears: 2,
        employedYears: 1,
      },
      {
        role: '内部质量督导员（考评经历）',
        needsValidCard: true,
        minLevel: null,
        orTitle: null,
        minYears: 3,
        employedYears: 1,
      },
    ],
    'HN-1.8.3.4-10 HN-1.8.3.4-11 HN-1.8.3.4-12 HN-3.3.2-01',
    '两种经历具备其一；制度对管理人员未写年限。',
  ),
  expert: stated(
    {
      minPerOccupation: 2,
      minLevel: 1,
      orTitle: 'senior',
      minYearsInOccupation: 5,
      maxAge: { male: 65, female: 60, honoured: 70 },
    },
    'HN-1.8.3.4-14 HN-1.8.3.4-15 HN-1.8.3.4-17 HN-1.8.3.4-18 HN-1.8.3.4-19 HN-3.3.3-03 HN-3.3.3-04 HN-3.3.3-05 HN-1.6-24 HN-1.6-25',
    '制度中的年龄上限为占位符“x”，按方案范例取值。',
  ),
  dismissal: stated(
    { failedYears: 2, consecutive: false, bands: { excellent: 90, good: 80, passed: 60 } },
    'HN-3.3.1-19 HN-3.3.7-04 HN-3.3.1-14 HN-3.3.7-02 HN-3.3.1-16 HN-3.3.7-03',
    '一处为聘期内累计两年、一处为连续两年，取较严的累计。',
  ),
  examinerScope: stated(
    { examiner: [5, 4, 3], seniorExaminer: [5, 4, 3, 2, 1], relatedOccupationsOnly: true },
    'HN-4.5-01 HN-3.1.1-02 HN-3.1.1-03 HN-1.6-20',
  ),
}

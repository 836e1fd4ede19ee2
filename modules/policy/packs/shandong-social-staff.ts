import type { StaffingParameters, StaffParameters } from '../core/pack.ts'
import { byOperator, leftOpen, notStated, stated } from '../core/parameter.ts'

/** Posts, numbers and duties of a batch in the guideline of 2023. */
export const shandongSocialStaffing: StaffingParameters = {
  siteHeads: stated([{ post: '考点负责人', min: 1, max: 1, per: 'site' }], 'SDS-4.3-04'),
  invigilatorsPerRoom: stated(
    { count: 2, operator: 'exactly', perCandidates: null, strictness: 'must' },
    'SDS-4.3-05',
  ),
  invigilatorAllotment: stated(
    { method: 'draw', when: 'exam-day', per: 'session', by: 'site-head' },
    'SDS-4.4-13 SDS-4.4-14',
  ),
  invigilatorConfirmation: stated(
    {
      qualification: { item: '监考资格', clause: 'SDS-4.4-07', daysBefore: 1 },
      study: {
        topics: [
          '政策规定',
          '考点考场情况',
          '考场规则',
          '注意事项',
          '职责分工',
          '试卷分发',
          '试卷收集',
          '试卷装订',
          '试卷密封',
        ],
        clause: 'SDS-4.4-09',
      },
    },
    'SDS-4.4-07 SDS-4.4-09',
  ),
  adminStaff: stated({ kind: 'by-size' }, 'SDS-4.3-01'),
  examinerNeed: stated(
    {
      basis: ['standard', 'modules', 'candidates'],
      minPerOccupation: null,
      minPerModule: null,
      minRegistered: null,
    },
    'SDS-4.3-07',
  ),
  panel: byOperator(
    { minMembers: 3, odd: true, scoresPerCandidate: 3 },
    '本指引只规定按国家职业标准配备考评人员；国家职业标准一般规定考评人员不少于3人且为单数，每名考生由3名考评人员分别评分。',
    'SDS-4.3-07',
  ),
  examinerAssignment: stated({ method: 'random', recorded: ['seed', 'pool', 'result'] }, 'SDS-4.3-08'),
  rotation: leftOpen('SDS-4.3-09', '实行轮换制，未规定比例和次数。'),
  supervisors: stated(
    {
      count: 1,
      operator: 'at-least',
      per: 'session',
      assignedBy: 'organisation',
      maxInSuccession: null,
      external: false,
    },
    'SDS-4.3-13',
  ),
  exclusiveRoles: stated(
    [{ roles: ['trainer', 'invigilator'], within: 'room-of-own-trainees' }],
    'SDS-4.3-06',
  ),
  avoidance: stated(
    [
      { roles: ['administration', 'invigilator'], relations: ['declared', 'taught-class'], from: 'room' },
      { roles: ['examiner'], relations: ['declared'], from: 'candidate' },
    ],
    'SDS-4.3-02 SDS-4.3-06 SDS-4.3-10',
  ),
}

/** Who may serve, in the guideline of 2023. */
export const shandongSocialStaff: StaffParameters = {
  examiner: stated(
    [
      {
        role: '考评人员',
        needsValidCard: true,
        minLevel: null,
        orTitle: null,
        minYears: null,
        employedYears: null,
      },
    ],
    'SDS-4.3-12',
    '资格条件见省考评人员政策，本指引未载。',
  ),
  supervisor: stated(
    [
      {
        role: '内部质量督导员',
        needsValidCard: true,
        minLevel: null,
        orTitle: null,
        minYears: null,
        employedYears: null,
      },
    ],
    'SDS-4.3-14',
    '原文只写“符合条件”。',
  ),
  expert: notStated,
  dismissal: notStated,
  examinerScope: notStated,
}

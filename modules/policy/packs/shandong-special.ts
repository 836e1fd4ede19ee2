import { day } from '#platform/clock/day.ts'
import type { Regime } from '../core/pack.ts'
import { byOperator, leftOpen, stated } from '../core/parameter.ts'
import { bankByProcedure } from './bank.ts'
import { compensationLimits, generalIncidents, similarityThreshold } from './incidents.ts'
import { itemRetirement } from './item-retirement.ts'
import { shandongSpecialPractical } from './practical-day.ts'
import { roomOperation } from './room-operation.ts'
import { usualRoomWords } from './room-words.ts'
import { siteGrounds } from './shandong-discipline.ts'
import { silent } from './silent.ts'

/** 鲁人社字〔2020〕100号, special vocational abilities: no levels, run by the city centre through sites. */
const shandongSpecial2020: Regime = {
  ...silent,
  pack: 'shandong-special',
  version: '2020',
  document: '004',
  documentNumber: '鲁人社字〔2020〕100号',
  documentTitle: '关于推进专项职业能力考核工作的通知',
  inForceFrom: stated(day('2020-08-25'), 'SPC-1.0-01'),
  supersededOn: null,
  binding: stated({ force: 'strict', words: '通知及工作规程' }, 'SPC-1.0-01'),
  calendar: { plainDays: stated('working', 'SPC-A1.4-09', '文中期限写明工作日。') },
  filing: {
    ...silent.filing,
    authority: stated(['市职业技能鉴定（指导）中心'], 'SPC-3.6-01'),
    responsibleBody: stated('centre-city', 'SPC-3.6-01 SPC-3.6-02', '考点只负责实施。'),
    gates: stated(['site-published-by-city'], 'SPC-A1.2-06'),
    materials: stated(
      [
        { name: '山东省专项职业能力考点设立申请表', due: 'at-submission' },
        { name: '场地设施设备图像证明', due: 'at-submission' },
        { name: '考核工作管理制度', due: 'at-submission' },
      ],
      'SPC-A1.2-02 SPC-A1.2-03 SPC-A1.2-04',
    ),
    eligibleBodies: stated(
      {
        accepted: ['职业技能鉴定机构', '企业', '院校', '培训评价机构'],
        excluded: [],
        exceptions: [],
        strictness: 'in-principle',
      },
      'SPC-A1.2-01',
    ),
    organisationTypes: stated(['职业技能鉴定机构', '企业', '院校', '培训评价机构'], 'SPC-A1.2-01'),
    validity: stated({ kind: 'until-revoked' }, 'SPC-4.3-03'),
  },
  scope: {
    levels: stated(
      {
        levels: [],
        limitedTo: 'no-levels',
        strictness: 'must',
        cappedByTrainingLevel: false,
        otherProcedure: [],
      },
      'SPC-2.0-02',
    ),
    area: stated({ kind: 'own-city', assignedBy: 'centre-city' }, 'SPC-A1.3-04'),
    change: stated(
      { months: null, approvers: ['province'], effectiveAfter: 'ministry-filing', editor: 'authority' },
      'SPC-3.3-03',
    ),
    exclusion: leftOpen('SPC-3.2-02', '允许申报职业分类之外的项目。'),
    occupationCode: byOperator(
      { pattern: '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{2})?$', length: 10, example: '6-18-01-01-02' },
      '项目可无职业分类编码；有编码的按《职业分类大典》。',
      'SPC-3.2-02',
    ),
  },
  annualPlan: {
    notice: stated(
      {
        publishBy: null,
        forYear: 'same',
        confirmedBy: null,
        publishers: ['centre-city'],
        audience: 'public',
        periods: ['year'],
      },
      'SPC-A1.3-01',
      '“每年年初”未定日期。',
    ),
    noticeFields: stated(
      ['考核项目', '考核规范', '时间安排', '报名条件', '报名方式', '考核方式', '其他重要事项'],
      'SPC-A1.3-02',
    ),
  },
  plan: {
    ...silent.plan,
    leadTime: leftOpen('SPC-A1.3-04', '由市中心安排，未规定提前天数。'),
    methods: stated({ methods: ['按考核规范实操'], freeWeights: false }, 'SPC-2.0-03'),
    batchName: byOperator({ pattern: '{yyyymmdd}{organisation}第{n}期专项考核' }, '本通知未规定名称。'),
  },
  enrolment: {
    ...silent.enrolment,
    window: stated({ kind: 'set-in-notice' }, 'SPC-A1.3-02'),
    form: leftOpen('SPC-A1.3-03', '网上报名，未规定申报表。'),
    categories: stated(
      [
        '农村转移就业劳动者',
        '城乡未继续升学初高中毕业生',
        '下岗失业人员',
        '退役军人',
        '就业困难人员',
        '其他',
      ],
      'SPC-3.1-02',
    ),
  },
  eligibility: {
    ...silent.eligibility,
    minimumAge: stated(16, 'SPC-3.1-01', '“法定劳动年龄”按劳动法为16周岁，通知未载数字。'),
    conditionSource: stated(
      { source: 'age-and-skill', floors: [], exceptionalApplications: false },
      'SPC-3.1-01',
      '“法定劳动年龄”按劳动法为16周岁，通知未载数字。',
    ),
  },
  site: {
    requirements: leftOpen('SPC-A2-03', '按考核规范；自有或租用的教室和操作室均可。'),
    video: stated(
      {
        required: true,
        live: false,
        exemption: [],
        minLines: null,
        camerasPerRoom: null,
        uploadWithin: null,
      },
      'SPC-A1.5-04',
      '只规定视频存档。',
    ),
  },
  paper: {
    ...silent.paper,
    retirement: itemRetirement(),
    source: stated(
      { source: 'city-experts', maxUses: null, filedWith: 'centre-province' },
      'SPC-A1.4-01 SPC-A1.4-02',
    ),
  },
  bank: bankByProcedure,
  staffing: {
    ...silent.staffing,
    siteHeads: leftOpen('SPC-A1.4-04', '考点录入工作人员，未规定岗位。'),
    examinerNeed: stated(
      { basis: [], minPerOccupation: null, minPerModule: null, minRegistered: 3 },
      'SPC-A2-08',
      '每个项目在申请表中至少列3名考评员。',
    ),
    panel: byOperator(
      { minMembers: 3, odd: true, scoresPerCandidate: 3 },
      '通知未规定每场考评人数；市中心按每个项目至少3名考评员设定。',
      'SPC-A2-08',
    ),
    examinerAssignment: stated({ method: 'by-centre', recorded: [] }, 'SPC-A1.4-05'),
    supervisors: stated(
      {
        count: 1,
        operator: 'at-least',
        per: 'session',
        assignedBy: 'centre-city',
        maxInSuccession: null,
        external: true,
      },
      'SPC-A1.4-05',
      '由市中心指派，未规定人数，按至少1人理解。',
    ),
  },
  staff: {
    ...silent.staff,
    examiner: stated(
      [
        {
          role: '考评员',
          needsValidCard: true,
          minLevel: null,
          orTitle: null,
          minYears: null,
          employedYears: null,
        },
      ],
      'SPC-A2-06',
    ),
    examinerScope: leftOpen('SPC-A2-08', '按项目登记考评员。'),
  },
  delivery: {
    ...silent.delivery,
    ...usualRoomWords,
    theoryMode: stated({ standard: 'by-specification', others: 'free' }, 'SPC-A1.3-02'),
    modes: leftOpen('SPC-A1.4-01', '按考核规范。'),
    roomOperation: roomOperation(),
    incidents: generalIncidents(),
    compensation: compensationLimits(),
    similarity: similarityThreshold(),
  },
  practical: shandongSpecialPractical,
  results: {
    ...silent.results,
    subjects: byOperator([], '专项职业能力没有等级，考核内容按项目规范。', 'SPC-2.0-02'),
    passRule: byOperator(
      { fullMark: 100, passMark: 60, everySubject: true },
      '通知只写“成绩合格”；合格线由市中心按60分设定。',
      'SPC-A1.4-12',
    ),
    zeroScores: byOperator(
      { absent: 'zero', cheating: 'zero', wrongData: null, late: null },
      '通知未规定；缺考、作弊记0分由市中心规定。',
    ),
  },
  publicity: {
    ...silent.publicity,
    results: leftOpen('SPC-A1.4-11', '由市中心确认成绩，未规定公示。'),
  },
  certificate: {
    ...silent.certificate,
    approval: stated({ approvers: ['city'], before: 'coding' }, 'SPC-A1.4-11 SPC-A1.4-12'),
    form: stated(
      {
        issuer: 'centre-city',
        style: '人力资源社会保障部专项职业能力证书样式',
        paper: true,
        electronic: false,
        font: null,
        noTrade: null,
        levelNames: false,
        governmentImprint: true,
        landscapeA4: false,
        coverColours: {},
        qr: false,
      },
      'SPC-3.5-01 SPC-3.5-02 SPC-3.5-03',
    ),
  },
  reporting: {
    ...silent.reporting,
    certificates: stated(
      { kind: 'within', days: { days: 3, kind: 'working' }, from: 'assessment-end' },
      'SPC-A1.4-09',
      '报送成绩和试卷。',
    ),
  },
  archive: {
    retention: stated({ paperMonths: 24, electronicMonths: 24, videoMonths: 6 }, 'SPC-A1.5-03 SPC-A1.5-04'),
    items: stated(['过程材料', '申报个人材料'], 'SPC-A1.5-02'),
  },
  discipline: {
    ...silent.discipline,
    regime: stated(
      { document: '违规失信、恶意竞争、管理失序的考点取消资格', table: [], types: [] },
      'SPC-4.3-03',
    ),
    decider: stated(['centre-city'], 'SPC-4.3-03'),
    siteGrounds: stated(siteGrounds, 'SPC-4.3-03'),
  },
  fees: {
    basis: stated(
      { basis: '鲁价费函〔2016〕85号', operator: 'at-most', enrolmentFeeAllowed: null },
      'SPC-4.2-01 SPC-4.2-02',
    ),
  },
  integration: {
    systems: stated(
      [{ name: '山东省专项职业能力考核系统', purpose: '报名和考核', beforeFirstPlan: false }],
      'SPC-A1.3-03',
    ),
  },
}

/** Special vocational abilities in Shandong. */
export const shandongSpecial: readonly Regime[] = [shandongSpecial2020]

import { day } from '#platform/clock/day.ts'
import type { Regime } from '../core/pack.ts'
import { byOperator, stated } from '../core/parameter.ts'
import { henanBank } from './bank.ts'
import { henanCustody } from './henan-custody.ts'
import { henanDelivery } from './henan-delivery.ts'
import { henanDiscipline } from './henan-discipline.ts'
import { henanStaff, henanStaffing } from './henan-staff.ts'
import { archiveItems, functionalRooms, noticeFields } from './henan-wording.ts'
import { itemRetirement } from './item-retirement.ts'
import { henanPractical } from './practical-day.ts'
import { silent } from './silent.ts'

/** The Henan handbook, undated (2021 or later); an important reference, adjustable with a record. */
const henanSocial2021: Regime = {
  ...silent,
  pack: 'henan-social',
  version: '2021',
  document: '002',
  documentNumber: '河南手册',
  documentTitle: '职业技能等级认定工作指导手册（社会培训评价组织部分）',
  inForceFrom: byOperator(
    day('2021-01-01'),
    '手册未载日期，引用文件最晚为2021年；启用日由本机构设定。',
    'HN-0.0-01',
  ),
  supersededOn: null,
  binding: stated({ force: 'adjustable', words: '重要参考' }, 'HN-0.0-01'),
  calendar: {
    plainDays: stated(
      'calendar',
      'HN-2.3.4-07 HN-3.3.2-07 HN-1.8.4-08 HN-1.8.4-28 HN-1.8.4-05 HN-2.1-07 HN-3.1.8-03 HN-3.1.8-07',
      '写“天、日、周”的按自然日计，写“工作日”的按工作日计。',
    ),
  },
  filing: {
    authority: stated(['省评价指导部门', '省辖市及济源示范区评价指导部门'], 'HN-1.1-02 HN-1.1-36 HN-1.1-37'),
    responsibleBody: stated('organisation', 'HN-3.1.2-01'),
    gates: stated(
      ['receipt', 'national-publication', 'systems-connected'],
      'HN-1.1-41 HN-1.1-42 HN-1.8.3.7-08',
    ),
    firstDuty: stated(
      { duty: 'first-assessment', months: 2, from: 'filing', correctionsFirst: true },
      'HN-1.8.5-02 HN-1.8.5-04',
    ),
    limits: stated(
      {
        organisationsPerCity: null,
        occupationsPerOrganisation: null,
        organisationsPerOccupationAndDistrict: 3,
        strictness: 'in-principle',
      },
      'HN-1.1-03',
    ),
    materials: stated(
      [
        { name: '申请备案的函', due: 'at-submission' },
        { name: '备案申请表', due: 'at-submission' },
        { name: '认定工作实施方案', due: 'at-submission' },
        { name: '营业执照、法人登记证或办学许可证复印件', due: 'at-submission' },
        { name: '场地和设备证明', due: 'at-submission' },
        { name: '信用报告或诚信承诺书', due: 'at-submission' },
        { name: '成立领导小组的文件', due: 'at-submission' },
        { name: '考评人员和专家的技能水平证明', due: 'at-assessment' },
        { name: '职业技能标准和认定规章制度', due: 'at-assessment' },
        { name: '职业技能等级证书样本', due: 'at-assessment' },
      ],
      'HN-1.1-35 HN-1.2-01 HN-1.2-03',
      '指南列10项，材料说明另列装订的7项（含证书样本），以指南为准。',
    ),
    eligibleBodies: stated(
      {
        accepted: ['企业', '院校', '民营非企业', '社会团体'],
        excluded: ['政府及所属部门', '事业单位', '未脱钩社会团体'],
        exceptions: ['院校'],
        strictness: 'must',
      },
      'HN-1.1-19 HN-1.1-05 HN-1.1-36 HN-1.2-01',
      '手册排除事业单位，又列入院校并要求事业单位法人证书：院校作为例外。',
    ),
    organisationTypes: stated(
      ['企业', '民办非企业单位', '社会团体', '院校', '行业协会'],
      'HN-1.6-03 HN-1.7-02',
      '增量备案表以“行业协会”代替“社会团体”。',
    ),
    validity: stated({ kind: 'years', years: 3 }, 'HN-1.9-03'),
    codePattern: stated({ pattern: '^S000041[0-9]{6}$', length: 13, example: 'S000041000012' }, 'HN-1.9-02'),
  },
  scope: {
    levels: stated(
      {
        levels: [5, 4, 3, 2, 1],
        limitedTo: 'standard',
        strictness: 'must',
        cappedByTrainingLevel: false,
        otherProcedure: [],
      },
      'HN-3.1.2-03 HN-1.8.2-04 HN-4.3-01',
    ),
    area: stated({ kind: 'filed-places' }, 'HN-1.8.3.2-01'),
    change: stated(
      {
        months: null,
        approvers: ['filing-authority'],
        effectiveAfter: 'ministry-publication',
        editor: 'authority',
      },
      'HN-1.3-05 HN-1.3-06 HN-1.3-07',
    ),
    exclusion: stated(
      { excluded: ['准入类职业资格'], held: ['国家职业资格目录'], majorGroups: [3, 4, 5, 6] },
      'HN-1.8.2-05 HN-1.1-17',
      '方案排除准入类，指南对国家目录“另行研究”：后者暂挂。',
    ),
    occupationCode: byOperator(
      { pattern: '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{2})?$', length: 10, example: '6-18-01-01-02' },
      '按《职业分类大典》编码。',
    ),
  },
  annualPlan: {
    notice: stated(
      {
        publishBy: { month: 12, day: 31 },
        forYear: 'next',
        confirmedBy: null,
        publishers: ['organisation'],
        audience: 'public',
        periods: ['year', 'quarter'],
      },
      'HN-2.1-01 HN-3.2.1-01',
    ),
    noticeFields: stated(noticeFields, 'HN-2.1-02 HN-3.1.1-16', '流程列9项、制度列7项，取较全的9项。'),
  },
  plan: {
    ...silent.plan,
    leadTime: stated(
      { days: 10, kind: 'working', before: 'exam', recipient: 'centre' },
      'HN-1.8.4-05 HN-1.8.4-02',
    ),
    methods: stated({ methods: ['结果考核'], freeWeights: false }, 'HN-1.8.2-06'),
    batchName: byOperator({ pattern: '{yyyymmdd}{organisation}第{n}期' }, '手册未规定计划名称。'),
  },
  enrolment: {
    ...silent.enrolment,
    screeningMonthsBefore: stated(1, 'HN-1.8.4-02'),
    photo: stated(
      {
        format: null,
        maxBytes: null,
        colour: null,
        background: null,
        size: null,
        bareheaded: false,
        stampedOnTicket: true,
      },
      'HN-1.8.4-10',
    ),
    form: stated(
      { title: '职业技能等级认定备案表', copies: 2, fields: [], commitments: [] },
      'HN-1.8.4-04 HN-2.9-02',
      '手册未附模板；档案中另有个人申报表。',
    ),
    categories: stated(['社会人员'], 'HN-1.8.2-01'),
  },
  eligibility: {
    ...silent.eligibility,
    conditionSource: stated(
      {
        source: 'national-standard',
        floors: [
          { level: 5, holding: null, years: 1 },
          { level: 4, holding: 5, years: 4 },
          { level: 4, holding: null, years: 6 },
          { level: 3, holding: 4, years: 5 },
          { level: 2, holding: 3, years: 4 },
          { level: 1, holding: 2, years: 4 },
        ],
        exceptionalApplications: false,
      },
      'HN-2.2-01 HN-2.2-02 HN-2.2-03 HN-2.2-05 HN-2.2-06 HN-2.2-08 HN-2.2-11 HN-2.2-13',
      '手册的年限早于现行标准，只作下限；以职业标准为准。',
    ),
    doorDocuments: stated(
      {
        ticketRequired: true,
        accepted: ['resident-id', 'temporary-id', 'officer-card', 'soldier-card'],
        policeCertificate: true,
        whenMissing: 'absent',
      },
      'HN-1.8.4-11 HN-2.3.4-01 HN-2.3.4-03 HN-3.1.4-02 HN-3.1.6-01 HN-3.1.6-02',
    ),
  },
  ticket: {
    issue: stated(
      { by: 'organisation', daysBeforeExam: 7, sealOverPhoto: true },
      'HN-1.8.4-10 HN-1.8.4-08 HN-3.1.1-17',
    ),
  },
  site: {
    requirements: stated(
      {
        functionalRooms: functionalRooms,
        personsPerDesk: 1,
        singleRows: false,
        minSpacingCm: 80,
        minAreaSquareMetres: 1000,
        minLeaseYears: 5,
        minSeatsPerTheoryRoom: 30,
      },
      'HN-1.1-08 HN-1.1-09 HN-1.1-11 HN-1.1-12 HN-1.6-08 HN-2.4-03 HN-2.4-04 HN-1.8.4-15',
    ),
    video: stated(
      {
        required: true,
        live: true,
        exemption: [],
        minLines: 1080,
        camerasPerRoom: 2,
        uploadWithin: { days: 7, kind: 'calendar' },
      },
      'HN-1.6-15 HN-1.6-16 HN-1.8.3.7-05 HN-1.8.3.7-06 HN-1.8.4-28',
    ),
  },
  paper: {
    retirement: itemRetirement('HN-1.8.7-04'),
    source: stated({ source: 'mainly-own', maxUses: null, filedWith: null }, 'HN-1.8.3.5-01 HN-1.8.3.7-03'),
    sparePerRoom: stated(
      2,
      'HN-2.3.4-06 HN-2.3.4-07 HN-2.5-14',
      '一处为考生人数加2份，一处按实际人数制作：每场备2份。',
    ),
    guard: stated({ minPersons: 2, hoursPerDay: 24 }, 'HN-2.3.4-05 HN-2.3.6-02'),
    opening: stated(
      { sealCheckMinutesBefore: 5, witnesses: 2, handOutMinutesBefore: 0 },
      'HN-2.3.4-08 HN-2.6-03 HN-2.1-06',
      '开考前5分钟验封，开考时发放。',
    ),
    ...henanCustody,
  },
  bank: henanBank,
  staffing: henanStaffing,
  staff: henanStaff,
  delivery: henanDelivery,
  practical: henanPractical,
  results: {
    subjects: stated(
      [
        { level: 5, subjects: ['theory', 'practical'] },
        { level: 4, subjects: ['theory', 'practical'] },
        { level: 3, subjects: ['theory', 'practical'] },
        { level: 2, subjects: ['theory', 'practical', 'review'] },
        { level: 1, subjects: ['theory', 'practical', 'review'] },
      ],
      'HN-2.8-09 HN-2.8-10',
    ),
    passRule: stated({ fullMark: 100, passMark: 60, everySubject: true }, 'HN-2.8-09 HN-2.8-10 HN-1.8.2-11'),
    subjectValidityYears: stated(1, 'HN-3.1.1-26', '自考试之日起算。'),
    zeroScores: stated(
      { absent: 'zero', cheating: 'zero', wrongData: 'zero', late: 'absent' },
      'HN-2.7-05 HN-2.7-06 HN-3.1.4-09 HN-3.1.4-04',
    ),
    signatures: stated(
      { signers: ['考评组长', '汇总记分员', '质量督导人员'], secondPersonChecks: true },
      'HN-3.1.1-21 HN-3.2.6-06',
    ),
  },
  publicity: {
    results: stated(
      {
        duration: null,
        startWithin: { days: 10, kind: 'working' },
        audience: 'public',
        channels: ['本机构官方渠道'],
      },
      'HN-2.1-07 HN-1.8.4-23',
      '10个工作日是最迟开始公示的时限，公示多久未规定。',
    ),
    objection: stated(
      {
        blocksRelease: false,
        body: null,
        firstLookWithin: { days: 3, kind: 'working' },
        decidedWithin: { days: 7, kind: 'working' },
        scoreReview: true,
      },
      'HN-3.1.8-03 HN-3.1.8-07 HN-1.8.4-33 HN-3.1.4-09',
      '信息填写有误记0分的不予复核。',
    ),
  },
  certificate: {
    ...silent.certificate,
    approval: stated({ approvers: ['filing-authority'], before: 'issue' }, 'HN-2.0-03 HN-1.8.4-24'),
    form: stated(
      {
        issuer: 'organisation',
        style: '人社鉴发〔2021〕1号',
        paper: true,
        electronic: false,
        font: null,
        noTrade: null,
        levelNames: false,
        governmentImprint: false,
        landscapeA4: true,
        coverColours: { 5: '绿色', 4: '蓝色', 3: '红色', 2: '深棕色', 1: '深红色' },
        qr: true,
      },
      'HN-1.8.6-01 HN-1.8.6-04 HN-1.8.6-05 HN-3.1.1-24 HN-3.1.1-25',
    ),
  },
  reporting: {
    ...silent.reporting,
    certificates: stated(
      { kind: 'yearly', by: { month: 3, day: 31 } },
      'HN-1.8.4-27 HN-2.8-01',
      '证书数据上报未定天数；每年第一季度上报使用情况。',
    ),
    annualReport: stated(
      {
        by: { month: 12, day: 31 },
        recipient: '领导小组',
        fields: ['年度总结', '下年度工作计划', '数据统计'],
      },
      'HN-2.3.3-05 HN-3.1.2-05 HN-1.8.3.1-04',
    ),
  },
  archive: {
    retention: stated(
      { paperMonths: null, electronicMonths: null, videoMonths: 60 },
      'HN-1.6-17 HN-1.8.3.7-07',
      '只规定视频，其他材料未规定。',
    ),
    items: stated(archiveItems, 'HN-2.9-01 HN-2.9-02'),
  },
  supervision: {
    report: stated(
      { form: '质量督导报告', within: { days: 2, kind: 'calendar' }, allSign: true },
      'HN-3.3.2-07 HN-3.3.2-08 HN-3.3.6-01',
    ),
  },
  discipline: henanDiscipline,
  fees: {
    basis: stated(
      { basis: '河南省职业技能培训鉴定（考核）收费标准', operator: 'at-most', enrolmentFeeAllowed: false },
      'HN-1.8.3.8-02 HN-1.8.3.8-03 HN-1.8.3.8-05 HN-1.8.3.8-10 HN-3.1.3-04 HN-3.2.2-01',
    ),
  },
  integration: {
    systems: stated(
      [{ name: '河南省技能人才评价管理服务平台', purpose: '考务、机考、视频', beforeFirstPlan: true }],
      'HN-1.6-10 HN-1.8.3.7-01 HN-1.8.3.7-08',
      '手册另称“河南省技能人才管理服务平台”，为同一系统。',
    ),
  },
  documents: {
    roomRecord: stated(
      '考场情况记录表',
      'HN-1.8.4-19 HN-1.8.4-31 HN-3.1.1-19',
      '手册另有考场记录、考场记录表等名称。',
    ),
    passList: stated('证书核发名册', 'HN-2.8-07 HN-3.1.1-22', '另称合格人员名册。'),
  },
}

/** Social evaluation organisations of Henan. */
export const henanSocial: readonly Regime[] = [henanSocial2021]

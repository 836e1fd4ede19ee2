import { day } from '#platform/clock/day.ts'
import type { Regime } from '../core/pack.ts'
import { byOperator, leftOpen, notStated, stated } from '../core/parameter.ts'
import { bankByProcedure } from './bank.ts'
import { compensationLimits, generalIncidents, similarityThreshold } from './incidents.ts'
import { itemRetirement } from './item-retirement.ts'
import { shandongSocialPractical } from './practical-day.ts'
import { roomOperation } from './room-operation.ts'
import { usualRoomWords } from './room-words.ts'
import { influencingStaff } from './shandong-discipline.ts'
import { shandongSocialChecks } from './shandong-social-checks.ts'
import { shandongSocialStaff, shandongSocialStaffing } from './shandong-social-staff.ts'
import {
  annualReportFields,
  applicationFields,
  archiveItems,
  commitments,
  functionalRooms,
  noticeFields,
  shandongCertificateStyle,
  shandongDiscipline,
  subjectsByLevel,
} from './shandong-wording.ts'
import { silent } from './silent.ts'

/** 鲁就人〔2023〕6号, in force since 2023-02-28. */
export const shandongSocial2023: Regime = {
  pack: 'shandong-social',
  version: '2023',
  document: '000',
  documentNumber: '鲁就人〔2023〕6号',
  documentTitle: '山东省社会培训评价组织职业技能等级认定工作指引（试行）',
  inForceFrom: stated(day('2023-02-28'), 'SDS-1.0-06'),
  supersededOn: null,
  binding: stated({ force: 'strict', words: '请认真遵照执行' }, 'SDS-1.0-06'),
  calendar: {
    plainDays: stated(
      'calendar',
      'SDS-3.1-01 SDS-3.1-04 SDS-3.1-05 SDS-3.1-06 SDS-5.2-02 SDS-7.1-01 SDS-7.1-04',
      '原文写“天”的按自然日计，写“工作日”的按工作日计。',
    ),
  },
  filing: {
    authority: stated(['各市技能人才评价管理部门', '省公共就业和人才服务中心'], 'SDS-1.0-03'),
    responsibleBody: stated('organisation', 'SDS-1.0-04'),
    gates: stated(['filing-valid'], 'SDS-1.0-01'),
    firstDuty: stated(
      { duty: 'publish-annual-plan', months: 2, from: 'provincial-announcement', correctionsFirst: false },
      'SDS-2.2-06',
    ),
    limits: notStated,
    materials: leftOpen('SDS-1.0-07', '备案材料按此前的通知执行，本文件未列。'),
    eligibleBodies: notStated,
    organisationTypes: stated(['社会培训评价组织'], 'SDS-A1-02', '模板示例行所列类型。'),
    validity: notStated,
    codePattern: stated({ pattern: '^S000037[0-9]{6}$', length: 13, example: 'S000037000012' }, 'SDS-A1-03'),
  },
  scope: {
    levels: stated(
      {
        levels: [5, 4, 3, 2, 1],
        limitedTo: 'filed',
        strictness: 'must',
        cappedByTrainingLevel: false,
        otherProcedure: [],
      },
      'SDS-A1-05 SDS-6.2-04 SDS-2.1-01',
    ),
    area: stated({ kind: 'site-confirmed-by-its-city' }, 'SDS-4.1-01'),
    change: stated(
      { months: null, approvers: ['city'], effectiveAfter: 'city-confirmation', editor: 'organisation' },
      'SDS-2.2-04',
      '指年度计划公告在备案范围内的变更。',
    ),
    exclusion: notStated,
    occupationCode: stated(
      { pattern: '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{2})?$', length: 10, example: '6-18-01-01-02' },
      'SDS-A1-04',
    ),
  },
  annualPlan: {
    notice: stated(
      {
        publishBy: { month: 1, day: 31 },
        forYear: 'same',
        confirmedBy: 'city',
        publishers: ['city', 'organisation'],
        audience: 'public',
        periods: ['year'],
      },
      'SDS-2.1-03 SDS-2.2-01 SDS-2.2-02',
    ),
    noticeFields: stated(
      noticeFields,
      'SDS-2.1-04 SDS-A1-02 SDS-A1-06',
      '模板表格未列申报条件、报名流程、认定方式和收费标准，这四项随公告在机构网站公布。',
    ),
  },
  plan: {
    ...silent.plan,
    leadTime: stated(
      { days: 5, kind: 'calendar', before: 'enrolment-open', recipient: 'platform' },
      'SDS-3.1-01',
    ),
    maxOpenBatches: stated(1, 'SDS-3.1-08', '上一批次确认发证后方可新建。'),
    methods: stated(
      { methods: ['理论知识考试', '技能操作考核', '综合评审'], freeWeights: false },
      'SDS-4.4-01',
    ),
    batchName: stated(
      { pattern: '{yyyymmdd}{organisation}第{n}期社会化评价' },
      'SDS-A3-09 SDS-A3-10 SDS-A3-08',
      '日期为考试日期，期次每年从1起。',
    ),
  },
  enrolment: {
    window: stated({ kind: 'exactly', days: 7, dayKind: 'calendar' }, 'SDS-3.1-04'),
    screeningMonthsBefore: notStated,
    photo: stated(
      {
        format: 'jpg',
        maxBytes: 20 * 1024,
        colour: true,
        background: 'white',
        size: null,
        bareheaded: false,
        stampedOnTicket: false,
      },
      'SDS-3.2-04 SDS-3.2-05',
    ),
    form: stated(
      {
        title: '山东省职业技能等级认定申报表',
        copies: 1,
        fields: applicationFields,
        commitments,
      },
      'SDS-3.2-06 SDS-A2-01 SDS-A2-06 SDS-A2-07 SDS-A2-08 SDS-A2-10 SDS-A2-11',
    ),
    categories: stated(['院校学生', '社会人员', '其他'], 'SDS-A2-02'),
    schemeCategories: stated(
      ['学生', '社会人员'],
      'SDS-A3-11',
      '申报表的“其他”在实施方案中没有对应项，按“社会人员”列。',
    ),
    maxOccupationsPerRound: notStated,
    lateSteps: stated(
      [
        { step: 'enrol', effect: 'waived' },
        { step: 'pay', effect: 'waived' },
        { step: 'print-ticket', effect: 'waived' },
      ],
      'SDS-A2-08 SDS-A2-09',
    ),
  },
  eligibility: {
    reviewWithin: stated({ days: 3, kind: 'calendar' }, 'SDS-3.1-05'),
    conditionSource: stated(
      { source: 'national-standard', floors: [], exceptionalApplications: false },
      'SDS-3.3-07 SDS-A4-01',
    ),
    minimumAge: byOperator(
      16,
      '本指引未规定；劳动法规定的最低就业年龄为16周岁，国家职业标准最低等级亦要求年满16周岁。',
      'SDS-3.3-07',
    ),
    postMatch: notStated,
    identityDocuments: stated(
      {
        mainland: ['resident-id', 'shandong-social-card', 'mainland-residence-permit'],
        hongKongMacaoTaiwan: [
          'hong-kong-macao-travel-permit',
          'taiwan-travel-permit',
          'hong-kong-macao-residence-permit',
          'taiwan-residence-permit',
        ],
        foreign: ['foreign-passport', 'foreign-permanent-resident-id'],
      },
      'SDS-3.3-03',
    ),
    doorDocuments: leftOpen(
      'SDS-4.4-32 SDS-4.4-38',
      '入场须核验身份，技能考核查验身份证和准考证；未列证件清单。',
    ),
    evidence: stated(
      [
        { evidence: 'education-proof', accepted: ['学历证书', '学位证书', '学籍证明'] },
        { evidence: 'work-years-commitment', accepted: ['工作年限书面承诺'] },
        { evidence: 'prior-certificate-check', accepted: ['证书网上查询记录'] },
      ],
      'SDS-3.3-04 SDS-3.3-05 SDS-3.3-06',
    ),
  },
  ticket: {
    issue: stated(
      { by: 'candidate', opensDaysBeforeExam: 3 },
      'SDS-3.1-06 SDS-4.1-20',
      '“考试前3天”按自考试日前3天起开放理解。',
    ),
  },
  site: {
    requirements: stated(
      {
        functionalRooms: functionalRooms,
        personsPerDesk: 1,
        singleRows: true,
        minSpacingCm: 80,
        minAreaSquareMetres: null,
        minLeaseYears: null,
        minSeatsPerTheoryRoom: null,
      },
      'SDS-4.1-04 SDS-4.1-10 SDS-4.1-11',
    ),
    video: stated(
      { required: true, live: true, exemption: [], minLines: null, camerasPerRoom: null, uploadWithin: null },
      'SDS-4.1-17 SDS-4.4-24',
    ),
  },
  paper: {
    ...silent.paper,
    retirement: itemRetirement(),
    source: stated(
      { source: 'own-item-bank', maxUses: 1, filedWith: null },
      'SDS-4.2-01 SDS-4.2-03',
      '同一时间、同一批次的几个考场可用同一份试卷。',
    ),
    sparePerRoom: notStated,
    guard: leftOpen('SDS-4.2-06', '要求全程留痕、保密，未规定看守人数。'),
    opening: notStated,
    receiptChecks: stated(['职业（工种）', '等级', '试卷数', '密封情况'], 'SDS-4.4-17'),
    scoringDocuments: stated(
      ['试卷', '考场情况记录单', '评卷登记表'],
      'SDS-5.1-17',
      '第二份记录的名称按本文件，他处称考场记录单。',
    ),
  },
  bank: bankByProcedure,
  staffing: shandongSocialStaffing,
  staff: shandongSocialStaff,
  delivery: {
    theoryMode: stated(
      { standard: 'computer', others: 'with-reason' },
      'SDS-4.2-04 SDS-A3-12',
      '正文原则上机考，附件3允许纸笔作答：选纸笔须写明理由。',
    ),
    modes: stated(
      {
        practical: ['现场操作', '智能化考试', '纸质试卷考试'],
        review: ['纸笔作答', '上机考试', '口头答辩', '项目评定', '业绩评审'],
      },
      'SDS-4.2-05 SDS-A3-13 SDS-A3-14',
      '附件3称实际操作、上机考试、纸笔作答，与正文三种方式一一对应。',
    ),
    entryOpening: notStated,
    entryLimit: stated(
      { minutesAfterStart: 30, closes: 'after', effect: 'refused', subjects: ['theory', 'practical'] },
      'SDS-4.4-25',
      '开考满30分钟的那一刻仍可入场，其后不得入场。',
    ),
    earlySubmission: stated({ mode: 'last-minutes', minutes: 30 }, 'SDS-4.4-26'),
    roomOperation: roomOperation('SDS-4.2-06 SDS-4.2-07 SDS-4.4-02'),
    incidents: generalIncidents(),
    compensation: compensationLimits('SDS-4.4-40'),
    similarity: similarityThreshold(),
    roomChecks: stated(['主考机运行', '网络通畅'], 'SDS-4.4-16'),
    preparationChecks: shandongSocialChecks,
    ...usualRoomWords,
    preparationDue: notStated,
    inSessionCheck: notStated,
    recordSigners: notStated,
    allAccounted: notStated,
    scoreAssurances: notStated,
    rulesReading: stated('考场规则', 'SDS-4.4-35'),
    carriedItems: stated(['试卷', '考生签到表', '草稿纸', '装订工具'], 'SDS-4.4-18'),
  },
  practical: shandongSocialPractical,
  results: {
    subjects: byOperator(
      subjectsByLevel,
      '本指引规定科目按等级要求确定而未列明：五、四、三级考理论和技能，二、一级另加综合评审，与国家职业标准一致。',
      'SDS-4.4-01',
    ),
    passRule: byOperator(
      { fullMark: 100, passMark: 60, everySubject: true },
      '本指引未规定合格线：按国家职业标准通例，各科满分100分，每科均达60分为合格；河南省工作手册的规定亦同，仅供对照。',
    ),
    subjectValidityYears: leftOpen('SDS-A2-05', '可选报科目，未规定单科成绩有效期。'),
    zeroScores: byOperator(
      { absent: 'zero', cheating: 'zero', wrongData: null, late: null },
      '本指引只规定未按时办理的视为放弃；缺考、作弊科目记0分由本机构规定。',
      'SDS-A2-08 SDS-4.4-34',
    ),
    signatures: stated(
      { signers: ['录入人员', '复核人员', '登分负责人'], secondPersonChecks: true },
      'SDS-5.1-15 SDS-5.1-16',
    ),
  },
  publicity: {
    results: stated(
      {
        duration: { days: 5, kind: 'working' },
        startWithin: null,
        audience: 'public',
        channels: ['网站', '其他公开渠道'],
      },
      'SDS-5.2-01 SDS-5.2-02',
    ),
    objection: stated(
      { blocksRelease: true, body: null, firstLookWithin: null, decidedWithin: null, scoreReview: false },
      'SDS-5.2-03',
      '未规定受理机构和时限。',
    ),
  },
  certificate: {
    approval: stated({ approvers: ['city'], before: 'query' }, 'SDS-6.1-02'),
    form: stated(
      {
        ...shandongCertificateStyle,
        issuer: 'organisation',
        font: { family: '仿宋', sizeName: '小四', points: 12 },
        noTrade: '——',
        levelNames: true,
      },
      'SDS-6.2-01 SDS-6.2-02 SDS-6.2-03 SDS-6.2-04',
    ),
    reissue: stated({ issuerOnly: true, keepsNumber: true }, 'SDS-6.3-01 SDS-6.3-03'),
  },
  reporting: {
    certificates: stated(
      { kind: 'within', days: { days: 30, kind: 'working' }, from: 'issue' },
      'SDS-7.1-01',
    ),
    correctionWithin: stated({ days: 15, kind: 'working' }, 'SDS-7.1-04'),
    annualReport: stated(
      {
        by: { month: 12, day: 31 },
        recipient: '备案机关',
        fields: annualReportFields,
      },
      'SDS-8.0-01 SDS-8.0-02',
    ),
  },
  archive: {
    retention: stated({ paperMonths: 36, electronicMonths: 60, videoMonths: 60 }, 'SDS-7.2-04 SDS-7.2-05'),
    items: stated(archiveItems, 'SDS-7.2-03'),
  },
  supervision: {
    report: stated({ form: '质量督导表', within: null, allSign: false }, 'SDS-4.4-45', '未规定提交天数。'),
  },
  discipline: {
    ...silent.discipline,
    regime: stated(
      { document: shandongDiscipline, table: [], types: [] },
      'SDS-4.4-04 SDS-4.4-42',
      '工作指引原文另行下发。',
    ),
    decider: stated(['supervisor'], 'SDS-4.4-42'),
    staffGrounds: stated(influencingStaff(['SDS-4.4-43']), 'SDS-4.4-43'),
  },
  fees: {
    basis: stated(
      { basis: '机构自定，随年度计划公告公布', operator: 'own-published', enrolmentFeeAllowed: null },
      'SDS-2.1-04 SDS-A1-06',
    ),
  },
  integration: {
    systems: stated(
      [
        { name: '山东省职业技能综合评价信息管理平台', purpose: '考务管理', beforeFirstPlan: false },
        { name: '山东省职业技能等级认定题库管理系统', purpose: '题库', beforeFirstPlan: false },
        { name: '监管服务平台', purpose: '音视频监管', beforeFirstPlan: false },
      ],
      'SDS-1.0-05 SDS-4.2-11 SDS-4.4-24',
    ),
  },
  documents: {
    roomRecord: stated('考场情况记录单', 'SDS-5.1-17'),
    passList: stated('发证名册', 'SDS-7.2-03'),
  },
}

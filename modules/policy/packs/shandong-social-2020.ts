import { day } from '#platform/clock/day.ts'
import type { Regime } from '../core/pack.ts'
import { byOperator, leftOpen, stated } from '../core/parameter.ts'
import { bankByProcedure } from './bank.ts'
import { compensationLimits, generalIncidents, similarityThreshold } from './incidents.ts'
import { itemRetirement } from './item-retirement.ts'
import { shandongSocialPractical2020 } from './practical-day.ts'
import { roomOperation } from './room-operation.ts'
import { usualRoomWords } from './room-words.ts'
import { readiness2020 } from './shandong-social-checks.ts'
import { subjectsByLevel } from './shandong-wording.ts'
import { silent } from './silent.ts'

const bodies = ['企业', '行业协会', '高等院校', '技工院校', '民办职业培训机构']

/** 鲁人社字〔2020〕50号, the pilot, in force until the guideline of 2023 took its place. */
export const shandongSocial2020: Regime = {
  ...silent,
  pack: 'shandong-social',
  version: '2020',
  document: '003',
  documentNumber: '鲁人社字〔2020〕50号',
  documentTitle: '关于开展社会培训评价组织职业技能等级认定试点工作的通知',
  inForceFrom: stated(day('2020-05-14'), 'SDP-1.0-13'),
  supersededOn: day('2023-02-28'),
  binding: stated({ force: 'strict', words: '试点通知' }, 'SDP-1.0-13'),
  calendar: { plainDays: stated('working', 'SDP-4.1-02 SDP-4.3-01', '文中期限均写明工作日。') },
  filing: {
    ...silent.filing,
    authority: stated(['省职业技能鉴定（指导）中心', '市职业技能鉴定（指导）中心'], 'SDP-3.2-14'),
    responsibleBody: stated('organisation', 'SDP-6.3-05'),
    gates: stated(
      ['selected', 'code-given', 'receipt', 'enterprise-has-own-filing'],
      'SDP-3.2-07 SDP-3.2-08 SDP-1.0-11',
    ),
    limits: stated(
      {
        organisationsPerCity: { min: 2, max: 8 },
        occupationsPerOrganisation: 3,
        organisationsPerOccupationAndDistrict: null,
        strictness: 'must',
      },
      'SDP-3.2-11 SDP-2.0-11',
    ),
    materials: stated(
      [
        { name: '社会培训评价组织基本情况表', due: 'at-submission' },
        { name: '社会培训评价组织职业技能等级认定工作方案', due: 'at-submission' },
        { name: '法人登记证书复印件', due: 'at-submission' },
        { name: '管理人员和工作人员在岗在职记录', due: 'at-submission' },
        { name: '考评员、督导员资质证明', due: 'at-submission' },
        { name: '场地、设施、设备证明', due: 'at-submission' },
        { name: '信用报告或诚信承诺', due: 'at-submission' },
      ],
      'SDP-3.1-01 SDP-3.1-02 SDP-3.1-03 SDP-3.1-04 SDP-3.1-05 SDP-3.1-06 SDP-3.1-07',
    ),
    eligibleBodies: stated(
      { accepted: bodies, excluded: [], exceptions: [], strictness: 'must' },
      'SDP-1.0-01',
    ),
    organisationTypes: stated(bodies, 'SDP-A1-02 SDP-1.0-01'),
    codePattern: leftOpen('SDP-3.2-07', '机构代码由中心赋予，本通知未载编码规则。'),
  },
  scope: {
    ...silent.scope,
    levels: stated(
      {
        levels: [5, 4, 3],
        limitedTo: 'filed',
        strictness: 'in-principle',
        cappedByTrainingLevel: true,
        otherProcedure: [],
      },
      'SDP-2.0-04 SDP-2.0-09',
    ),
    area: stated({ kind: 'application-city', elsewhere: 'provincial-permit' }, 'SDP-3.2-12 SDP-3.2-13'),
    exclusion: stated({ excluded: ['准入类职业资格'], held: [], majorGroups: null }, 'SDP-2.0-02'),
    occupationCode: byOperator(
      { pattern: '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{2})?$', length: 10, example: '6-18-01-01-02' },
      '按《职业分类大典》编码。',
    ),
  },
  plan: {
    ...silent.plan,
    leadTime: stated({ days: 5, kind: 'working', before: 'exam', recipient: 'centre' }, 'SDP-4.1-02'),
    methods: byOperator(
      { methods: ['理论知识考试', '技能操作考核', '综合评审'], freeWeights: false },
      '按国家职业标准。',
    ),
    batchName: byOperator({ pattern: '{yyyymmdd}{organisation}第{n}期' }, '本通知未规定计划名称。'),
  },
  eligibility: {
    ...silent.eligibility,
    conditionSource: stated(
      { source: 'work-scheme', floors: [], exceptionalApplications: false },
      'SDP-A2-01',
    ),
  },
  site: {
    requirements: leftOpen('SDP-1.0-08', '要求标准化理论考场和技能考核场地，未列数值。'),
    video: stated(
      {
        required: true,
        live: false,
        exemption: [],
        minLines: null,
        camerasPerRoom: null,
        uploadWithin: null,
      },
      'SDP-1.0-09',
    ),
  },
  paper: {
    ...silent.paper,
    retirement: itemRetirement(),
    source: stated(
      { source: 'experts', maxUses: null, filedWith: null },
      'SDP-4.2-01',
      '按命题规定准备试题试卷。',
    ),
  },
  bank: bankByProcedure,
  staffing: {
    ...silent.staffing,
    panel: byOperator(
      { minMembers: 3, odd: true, scoresPerCandidate: 3 },
      '本通知未规定；按国家职业标准考评人员不少于3人且为单数。',
    ),
    examinerAssignment: stated({ method: 'in-plan', recorded: ['考评员'] }, 'SDP-4.1-01'),
    supervisors: stated(
      {
        count: 1,
        operator: 'at-least',
        per: 'batch',
        assignedBy: 'centre',
        maxInSuccession: null,
        external: true,
      },
      'SDP-4.1-01 SDP-4.2-02',
      '计划须列督导员，中心实施督导；未规定人数，按至少1人理解。',
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
      'SDP-3.1-05',
    ),
    supervisor: stated(
      [
        {
          role: '督导员',
          needsValidCard: true,
          minLevel: null,
          orTitle: null,
          minYears: null,
          employedYears: null,
        },
      ],
      'SDP-3.1-05',
    ),
  },
  delivery: {
    ...silent.delivery,
    ...usualRoomWords,
    theoryMode: stated({ standard: 'computer', others: 'with-reason' }, 'SDP-1.0-08', '要求配备考试机。'),
    incidents: generalIncidents(),
    compensation: compensationLimits(),
    similarity: similarityThreshold(),
    roomOperation: roomOperation(),
    preparationChecks: readiness2020,
  },
  practical: shandongSocialPractical2020,
  results: {
    ...silent.results,
    subjects: byOperator(subjectsByLevel, '本通知未规定科目，按国家职业标准。'),
    passRule: byOperator(
      { fullMark: 100, passMark: 60, everySubject: true },
      '本通知未规定合格线：按国家职业标准通例，各科均达60分为合格。',
    ),
    zeroScores: byOperator(
      { absent: 'zero', cheating: 'zero', wrongData: null, late: null },
      '本通知未规定；缺考、作弊科目记0分由本机构规定。',
    ),
  },
  publicity: {
    results: stated(
      {
        duration: { days: 5, kind: 'working' },
        startWithin: null,
        audience: 'public',
        channels: ['评价机构公示'],
      },
      'SDP-4.3-01',
    ),
    objection: stated(
      { blocksRelease: true, body: null, firstLookWithin: null, decidedWithin: null, scoreReview: false },
      'SDP-4.3-02',
    ),
  },
  certificate: {
    ...silent.certificate,
    approval: stated({ approvers: ['city', 'province'], before: 'issue' }, 'SDP-4.3-03'),
    form: stated(
      {
        issuer: 'organisation',
        style: '山东省职业技能等级证书参考样式',
        paper: true,
        electronic: true,
        font: null,
        noTrade: null,
        levelNames: false,
        governmentImprint: false,
        landscapeA4: false,
        coverColours: {},
        qr: false,
      },
      'SDP-4.4-01',
    ),
  },
  reporting: { ...silent.reporting, certificates: stated({ kind: 'before-issue' }, 'SDP-4.3-02') },
  fees: {
    basis: stated(
      { basis: '机构自定并公布', operator: 'own-published', enrolmentFeeAllowed: null },
      'SDP-6.3-03',
    ),
  },
  integration: {
    systems: stated(
      [
        { name: '全省职业技能等级评价信息管理系统', purpose: '评价管理', beforeFirstPlan: false },
        { name: '全省职业技能等级证书信息查询系统', purpose: '证书查询', beforeFirstPlan: false },
      ],
      'SDP-3.2-04 SDP-4.4-02',
    ),
  },
}

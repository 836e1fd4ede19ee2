import { day } from '#platform/clock/day.ts'
import type { Regime } from '../core/pack.ts'
import { byOperator, leftOpen, stated } from '../core/parameter.ts'
import { enterpriseBank } from './bank.ts'
import { compensationLimits, generalIncidents, similarityThreshold } from './incidents.ts'
import { itemRetirement } from './item-retirement.ts'
import { shandongEnterprisePractical } from './practical-day.ts'
import { roomOperation } from './room-operation.ts'
import { usualRoomWords } from './room-words.ts'
import { influencingStaff } from './shandong-discipline.ts'
import { shandongCertificateStyle, shandongDiscipline, subjectsByLevel } from './shandong-wording.ts'
import { silent } from './silent.ts'

/** 鲁就人〔2023〕18号, self-evaluation of enterprises, in force since 2023-12-21; adjustable with a reason. */
const shandongEnterprise2023: Regime = {
  ...silent,
  pack: 'shandong-enterprise',
  version: '2023',
  document: '001',
  documentNumber: '鲁就人〔2023〕18号',
  documentTitle: '山东省企业技能人才自主评价工作指引（试行）',
  inForceFrom: stated(day('2023-12-21'), 'SDE-1.0-07'),
  supersededOn: null,
  binding: stated({ force: 'adjustable', words: '请参照执行' }, 'SDE-1.0-06 SDE-1.0-07'),
  calendar: { plainDays: stated('working', 'SDE-4.4-01 SDE-5.2-02 SDE-7.1-03', '文中期限均写明工作日。') },
  filing: {
    ...silent.filing,
    authority: stated(
      ['备案机关', '省公共就业和人才服务中心', '人力资源社会保障部'],
      'SDE-3.0-02 SDE-3.0-10',
    ),
    responsibleBody: stated('enterprise', 'SDE-1.0-04'),
    gates: stated(['filing-valid', 'national-record'], 'SDE-1.0-01 SDE-2.0-03'),
    materials: stated(
      [
        { name: '职业技能等级认定职业（工种）调整申请表', due: 'at-submission' },
        { name: '评价机构信息与认定范围清单', due: 'at-submission' },
        { name: '评价规范（无国家标准的职业）', due: 'at-submission' },
        { name: '场地、设施设备配置和考评人员清单', due: 'at-submission' },
      ],
      'SDE-2.0-01 SDE-3.0-05 SDE-3.0-06 SDE-3.0-07 SDE-3.0-08',
      '首次备案按省备案事项办理指南；所列为范围调整材料。',
    ),
    eligibleBodies: stated(
      { accepted: ['企业'], excluded: [], exceptions: [], strictness: 'must' },
      'SDE-1.0-01',
    ),
    organisationTypes: stated(['企业'], 'SDE-1.0-01'),
  },
  scope: {
    ...silent.scope,
    levels: stated(
      {
        levels: [5, 4, 3, 2, 1],
        limitedTo: 'filed',
        strictness: 'must',
        cappedByTrainingLevel: false,
        otherProcedure: ['特级技师', '首席技师'],
      },
      'SDE-2.0-02',
    ),
    area: stated({ kind: 'own-premises' }, 'SDE-4.5-01'),
    change: stated(
      {
        months: [6, 12],
        approvers: ['filing-authority', 'ministry'],
        effectiveAfter: 'ministry-consent',
        editor: 'centre-province',
      },
      'SDE-3.0-02 SDE-3.0-03 SDE-3.0-10',
    ),
    occupationCode: byOperator(
      { pattern: '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}(-[0-9]{2})?$', length: 10, example: '6-18-01-01-02' },
      '按《职业分类大典》编码。',
    ),
  },
  annualPlan: {
    notice: stated(
      {
        publishBy: null,
        forYear: 'same',
        confirmedBy: null,
        publishers: ['organisation'],
        audience: 'internal',
        periods: ['year', 'stage'],
      },
      'SDE-4.1-01',
    ),
    noticeFields: stated(
      ['评价时间安排', '评价的职业（工种）', '等级', '评价内容和方式', '申报条件', '报名时间和方式'],
      'SDE-4.1-02',
    ),
  },
  plan: {
    ...silent.plan,
    emergencyChapter: stated(8, 'SDE-A2-09'),
    leadTime: stated(
      { days: 10, kind: 'working', before: 'exam', recipient: 'platform' },
      'SDE-4.4-01',
      '创建当日计为第十个工作日。',
    ),
    methods: stated(
      { methods: ['考核鉴定', '考评结合', '过程化考核', '直接认定'], freeWeights: true },
      'SDE-4.3-05 SDE-4.3-06',
    ),
    batchName: byOperator({ pattern: '{yyyymmdd}{organisation}第{n}期' }, '本指引未规定计划名称。'),
  },
  enrolment: {
    ...silent.enrolment,
    window: stated({ kind: 'set-in-notice' }, 'SDE-4.1-02'),
    photo: stated(
      {
        format: null,
        maxBytes: null,
        colour: null,
        background: null,
        size: 'two-inch',
        bareheaded: true,
        stampedOnTicket: false,
      },
      'SDE-A1-02',
    ),
    form: stated(
      {
        title: '职业技能等级认定申报表',
        copies: 1,
        fields: [
          '姓名',
          '性别',
          '出生日期',
          '照片',
          '文化程度',
          '身份证号',
          '所学专业',
          '联系电话',
          '毕业时间',
          '参加工作时间',
          '政治面貌',
          '现从事岗位',
          '岗位年限',
          '工种方向',
          '证书类别',
          '证书等级',
          '证书职业工种',
          '证书编号',
          '发证时间',
          '申报职业',
          '申报工种方向',
          '申报等级',
          '申报类别及条件',
          '工作简历及奖励、荣誉、成果等',
          '个人承诺',
          '申报人签字',
          '单位意见',
          '单位章',
          '日期',
        ],
        commitments: [],
      },
      'SDE-4.2-02 SDE-A1-01',
    ),
    categories: stated(['正式在岗', '劳务派遣', '外包'], 'SDE-A2-06', '附件2第五章写明人员来源。'),
    maxOccupationsPerRound: stated(1, 'SDE-4.2-04'),
  },
  eligibility: {
    ...silent.eligibility,
    conditionSource: stated(
      { source: 'filed-conditions', floors: [], exceptionalApplications: true },
      'SDE-4.2-05 SDE-A1-04 SDE-A3-01',
    ),
    postMatch: stated(true, 'SDE-4.2-03'),
    identityDocuments: leftOpen('SDE-4.2-10', '须有身份证件，未列清单。'),
    doorDocuments: stated(
      { ticketRequired: true, accepted: ['resident-id'], policeCertificate: false, whenMissing: 'refused' },
      'SDE-4.6-20',
      '技能考核时查验身份证和准考证。',
    ),
  },
  ticket: { issue: leftOpen('SDE-4.6-21', '考评人员须查验准考证，未规定由谁在何时发放。') },
  site: {
    requirements: leftOpen('SDE-4.5-04', '整洁、安全、设备完好，未列数值。'),
    video: stated(
      {
        required: true,
        live: false,
        exemption: ['安全生产', '保密'],
        minLines: null,
        camerasPerRoom: null,
        uploadWithin: null,
      },
      'SDE-4.5-06 SDE-4.5-07',
    ),
  },
  paper: {
    ...silent.paper,
    retirement: itemRetirement(),
    source: stated({ source: 'experts', maxUses: null, filedWith: null }, 'SDE-4.5-26 SDE-4.5-27'),
    guard: leftOpen('SDE-4.5-28', '要求各环节留痕，未规定看守人数。'),
    opening: leftOpen('SDE-4.6-12', '在规定时间发放和收回，未列分钟数。'),
    receiptChecks: stated(['职业（工种）', '等级', '试卷数', '密封情况'], 'SDE-4.6-07'),
    sessionMaterials: stated(['试卷', '评分表', '签到表', '考场记录单', '成绩汇总表'], 'SDE-4.6-27'),
  },
  bank: enterpriseBank,
  staffing: {
    ...silent.staffing,
    siteHeads: stated([{ post: '考点负责人', min: 1, max: 1, per: 'site' }], 'SDE-4.5-13'),
    invigilatorsPerRoom: stated(
      { count: 2, operator: 'at-least', perCandidates: null, strictness: 'must' },
      'SDE-4.5-14',
    ),
    invigilatorAllotment: stated(
      { method: 'by-organisation', when: 'free', per: 'examination', by: 'organisation' },
      'SDE-4.5-12',
    ),
    adminStaff: stated({ kind: 'by-size' }, 'SDE-4.5-10'),
    examinerNeed: stated(
      {
        basis: ['standard', 'modules', 'candidates'],
        minPerOccupation: null,
        minPerModule: null,
        minRegistered: null,
      },
      'SDE-4.5-15',
    ),
    panel: stated({ minMembers: 3, odd: true, scoresPerCandidate: 3 }, 'SDE-4.5-16 SDE-4.5-17'),
    examinerAssignment: stated({ method: 'by-organisation', recorded: [] }, 'SDE-4.5-09'),
    rotation: leftOpen('SDE-4.5-18', '实行轮换制，未规定比例和次数。'),
    supervisors: stated(
      {
        count: 1,
        operator: 'at-least',
        per: 'batch',
        assignedBy: 'organisation',
        maxInSuccession: null,
        external: false,
      },
      'SDE-4.5-22 SDE-4.5-09',
    ),
    exclusiveRoles: stated(
      [{ roles: ['administration', 'examiner', 'supervisor'], within: 'batch' }],
      'SDE-4.5-24',
    ),
    avoidance: stated(
      [
        { roles: ['administration', 'invigilator'], relations: ['declared'], from: 'room' },
        { roles: ['examiner'], relations: ['declared'], from: 'candidate' },
      ],
      'SDE-4.5-11 SDE-4.5-19 SDE-4.5-25',
    ),
  },
  staff: {
    ...silent.staff,
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
      'SDE-4.5-21',
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
      'SDE-4.5-22',
    ),
  },
  delivery: {
    ...silent.delivery,
    ...usualRoomWords,
    theoryMode: stated({ standard: 'free', others: 'free' }, 'SDE-4.6-06', '机考的须检查机器和网络。'),
    roomChecks: stated(['机器设备', '网络'], 'SDE-4.6-06'),
    rulesReading: stated('考场规则', 'SDE-4.6-17'),
    carriedItems: stated(['试卷', '考生签到表', '草稿纸', '装订工具'], 'SDE-4.6-08'),
    roomOperation: roomOperation(),
    incidents: generalIncidents(),
    compensation: compensationLimits('SDE-4.6-23'),
    similarity: similarityThreshold(),
  },
  practical: shandongEnterprisePractical,
  results: {
    ...silent.results,
    subjects: byOperator(subjectsByLevel, '企业可自定评价方式；未另定时按国家职业标准的科目。'),
    passRule: byOperator(
      { fullMark: 100, passMark: 60, everySubject: true },
      '权重由企业自定（合计100%），本指引未规定合格线；未另定时按国家职业标准通例每科60分。',
      'SDE-4.3-05',
    ),
    zeroScores: byOperator(
      { absent: 'zero', cheating: 'zero', wrongData: null, late: null },
      '本指引未规定；缺考、作弊科目记0分由企业规定。',
    ),
    signatures: stated(
      { signers: ['考评人员', '统分人'], secondPersonChecks: false },
      'SDE-4.6-13 SDE-A4-03',
    ),
  },
  publicity: {
    results: stated(
      {
        duration: { days: 5, kind: 'working' },
        startWithin: null,
        audience: 'employees',
        channels: ['企业内部公开'],
      },
      'SDE-5.2-01 SDE-5.2-02',
    ),
    objection: stated(
      {
        blocksRelease: true,
        body: '企业职业技能等级认定考核委员会',
        firstLookWithin: null,
        decidedWithin: null,
        scoreReview: false,
      },
      'SDE-5.2-03 SDE-5.2-04',
    ),
  },
  certificate: {
    approval: stated({ approvers: ['filing-authority'], before: 'query' }, 'SDE-6.1-02'),
    form: stated(
      { ...shandongCertificateStyle, issuer: 'enterprise', font: null, noTrade: null, levelNames: false },
      'SDE-6.2-01',
    ),
    reissue: stated({ issuerOnly: true, keepsNumber: true }, 'SDE-6.3-01 SDE-6.3-03'),
  },
  reporting: {
    ...silent.reporting,
    certificates: stated({ kind: 'promptly' }, 'SDE-7.1-01'),
    correctionWithin: stated({ days: 15, kind: 'working' }, 'SDE-7.1-03'),
  },
  archive: {
    retention: stated(
      { paperMonths: 36, electronicMonths: 60, videoMonths: 60 },
      'SDE-7.2-04 SDE-7.2-05',
      '影像资料随电子档案保存。',
    ),
    items: stated(
      [
        '认定公告',
        '考核方案',
        '认定报名材料',
        '现场签到表',
        '智能化考试过程操作记录',
        '考核试卷',
        '综合评审材料',
        '评分表',
        '成绩汇总表',
        '内部督导情况反馈',
        '公示文件',
        '现场监控影像或图片资料',
        '发证名册',
      ],
      'SDE-7.2-03',
    ),
  },
  supervision: {
    report: stated({ form: '质量督导表', within: null, allSign: false }, 'SDE-4.6-28', '未规定提交天数。'),
  },
  discipline: {
    ...silent.discipline,
    regime: stated({ document: shandongDiscipline, table: [], types: [] }, 'SDE-4.5-31 SDE-4.6-25'),
    decider: stated(['supervisor'], 'SDE-4.6-25'),
    staffGrounds: stated(influencingStaff(['SDE-4.6-26']), 'SDE-4.6-26'),
  },
  integration: {
    systems: stated(
      [{ name: '山东省职业技能综合评价信息管理平台', purpose: '评价管理', beforeFirstPlan: false }],
      'SDE-1.0-05',
    ),
  },
  documents: { ...silent.documents, roomRecord: stated('考场记录单', 'SDE-4.6-27') },
}

/** Self-evaluating enterprises of Shandong. */
export const shandongEnterprise: readonly Regime[] = [shandongEnterprise2023]

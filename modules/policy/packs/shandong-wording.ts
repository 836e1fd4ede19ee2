import type { CertificateForm, LevelSubjects } from '../core/exam-parameters.ts'

/** Annex 2, the applicant's five commitments, in the wording the form prescribes (SDS-A2-06 … SDS-A2-11). */
export const commitments: readonly string[] = [
  '本人已阅知并理解《国家职业技能标准》（评价规范）等相关政策及报名须知内容，完全了解并符合所报考职业等级的条件要求。',
  '本人报名填写（提交）的身份证件、学历、现持有证书、职业工作年限等信息及认定期间提供的证件资料准确、真实、有效，不弄虚作假。',
  '本人知道应在规定时间内完成报名、交费和打印准考证事宜，并清楚知道应按时参加认定，逾期本人将自动放弃认定。',
  '本人认真履行报考人员的各项义务，遵守认定纪律和考场规则，遵从评价机构的安排，服从监考人员的检查、监督和管理，维护评价机构和他人的合法权益，不做扰乱报名和认定秩序的行为，不实施任何形式的考试舞弊。',
  '如有违纪违规及违反上述承诺的行为，本人自愿承担相应的责任和由此造成的一切后果。',
]

export const shandongDiscipline = '《技能人才评价违纪违规行为处理工作指引（试行）》'

/** What the certificate rules of 2023 for organisations and enterprises have in common. */
export const shandongCertificateStyle: Omit<CertificateForm, 'issuer' | 'font' | 'noTrade' | 'levelNames'> = {
  style: '山东省职业技能等级证书样式',
  paper: true,
  electronic: false,
  governmentImprint: false,
  landscapeA4: false,
  coverColours: {},
  qr: false,
}

/** Subjects by level as the national standards set them: the review belongs to levels 2 and 1. */
export const subjectsByLevel: readonly LevelSubjects[] = [
  { level: 5, subjects: ['theory', 'practical'] },
  { level: 4, subjects: ['theory', 'practical'] },
  { level: 3, subjects: ['theory', 'practical'] },
  { level: 2, subjects: ['theory', 'practical', 'review'] },
  { level: 1, subjects: ['theory', 'practical', 'review'] },
]

/** The 13 kinds of material of a batch (SDS-7.2-03). */
export const archiveItems: readonly string[] = [
  '计划公告',
  '实施方案',
  '认定报名材料',
  '现场签到表',
  '智能化考试过程操作记录',
  '考核试卷',
  '综合评定材料',
  '评分表',
  '成绩汇总表',
  '内部督导情况报告',
  '公示文件',
  '现场监控影像资料',
  '发证名册',
]

/** The 14 contents of the annual notice (SDS-2.1-04). */
export const noticeFields: readonly string[] = [
  '机构名称',
  '机构编码',
  '机构类型',
  '职业（工种）名称',
  '职业（工种）编码',
  '认定等级',
  '申报条件',
  '报名流程及要求',
  '报名时间',
  '认定时间',
  '认定科目',
  '认定方式',
  '认定收费标准',
  '联系方式',
]

/** Annex 2, the fields of the application form (SDS-A2-01). */
export const applicationFields: readonly string[] = [
  '申报人姓名',
  '性别',
  '照片',
  '出生日期',
  '学历及专业名称',
  '证件类型',
  '证件号码',
  '手机号码',
  '考生类别',
  '工作单位',
  '证书信息',
  '申报职业（工种）',
  '申报等级',
  '申报科目',
  '申报条件',
  '个人承诺',
  '申报人签名',
  '日期',
]

/** The seven functional rooms of a site (SDS-4.1-04). */
export const functionalRooms: readonly string[] = [
  '考务办公室',
  '应急考场',
  '候考室',
  '保密室',
  '医务室',
  '试卷试件回收室',
  '考生禁带物品存放处',
]

/** What the annual report tells (SDS-8.0-02). */
export const annualReportFields: readonly string[] = [
  '机构基本信息',
  '认定区域',
  '认定职业',
  '等级',
  '认定人次',
  '取证人次',
  '通过率',
  '场地情况',
  '人员状况',
  '资源配置',
  '收费标准',
  '年度机构信用情况',
  '工作经验',
]

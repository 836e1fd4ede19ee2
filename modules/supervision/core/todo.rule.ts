import type { Role } from '#modules/party/core/role.ts'
import { type Day, inWords } from '#platform/clock/day.ts'

/** Something that waits: how many, with which batch or row, until when. */
export interface Waiting {
  readonly kind: TodoKind
  readonly organisationId: string
  /** The batch where there is one, else the row itself. */
  readonly subjectId: string
  readonly label: string
  readonly count: number
  readonly due: Day | null
}

interface TodoRule {
  readonly roles: readonly Role[]
  readonly title: string
  readonly clause: string
  readonly link: (waiting: Waiting) => string
}

const batch = (path: string) => (waiting: Waiting) => `/${path}/${waiting.subjectId}`
const query = (path: string) => (waiting: Waiting) => `/${path}?batchId=${waiting.subjectId}`
const own = (path: string) => (waiting: Waiting) => `/${path}/${waiting.organisationId}/${waiting.subjectId}`
const fixed = (path: string) => () => `/${path}`

const office = ['org-exam', 'org-head'] as const
const reviewers = ['org-review', 'org-head'] as const
const rule = (roles: readonly Role[], title: string, rest: Pick<TodoRule, 'clause' | 'link'>): TodoRule => ({
  roles,
  title,
  ...rest,
})

/** Everything that can wait for somebody: whose it is, what it is called, under which clause, and where it is done. */
export const todoRules = {
  'site-confirm': rule(['city'], '确认考点', { clause: 'SDS-4.1-01', link: own('sites') }),
  'notice-confirm': rule(['city'], '确认年度计划公告', { clause: 'SDS-2.1-03', link: batch('notices') }),
  'batch-confirm': rule(['city'], '确认认定计划', { clause: 'SDS-3.1-02', link: batch('plans') }),
  'amendment-decide': rule(['city'], '审核计划变更', { clause: 'SDS-3.1-07', link: batch('plans') }),
  'certificates-approve': rule(['city'], '审核证书数据并赋码', {
    clause: 'SDS-6.1-02',
    link: own('certificates'),
  }),
  'report-accept': rule(['city'], '审核上报的证书数据', { clause: 'SDS-7.1-01', link: own('certificates') }),
  'batch-publish': rule(office, '发布认定计划', { clause: 'SDS-3.1-03', link: batch('plans') }),
  'batch-correct': rule(office, '修改退回的认定计划', { clause: 'SDS-3.1-02', link: batch('plans') }),
  'application-review': rule(reviewers, '资格审核', { clause: 'SDS-3.1-05', link: query('review') }),
  'correction-decide': rule([...reviewers, 'org-exam'], '办理信息更正申请', {
    clause: 'SDS-3.3-12',
    link: query('review'),
  }),
  'batch-forward': rule(reviewers, '确认并报送报名信息', {
    clause: 'SDS-3.4-01',
    link: query('review/forward'),
  }),
  'people-unplaced': rule(['org-exam'], '编排考场座位', { clause: 'SDS-4.1-18', link: batch('arrangement') }),
  'resit-arrange': rule(['org-exam'], '安排重考场次', { clause: 'SDS-4.4-40', link: batch('arrangement') }),
  'session-unprepared': rule(['org-exam'], '准备理论考试场次', {
    clause: 'SDS-4.4-02',
    link: batch('exams'),
  }),
  'results-verify': rule(['org-exam'], '核对并确认成绩', { clause: 'SDS-5.1-15', link: batch('scores') }),
  'publicity-start': rule(office, '公示认定结果', { clause: 'SDS-5.2-01', link: batch('publicity') }),
  'publicity-supplement': rule(office, '补充公示暂缓的成绩', {
    clause: 'HN-3.1.6-06',
    link: batch('publicity'),
  }),
  'objection-investigate': rule(['org-exam'], '核查异议', { clause: 'SDS-5.2-03', link: batch('publicity') }),
  'objection-decide': rule(['org-head'], '答复异议', { clause: 'SDS-5.2-03', link: batch('publicity') }),
  'score-correct': rule(['org-head'], '审批成绩更正', { clause: 'SDS-5.1-15', link: batch('scores') }),
  'certificates-prepare': rule(['org-exam'], '整理证书数据', {
    clause: 'SDS-6.1-02',
    link: batch('certificates'),
  }),
  'certificates-issue': rule(['org-exam'], '制作证书', { clause: 'SDS-6.2-01', link: batch('certificates') }),
  'issue-confirm': rule(['org-head'], '确认发证', { clause: 'SDS-6.2-01', link: batch('certificates') }),
  'certificates-report': rule(['org-exam'], '上报证书数据', {
    clause: 'SDS-7.1-01',
    link: batch('certificates'),
  }),
  'report-correct': rule(['org-exam'], '更正退回的证书数据', {
    clause: 'SDS-7.1-04',
    link: batch('certificates'),
  }),
  'paper-review': rule(['org-itembank'], '审核试卷', { clause: 'SDS-4.2-06', link: batch('papers') }),
  'paper-bind': rule(['org-itembank'], '指定试卷的批次和场次', {
    clause: 'SDS-4.2-03',
    link: batch('papers'),
  }),
  'paper-seal': rule(['org-secrecy'], '密封试卷', { clause: 'SDS-4.2-06', link: batch('papers') }),
  'custody-incident': rule(['org-secrecy'], '查明保密异常', {
    clause: 'SDS-4.2-06',
    link: fixed('custody/incidents'),
  }),
  'incident-open': rule(['org-exam', 'org-head', 'site-chief', 'supervisor'], '办理突发事件', {
    clause: 'SDS-4.4-30',
    link: fixed('incidents'),
  }),
  'incident-leak': rule(['org-head', 'org-exam', 'org-secrecy', 'site-chief'], '失密报告领导小组', {
    clause: 'HN-3.1.7-09',
    link: fixed('incidents'),
  }),
  'likeness-decide': rule(['supervisor', 'org-head'], '认定雷同答卷', {
    clause: 'HN-2.7-07',
    link: fixed('likeness'),
  }),
  'package-receive': rule(['org-secrecy', 'site-chief', 'invigilator', 'supervisor'], '核对接收试卷袋', {
    clause: 'SDS-4.4-17',
    link: batch('packages'),
  }),
  'room-counts': rule(['org-secrecy'], '核定并报送各考场试卷份数', {
    clause: 'HN-2.3.4-07',
    link: ({ subjectId }) => `/papers/${subjectId}?tab=custody`,
  }),
  'package-fetch': rule(['org-secrecy', 'site-chief', 'invigilator'], '开考前领取试卷袋', {
    clause: 'HN-2.6-01',
    link: batch('packages'),
  }),
  'duty-log': rule(['org-secrecy'], '补签保密室值班记录', {
    clause: 'HN-2.3.6-05',
    link: ({ subjectId }) => `/custody/secure-room?room=${subjectId}`,
  }),
  'own-duty': rule(['site-chief', 'invigilator', 'supervisor'], '今日值守', {
    clause: 'SDS-4.4-13',
    link: fixed('today'),
  }),
  'own-sheets': rule(['examiner'], '今日技能评分', { clause: 'SDS-4.3-11', link: fixed('scoring') }),
  'panel-countersign': rule(['supervisor'], '复核并签字', { clause: 'SDS-4.4-39', link: batch('panels') }),
} satisfies { readonly [kind: string]: TodoRule }

export type TodoKind = keyof typeof todoRules

export const todoKinds = Object.keys(todoRules) as readonly TodoKind[]

/** The kinds that are this person's to do. */
export const kindsFor = (roles: readonly string[]): readonly TodoKind[] =>
  todoKinds.filter((kind) => todoRules[kind].roles.some((role: string) => roles.includes(role)))

export const todoOf = (waiting: Waiting, today: Day) => {
  const { title, clause, link } = todoRules[waiting.kind]
  return {
    title: waiting.label === '' ? title : `${title}：${waiting.label}`,
    due: waiting.due,
    overdue: waiting.due !== null && waiting.due < today,
    clause,
    link: link(waiting),
    count: waiting.count,
  }
}

export interface Warning {
  readonly title: string
  readonly link: string | null
  readonly clause: string | null
}

/** What is late, and years whose working days nobody has entered though a deadline runs into them. */
export const warningsOf = (
  todos: readonly ReturnType<typeof todoOf>[],
  calendar: { readonly unknownYears: readonly number[]; readonly mayEnter: boolean },
): readonly Warning[] => [
  ...todos
    .filter(({ overdue }) => overdue)
    .map(({ title, due, link, clause }) => ({
      title: `${title}，已于${due ? inWords(due) : ''}到期`,
      link,
      clause,
    })),
  ...calendar.unknownYears.map((year) => ({
    title: `${year}年的工作日历尚未录入，跨入该年的期限无法推算`,
    link: calendar.mayEnter ? '/calendar' : null,
    clause: 'SDS-5.2-02',
  })),
]

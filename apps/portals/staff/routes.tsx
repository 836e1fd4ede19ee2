import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'papers',
    title: '试卷',
    stage: '题库',
    roles: ['site-chief'],
    load: () => import('../organisation/screens/paper-list/paper-list.tsx'),
  },
  {
    path: 'papers/:paperId',
    title: '试卷详情',
    load: () => import('../organisation/screens/paper-detail/paper-detail.tsx'),
  },
  {
    path: 'packages',
    title: '试卷袋',
    stage: '保密管理',
    roles: ['site-chief', 'invigilator', 'supervisor'],
    load: () => import('../custody/package-list.tsx'),
  },
  { path: 'packages/:packageId', title: '试卷袋详情', load: () => import('../custody/package-detail.tsx') },
  {
    path: 'papers/:paperId/rehearsal',
    title: '演练启封',
    load: () => import('../custody/rehearsal.tsx'),
  },
  {
    path: 'custody/secure-room',
    title: '保密室值班',
    stage: '保密管理',
    roles: ['site-chief', 'supervisor'],
    load: () => import('../custody/secure-room.tsx'),
  },
  {
    path: 'custody/incidents',
    title: '保密异常',
    stage: '保密管理',
    roles: ['site-chief', 'supervisor'],
    load: () => import('../custody/incidents.tsx'),
  },
  {
    path: 'custody/media',
    title: '载体登记',
    stage: '保密管理',
    roles: ['site-chief'],
    load: () => import('../custody/media.tsx'),
  },
  {
    path: 'custody/registers',
    title: '登分与考后材料',
    stage: '保密管理',
    roles: ['site-chief'],
    load: () => import('../custody/batch-registers.tsx'),
  },
  {
    path: 'scoring',
    title: '我的考评任务',
    stage: '评分',
    roles: ['examiner'],
    load: () => import('./screens/examiner-tasks/examiner-tasks.tsx'),
  },
  {
    path: 'scoring/:batchId/:sessionId/:roomId',
    title: '评分',
    load: () => import('./screens/examiner-pad/examiner-pad.tsx'),
  },
  {
    path: 'panels',
    title: '督导签字',
    stage: '评分',
    roles: ['supervisor'],
    load: () => import('./screens/panel-batches/panel-batches.tsx'),
  },
  {
    path: 'panels/:batchId',
    title: '考评组成绩签字',
    load: () => import('./screens/panel-signing/panel-signing.tsx'),
  },
  { path: 'today', title: '今日考场', stage: '考试', load: () => import('./screens/today/today.tsx') },
  { path: 'sittings/:sittingId', title: '考场情况', load: () => import('../exams/sitting-screen.tsx') },
  {
    path: 'checks/:batchId/:sessionId',
    title: '考前检查',
    load: () => import('./screens/session-checklist/session-checklist.tsx'),
  },
  {
    path: 'passcodes/:sittingId',
    title: '考场口令单',
    load: () => import('./screens/passcodes/passcodes.tsx'),
  },
  {
    path: 'violations',
    title: '违纪处理',
    stage: '考试',
    roles: ['supervisor', 'site-chief', 'invigilator'],
    load: () => import('../discipline/case-list.tsx'),
  },
  { path: 'violations/new', title: '登记违纪', load: () => import('../discipline/open-case.tsx') },
  {
    path: 'violations/new-staff',
    title: '登记工作人员违规',
    load: () => import('../discipline/open-staff-case.tsx'),
  },
  {
    path: 'violations/:organisationId/:caseId',
    title: '违纪案件',
    load: () => import('../discipline/case-detail.tsx'),
  },
  {
    path: 'bans',
    title: '禁考和停用名单',
    stage: '考试',
    roles: ['supervisor'],
    load: () => import('../discipline/ban-register.tsx'),
  },
]

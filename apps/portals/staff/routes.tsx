import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
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
    roles: ['supervisor', 'site-chief'],
    load: () => import('./screens/violations/violations.tsx'),
  },
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
]

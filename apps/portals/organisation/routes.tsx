import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  { path: 'trace', title: '全程溯源', stage: '督导', load: () => import('../desk/trace-screen.tsx') },
  {
    path: 'enrolment',
    title: '报名名单',
    stage: '报名',
    load: () => import('./screens/application-list/application-list.tsx'),
  },
  {
    path: 'enrolment/import',
    title: '导入报名表',
    stage: '报名',
    roles: ['org-exam'],
    load: () => import('./screens/roster-import/roster-import.tsx'),
  },
  {
    path: 'review',
    title: '资格审核',
    stage: '资格审核',
    roles: ['org-review', 'org-head'],
    load: () => import('./screens/review/review.tsx'),
  },
  {
    path: 'review/forward',
    title: '报送',
    load: () => import('./screens/forwarding/forwarding.tsx'),
  },
]

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
]

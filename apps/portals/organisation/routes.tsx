import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'items',
    title: '题库',
    stage: '题库',
    roles: ['org-itembank'],
    load: () => import('./screens/item-bank/item-bank.tsx'),
  },
  {
    path: 'items/coverage',
    title: '题库覆盖情况',
    load: () => import('./screens/item-bank/item-coverage.tsx'),
  },
  { path: 'items/import', title: '导入题库', load: () => import('./screens/item-import/item-import.tsx') },
  {
    path: 'papers',
    title: '试卷',
    stage: '题库',
    roles: ['org-itembank', 'org-secrecy'],
    load: () => import('./screens/paper-list/paper-list.tsx'),
  },
  {
    path: 'papers/:paperId',
    title: '试卷详情',
    load: () => import('./screens/paper-detail/paper-detail.tsx'),
  },
  { path: 'trace', title: '全程溯源', stage: '督导', load: () => import('../desk/trace-screen.tsx') },
]

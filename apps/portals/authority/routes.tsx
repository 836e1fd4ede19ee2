import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  { path: 'trace', title: '全程溯源', stage: '督导', load: () => import('../desk/trace-screen.tsx') },
  {
    path: 'certificates',
    title: '证书审核',
    stage: '证书',
    load: () => import('./screens/certificate-list/certificate-list.tsx'),
  },
  {
    path: 'certificates/:organisationId/:batchId',
    title: '批次证书',
    load: () => import('./screens/certificate-detail/certificate-detail.tsx'),
  },
  {
    path: 'certificate-statistics',
    title: '证书统计',
    stage: '证书',
    load: () => import('../certificates/statistics.tsx'),
  },
]

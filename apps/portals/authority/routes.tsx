import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'filings',
    title: '备案管理',
    stage: '备案',
    load: () => import('./screens/filing-list/filing-list.tsx'),
  },
  { path: 'filings/new', title: '登记备案', load: () => import('./screens/filing-grant/filing-grant.tsx') },
  {
    path: 'filings/:organisationId',
    title: '备案详情',
    load: () => import('./screens/filing-detail/filing-detail.tsx'),
  },
  {
    path: 'sites',
    title: '考点确认',
    stage: '考点',
    load: () => import('./screens/site-list/site-list.tsx'),
  },
  {
    path: 'sites/:organisationId/:siteId',
    title: '考点详情',
    load: () => import('./screens/site-detail/site-detail.tsx'),
  },
  { path: 'rooms/:organisationId/:roomId', title: '考场详情', load: () => import('./screens/room/room.tsx') },
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

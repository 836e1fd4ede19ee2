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
]

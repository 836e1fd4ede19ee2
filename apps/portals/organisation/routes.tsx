import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'filing',
    title: '本机构备案',
    stage: '备案',
    load: () => import('./screens/own-filing/own-filing.tsx'),
  },
  { path: 'sites', title: '考点', stage: '考点', load: () => import('./screens/site-list/site-list.tsx') },
  { path: 'sites/import', title: '导入考点', load: () => import('./screens/site-import/site-import.tsx') },
  {
    path: 'sites/:organisationId/:siteId',
    title: '考点详情',
    load: () => import('./screens/site-detail/site-detail.tsx'),
  },
  { path: 'rooms/:organisationId/:roomId', title: '考场详情', load: () => import('./screens/room/room.tsx') },
  {
    path: 'scores',
    title: '评分与成绩',
    stage: '评分',
    load: () => import('./screens/score-list/score-list.tsx'),
  },
  {
    path: 'scores/:batchId',
    title: '批次成绩',
    load: () => import('./screens/score-detail/score-detail.tsx'),
  },
  {
    path: 'publicity',
    title: '公示与异议',
    stage: '成绩公示',
    load: () => import('./screens/publicity-list/publicity-list.tsx'),
  },
  {
    path: 'publicity/:batchId',
    title: '批次公示',
    load: () => import('./screens/publicity-detail/publicity-detail.tsx'),
  },
  { path: 'trace', title: '全程溯源', stage: '督导', load: () => import('../desk/trace-screen.tsx') },
  {
    path: 'certificates',
    title: '证书',
    stage: '证书',
    load: () => import('./screens/certificate-list/certificate-list.tsx'),
  },
  {
    path: 'certificates/:batchId',
    title: '批次证书',
    load: () => import('./screens/certificate-detail/certificate-detail.tsx'),
  },
  {
    path: 'certificate-reissues',
    title: '补办申请',
    stage: '证书',
    load: () => import('./screens/reissue-list/reissue-list.tsx'),
  },
  {
    path: 'certificate-statistics',
    title: '证书统计',
    stage: '证书',
    load: () => import('../certificates/statistics.tsx'),
  },
]

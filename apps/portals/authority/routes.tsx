import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'filings',
    title: '备案管理',
    stage: '备案',
    load: () => import('./screens/filing-list/filing-list.tsx'),
  },
  {
    path: 'organisations',
    title: '机构名录',
    stage: '机构',
    roles: ['province', 'city', 'auditor'],
    load: () => import('./screens/organisation-list/organisation-list.tsx'),
  },
  {
    path: 'all-jobs',
    title: '后台任务',
    stage: '督导',
    roles: ['operator'],
    load: () => import('./screens/job-list/job-list.tsx'),
  },
  {
    path: 'calendar',
    title: '工作日历',
    stage: '计划',
    load: () => import('./screens/calendar/calendar.tsx'),
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
  {
    path: 'notices',
    title: '年度计划公告',
    stage: '计划',
    load: () => import('../desk/notices/notice-list.tsx'),
  },
  {
    path: 'notices/:noticeId',
    title: '年度计划公告详情',
    load: () => import('../desk/notices/notice-detail.tsx'),
  },
  { path: 'plans', title: '认定计划', stage: '计划', load: () => import('../desk/plans/plan-list.tsx') },
  {
    path: 'plans/:batchId',
    title: '认定计划详情',
    load: () => import('../desk/plans/plan-detail.tsx'),
  },
  { path: 'fees', title: '收费', stage: '报名', load: () => import('../desk/fees/fee-list.tsx') },
  { path: 'fees/daily', title: '每日对账', load: () => import('../desk/fees/fee-daily.tsx') },
  { path: 'fees/:batchId', title: '批次收费', load: () => import('../desk/fees/fee-list.tsx') },
  {
    path: 'violations',
    title: '违纪处理',
    stage: '督导',
    roles: ['city', 'province'],
    load: () => import('../discipline/case-list.tsx'),
  },
  {
    path: 'violations/:organisationId/:caseId',
    title: '违纪案件',
    load: () => import('../discipline/case-detail.tsx'),
  },
  {
    path: 'bans',
    title: '禁考和停用名单',
    stage: '督导',
    roles: ['city', 'province'],
    load: () => import('../discipline/ban-register.tsx'),
  },
]

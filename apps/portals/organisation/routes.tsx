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
    path: 'items',
    title: '题库',
    stage: '题库',
    roles: ['org-itembank'],
    load: () => import('./screens/item-bank/item-bank.tsx'),
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
  {
    path: 'arrangement',
    title: '考场编排',
    stage: '编排',
    load: () => import('./screens/arrangement-list/arrangement-list.tsx'),
  },
  {
    path: 'arrangement/:batchId',
    title: '批次编排',
    load: () => import('./screens/arrangement/arrangement.tsx'),
  },
  {
    path: 'notices',
    title: '年度计划公告',
    stage: '计划',
    load: () => import('../desk/notices/notice-list.tsx'),
  },
  {
    path: 'notices/new',
    title: '制定年度计划公告',
    load: () => import('./screens/notice-form/notice-form.tsx'),
  },
  {
    path: 'notices/:noticeId',
    title: '年度计划公告详情',
    load: () => import('../desk/notices/notice-detail.tsx'),
  },
  {
    path: 'notices/:noticeId/edit',
    title: '修改年度计划公告',
    load: () => import('./screens/notice-form/notice-form.tsx'),
  },
  { path: 'plans', title: '认定计划', stage: '计划', load: () => import('../desk/plans/plan-list.tsx') },
  {
    path: 'plans/new',
    title: '制定认定计划',
    load: () => import('./screens/plan-form/plan-form.tsx'),
  },
  {
    path: 'plans/:batchId',
    title: '认定计划详情',
    load: () => import('../desk/plans/plan-detail.tsx'),
  },
  {
    path: 'plans/:batchId/edit',
    title: '修改认定计划',
    load: () => import('./screens/plan-form/plan-form.tsx'),
  },
  {
    path: 'plans/:batchId/amend',
    title: '变更认定计划',
    load: () => import('./screens/plan-amend/plan-amend.tsx'),
  },
  { path: 'fees', title: '收费', stage: '报名', load: () => import('../desk/fees/fee-list.tsx') },
  { path: 'fees/daily', title: '每日对账', load: () => import('../desk/fees/fee-daily.tsx') },
  { path: 'fees/:batchId', title: '批次收费', load: () => import('../desk/fees/fee-list.tsx') },
]

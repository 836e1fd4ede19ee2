import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; entries and tabs follow ../reader/entries.ts. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'certificates',
    title: '证书查询',
    load: () => import('./screens/certificate-query/certificate-query.tsx'),
  },
  {
    path: 'verify',
    title: '证书核验',
    load: () => import('./screens/certificate-verify/certificate-verify.tsx'),
  },
  {
    path: 'receipt',
    title: '回执核对',
    load: () => import('./screens/receipt-check/receipt-check.tsx'),
  },
  {
    path: 'organisations',
    title: '机构查询',
    load: () => import('./screens/organisation-list/organisation-list.tsx'),
  },
  { path: 'plans', title: '计划公告', load: () => import('./screens/plans/plans.tsx') },
  { path: 'plans/:batchId', title: '认定计划', load: () => import('./screens/plan/plan.tsx') },
  { path: 'notices', title: '年度认定计划公告', load: () => import('./screens/notices/notices.tsx') },
  { path: 'results', title: '结果公示', load: () => import('./screens/publicity-list/publicity-list.tsx') },
  {
    path: 'results/:publicityId',
    title: '结果公示',
    load: () => import('./screens/publicity-page/publicity-page.tsx'),
  },
]

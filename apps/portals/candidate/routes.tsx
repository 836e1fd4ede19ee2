import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; entries and tabs follow ../reader/entries.ts. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'certificates',
    title: '我的证书',
    load: () => import('./screens/my-certificates/my-certificates.tsx'),
  },
  { path: 'payment', title: '缴费', load: () => import('./screens/payment/payment.tsx') },
  { path: 'enrol', title: '报名', load: () => import('./screens/enrol/enrol.tsx') },
  {
    path: 'enrol/:organisationId/:applicationId',
    title: '报名详情',
    load: () => import('./screens/application/application.tsx'),
  },
  { path: 'ticket', title: '准考证', load: () => import('./screens/ticket/ticket.tsx') },
  { path: 'register', title: '考生注册', open: true, load: () => import('./screens/register/register.tsx') },
  { path: 'mine', title: '我的', load: () => import('./screens/mine/mine.tsx') },
  {
    path: 'violations',
    title: '违纪处理',
    load: () => import('./screens/my-cases/my-cases.tsx'),
  },
  { path: 'results', title: '成绩', load: () => import('./screens/my-results/my-results.tsx') },
]

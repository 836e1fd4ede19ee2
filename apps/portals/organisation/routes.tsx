import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
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
]

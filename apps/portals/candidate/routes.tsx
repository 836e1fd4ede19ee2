import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; entries and tabs follow ../reader/entries.ts. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'certificates',
    title: '我的证书',
    load: () => import('./screens/my-certificates/my-certificates.tsx'),
  },
  { path: 'results', title: '成绩', load: () => import('./screens/my-results/my-results.tsx') },
]

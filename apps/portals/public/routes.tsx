import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; entries and tabs follow ../reader/entries.ts. See ../KIT.md. */
export const screens: readonly Screen[] = [
  {
    path: 'organisations',
    title: '机构查询',
    load: () => import('./screens/organisation-list/organisation-list.tsx'),
  },
]

import type { Screen } from '../kit/screens.tsx'

/** One line for each screen; the menu follows `stage`. See ../KIT.md. */
export const screens: readonly Screen[] = [
  { path: 'trace', title: '全程溯源', stage: '督导', load: () => import('../desk/trace-screen.tsx') },
]

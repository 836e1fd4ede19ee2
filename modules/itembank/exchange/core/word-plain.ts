import type { Line } from './lines.ts'
import type { WordRead } from './word-national.ts'

export const readPlain = (_lines: readonly Line[], _unit: '段' | '行'): WordRead => ({
  items: [],
  losses: [],
})

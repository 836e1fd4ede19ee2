import type { Tone } from '../../kit/status-tag.tsx'

const tones: { readonly [state: string]: Tone } = {
  draft: 'todo',
  reviewed: 'running',
  'in-force': 'done',
  retired: 'idle',
}

export const practicalTone = (state: string): Tone => tones[state] ?? 'idle'

export const stateChoices = [
  { value: 'draft', label: '草稿' },
  { value: 'reviewed', label: '已审核' },
  { value: 'in-force', label: '启用' },
  { value: 'retired', label: '停用' },
] as const

import type { Tone } from '../../kit/status-tag.tsx'

const tones: { readonly [state: string]: Tone } = {
  assembled: 'todo',
  reviewed: 'running',
  sealed: 'done',
  dispatched: 'done',
  opened: 'done',
  used: 'done',
  archived: 'done',
  voided: 'refused',
}

export const paperTone = (state: string): Tone => tones[state] ?? 'idle'

export const stateChoices = [
  { value: 'assembled', label: '已组卷' },
  { value: 'reviewed', label: '已审核' },
  { value: 'sealed', label: '已密封' },
  { value: 'dispatched', label: '已下发' },
  { value: 'opened', label: '已启封' },
  { value: 'used', label: '已使用' },
  { value: 'archived', label: '已归档' },
  { value: 'voided', label: '已作废' },
] as const

const assemblyTones: { readonly [state: string]: Tone } = {
  drawing: 'running',
  found: 'todo',
  impossible: 'refused',
  failed: 'refused',
  kept: 'done',
}

export const assemblyTone = (state: string): Tone => assemblyTones[state] ?? 'idle'

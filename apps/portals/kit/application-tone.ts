import type { Tone } from './status-tag.tsx'

/** The colour of an application's state, for both portals. */
export const toneOf = (state: string): Tone => {
  if (state === 'admitted' || state === 'qualified') return 'done'
  if (state === 'rejected' || state === 'returned') return 'refused'
  if (state === 'submitted') return 'running'
  return state === 'further-check' || state === 'draft' ? 'todo' : 'idle'
}

import type { LiveSitting } from './live-sitting.ts'

export const dutyName = (sitting: LiveSitting, id: string): string =>
  sitting.preparation.duties.find((duty) => duty.id === id)?.name ?? (id === 'room' ? '考场系统' : id)

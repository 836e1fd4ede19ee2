import type { SittingStatus } from './sitting.machine.ts'
import { hasRoomSealed } from './sitting-progress.ts'

export interface OfferedAction {
  readonly action: string
  readonly title: string
  readonly enabled: boolean
  readonly refusal?: string
}

export interface SittingNow {
  /** What the room says; undefined when it is not there. */
  readonly room: SittingStatus | undefined
  readonly isTaken: boolean
  readonly hasPasscodes: boolean
}

/** What someone with these roles may do with a sitting from outside the room. */
export const sittingActions = (sitting: SittingNow, roles: readonly string[]): readonly OfferedAction[] => {
  if (!roles.includes('site-chief')) return []
  const takeIn = { action: 'delivery.takeIn', title: '接收答卷' }
  return [
    ...(sitting.hasPasscodes
      ? [{ action: 'delivery.passcodeSheet', title: '考场口令单', enabled: true }]
      : []),
    ...(sitting.isTaken
      ? []
      : [
          hasRoomSealed(sitting.room)
            ? { ...takeIn, enabled: true }
            : { ...takeIn, enabled: false, refusal: '考场封存后方可接收。' },
        ]),
  ]
}

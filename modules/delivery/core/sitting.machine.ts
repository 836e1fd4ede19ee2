import type { TransitionTable } from './transition-table.ts'

/**
 * One sitting = one room, one session, one file:
 * prepared → sealed-package-present → checked-in → opened → running ⇄ suspended → ended → sealed → uploaded
 */
export type SittingStatus =
  | 'prepared'
  | 'sealed-package-present'
  | 'checked-in'
  | 'opened'
  | 'running'
  | 'suspended'
  | 'ended'
  | 'sealed'
  | 'uploaded'

export type SittingEvent =
  | 'package-received'
  | 'check-in-opened'
  | 'paper-opened'
  | 'started'
  | 'suspended'
  | 'resumed'
  | 'ended'
  | 'sealed'
  | 'uploaded'

export const initialSittingStatus: SittingStatus = 'prepared'

export const sittingTransitions: TransitionTable<SittingStatus, SittingEvent> = {
  prepared: { 'package-received': 'sealed-package-present' },
  'sealed-package-present': { 'check-in-opened': 'checked-in' },
  'checked-in': { 'paper-opened': 'opened' },
  opened: { started: 'running' },
  running: { suspended: 'suspended', ended: 'ended' },
  suspended: { resumed: 'running' },
  ended: { sealed: 'sealed' },
  sealed: { uploaded: 'uploaded' },
  uploaded: {},
}

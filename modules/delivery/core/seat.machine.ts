import type { TransitionTable } from './transition-table.ts'

/** assigned → present → answering ⇄ interrupted → handed-in | collected | absent | expelled */
export type SeatStatus =
  | 'assigned'
  | 'present'
  | 'answering'
  | 'interrupted'
  | 'handed-in'
  | 'collected'
  | 'absent'
  | 'expelled'

export type SeatEvent =
  | 'signed-in'
  | 'paper-shown'
  | 'interrupted'
  | 'reconnected'
  | 'handed-in'
  | 'collected'
  | 'marked-absent'
  | 'expelled'

export const initialSeatStatus: SeatStatus = 'assigned'

export const seatTransitions: TransitionTable<SeatStatus, SeatEvent> = {
  assigned: { 'signed-in': 'present', 'marked-absent': 'absent' },
  present: { 'paper-shown': 'answering', collected: 'collected', expelled: 'expelled' },
  answering: {
    'paper-shown': 'answering',
    interrupted: 'interrupted',
    'handed-in': 'handed-in',
    collected: 'collected',
    expelled: 'expelled',
  },
  interrupted: {
    'paper-shown': 'answering',
    reconnected: 'answering',
    collected: 'collected',
    expelled: 'expelled',
  },
  'handed-in': {},
  collected: {},
  absent: {},
  expelled: {},
}

/** A seat that nothing can move any more. */
export const isFinal = (status: SeatStatus): boolean => Object.keys(seatTransitions[status]).length === 0

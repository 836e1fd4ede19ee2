export type PaperRoomState = 'prepared' | 'distributed' | 'collected' | 'sealed' | 'handed-over'

export const paperRoomTitles: Readonly<Record<PaperRoomState, string>> = {
  prepared: '待领取',
  distributed: '考试中',
  collected: '已清点，可离场',
  sealed: '已密封',
  'handed-over': '已移交',
}

/** What may be done in a state; nothing is undone. */
const allowed = {
  'count-out': ['prepared'],
  'sign-in': ['prepared', 'distributed'],
  'count-in': ['distributed'],
  'use-spare': ['distributed'],
  extend: ['distributed'],
  'mark-absent': ['distributed', 'collected'],
  leave: ['distributed', 'collected'],
  explain: ['distributed'],
  scan: ['collected', 'sealed', 'handed-over'],
  sign: ['collected'],
  seal: ['collected'],
  'hand-over': ['sealed'],
} as const satisfies { readonly [act: string]: readonly PaperRoomState[] }

export type PaperRoomAct = keyof typeof allowed

export const mayInState = (act: PaperRoomAct, state: PaperRoomState): boolean =>
  (allowed[act] as readonly PaperRoomState[]).includes(state)

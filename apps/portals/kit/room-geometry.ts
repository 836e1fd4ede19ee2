/** True geometry of a room, rows counted from the blackboard, columns from the left as one faces it. */
export interface RoomGeometry {
  readonly rows: number
  readonly columns: number
  /** An aisle runs behind each of these columns. */
  readonly aislesAfter: readonly number[]
  readonly door: 'front-left' | 'front-right' | 'back-left' | 'back-right'
}

export const seatStates = [
  'empty',
  'assigned',
  'mine',
  'defect',
  'absent',
  'present',
  'answering',
  'interrupted',
  'handed-in',
  'violation',
] as const
export type SeatState = (typeof seatStates)[number]

export interface Seat {
  readonly row: number
  readonly column: number
  /** What is painted on the seat, as `12`. */
  readonly label: string
  readonly state: SeatState
  /** Who sits there, or why it is broken; read out and shown as a tooltip. */
  readonly note?: string
}

/** Each state is a letter and a word besides its colour. */
export const seatFaces: {
  readonly [state in SeatState]: { readonly letter: string; readonly word: string }
} = {
  empty: { letter: '', word: '空位' },
  assigned: { letter: '·', word: '已安排' },
  mine: { letter: '★', word: '您的座位' },
  defect: { letter: '✕', word: '停用' },
  absent: { letter: '缺', word: '缺考' },
  present: { letter: '到', word: '已签到' },
  answering: { letter: '答', word: '作答中' },
  interrupted: { letter: '断', word: '中断' },
  'handed-in': { letter: '交', word: '已交卷' },
  violation: { letter: '违', word: '违纪' },
}

export const size = { seat: 44, gap: 8, aisle: 28, margin: 28, head: 46 } as const

/** Left edge of a column and upper edge of a row, in the units of the drawing. */
export const columnX = (room: RoomGeometry, column: number): number =>
  size.margin +
  (column - 1) * (size.seat + size.gap) +
  room.aislesAfter.filter((after) => after < column).length * size.aisle

export const rowY = (row: number): number => size.head + (row - 1) * (size.seat + size.gap)

export const extentOf = (room: RoomGeometry) => ({
  width: columnX(room, room.columns) + size.seat + size.margin,
  height: rowY(room.rows) + size.seat + size.margin,
})

/** The seat that an arrow key leads to: the nearest one in that direction, over gaps and aisles. */
export const neighbour = (seats: readonly Seat[], from: Seat, key: string): Seat | undefined => {
  const ways: { readonly [key: string]: readonly [number, number] } = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const way = ways[key]
  if (!way) return undefined
  const [down, right] = way
  const ahead = seats
    .map((seat) => ({
      seat,
      along: (seat.row - from.row) * down + (seat.column - from.column) * right,
      aside: Math.abs((seat.row - from.row) * right) + Math.abs((seat.column - from.column) * down),
    }))
    .filter(({ along }) => along > 0)
    .sort((a, b) => a.aside - b.aside || a.along - b.along)
  return ahead[0]?.seat
}

import type { CSSProperties } from 'react'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import { seatWords } from './seat-words.ts'

/** Columns of the drawing: one per seat column and one narrow per aisle. */
const template = ({ columns, aislesAfter }: RoomView['grid']): string =>
  Array.from({ length: columns }, (_, index) =>
    aislesAfter.includes(index + 1) && index + 1 < columns
      ? 'minmax(4.6em, 1fr) 1.4em'
      : 'minmax(4.6em, 1fr)',
  ).join(' ')

const place = ({ aislesAfter }: RoomView['grid'], row: number, column: number): CSSProperties => ({
  gridRow: row,
  gridColumn: column + aislesAfter.filter((after) => after < column).length,
})

const progress = (seat: SeatView, itemCount: number): string => {
  if (seat.status === 'answering' || seat.status === 'interrupted') return `${seat.answered}/${itemCount}`
  if (seat.status === 'assigned' || seat.status === 'present')
    return seat.entered ? (seat.online ? '已登录' : '未连接') : ''
  return ''
}

const Doorway = ({ room, side }: { readonly room: RoomView; readonly side: 'front' | 'back' }) => (
  <div className="edge">
    <span>{room.grid.door === `${side}-left` && '门'}</span>
    <span className={side === 'front' ? 'board' : ''}>{side === 'front' && '黑板 · 监考席'}</span>
    <span>{room.grid.door === `${side}-right` && '门'}</span>
  </div>
)

/** The room as it is: board in front, door where it is, aisles and broken places included. */
export const SeatMap = ({
  room,
  filter,
  selected,
  select,
}: {
  readonly room: RoomView
  readonly filter: SeatStatus | null
  readonly selected: string | null
  readonly select: (seat: string) => void
}) => (
  <section className="map" aria-label="座位图">
    <Doorway room={room} side="front" />
    <div className="grid" style={{ gridTemplateColumns: template(room.grid) }}>
      {room.seats.map((seat) => (
        <button
          key={seat.seat}
          type="button"
          className={`seat state ${seat.status} ${filter && seat.status !== filter ? 'faded' : ''}`}
          style={place(room.grid, seat.row, seat.column)}
          aria-pressed={selected === seat.seat}
          onClick={() => select(seat.seat)}
        >
          <span className="top">
            <span>{seat.seat}</span>
            <span>
              {seat.violations > 0 && '⚑违纪 '}
              <span aria-hidden="true">{seatWords[seat.status].sign}</span>
            </span>
          </span>
          <strong>{seat.name}</strong>
          <span className="bottom tabular">
            {seatWords[seat.status].word} {progress(seat, room.itemCount)}
          </span>
        </button>
      ))}
      {room.grid.defects.map(({ row, column, reason }) => (
        <div key={`${row}-${column}`} className="seat defect" style={place(room.grid, row, column)}>
          <span>停用</span>
          <span>{reason}</span>
        </div>
      ))}
    </div>
    {room.grid.door?.startsWith('back') && <Doorway room={room} side="back" />}
  </section>
)

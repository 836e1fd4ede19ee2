import { type KeyboardEvent, useRef, useState } from 'react'
import {
  columnX,
  extentOf,
  neighbour,
  type RoomGeometry,
  rowY,
  type Seat,
  type SeatState,
  seatFaces,
  seatStates,
  size,
} from './room-geometry.ts'
import './seat-map.css'

const keyOf = (seat: Seat) => `${seat.row}-${seat.column}`
/** Begins with what is seen on the seat, as speech control needs. */
const spoken = (seat: Seat) =>
  [seat.label + seatFaces[seat.state].letter, seatFaces[seat.state].word, seat.note]
    .filter(Boolean)
    .join('，')

const Furniture = ({ room }: { readonly room: RoomGeometry }) => {
  const { width, height } = extentOf(room)
  const [end, side] = room.door.split('-')
  const x = side === 'left' ? 3 : width - 9
  const y = end === 'front' ? size.head : height - size.margin - size.seat
  return (
    <g className="furniture">
      <rect className="room" x="1" y="1" width={width - 2} height={height - 2} rx="4" />
      <rect className="board" x={width * 0.25} y="8" width={width * 0.5} height="18" rx="3" />
      <text className="board-word" x={width / 2} y="21">
        黑板
      </text>
      <rect className="door" x={x} y={y} width="6" height={size.seat} />
      <text x={side === 'left' ? 14 : width - 14} y={y - 6}>
        门
      </text>
    </g>
  )
}

const SeatFace = ({ room, seat }: { readonly room: RoomGeometry; readonly seat: Seat }) => {
  const x = columnX(room, seat.column)
  const y = rowY(seat.row)
  const { letter } = seatFaces[seat.state]
  return (
    <>
      <title>{spoken(seat)}</title>
      <rect x={x} y={y} width={size.seat} height={size.seat} rx="6" />
      <text className="seat-label" x={x + size.seat / 2} y={letter ? y + 18 : y + 27}>
        {seat.label}
      </text>
      {letter && (
        <text className="seat-letter" x={x + size.seat / 2} y={y + 36}>
          {letter}
        </text>
      )}
    </>
  )
}

const Legend = ({ seats }: { readonly seats: readonly Seat[] }) => {
  const counts = new Map<SeatState, number>()
  for (const { state } of seats) counts.set(state, (counts.get(state) ?? 0) + 1)
  return (
    <ul className="seat-legend">
      {seatStates
        .filter((state) => counts.has(state))
        .map((state) => (
          <li key={state}>
            <span className={`seat-swatch seat-${state}`}>{seatFaces[state].letter}</span>
            {seatFaces[state].word} {counts.get(state)}
          </li>
        ))}
    </ul>
  )
}

interface Props {
  readonly title: string
  readonly room: RoomGeometry
  readonly seats: readonly Seat[]
  /** With it the seats can be chosen, by pointer, or by arrow keys and Enter; without it this is a picture. */
  readonly onSelect?: (seat: Seat) => void
  readonly selected?: Pick<Seat, 'row' | 'column'> | null
  readonly legend?: boolean
}

/** Moves the one tab stop of the map along the arrow keys. */
const useRoving = (seats: readonly Seat[], onSelect: Props['onSelect']) => {
  const drawing = useRef<SVGSVGElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const current = stop ?? (seats[0] ? keyOf(seats[0]) : null)
  const onKeyDown = (seat: Seat) => (event: KeyboardEvent) => {
    const chosen = event.key === 'Enter' || event.key === ' '
    const next = neighbour(seats, seat, event.key)
    if (chosen || next) event.preventDefault()
    if (chosen) onSelect?.(seat)
    if (!next) return
    setStop(keyOf(next))
    drawing.current?.querySelector<SVGGElement>(`[data-seat="${keyOf(next)}"]`)?.focus()
  }
  return { drawing, current, setStop, onKeyDown }
}

/** A room as it stands: seats, aisles, blackboard, door. Planning, ticket and invigilator show the same. */
export const SeatMap = ({ title, room, seats, onSelect, selected, legend = true }: Props) => {
  const { width, height } = extentOf(room)
  const { drawing, current, setStop, onKeyDown } = useRoving(seats, onSelect)
  const isSelected = (seat: Seat) => selected?.row === seat.row && selected.column === seat.column
  const choosable = (seat: Seat) => ({
    role: 'button',
    tabIndex: keyOf(seat) === current ? 0 : -1,
    'aria-label': spoken(seat),
    'aria-pressed': isSelected(seat),
    onKeyDown: onKeyDown(seat),
    onFocus: () => setStop(keyOf(seat)),
    onClick: () => onSelect?.(seat),
  })
  return (
    <figure className="seat-map">
      <figcaption>{title}</figcaption>
      <svg
        ref={drawing}
        viewBox={`0 0 ${width} ${height}`}
        style={{ maxWidth: width }}
        role={onSelect ? 'group' : 'img'}
        aria-label={`${title}，${room.rows}排${room.columns}列`}
      >
        <Furniture room={room} />
        {seats.map((seat) => (
          <g
            key={keyOf(seat)}
            data-seat={keyOf(seat)}
            className={`seat seat-${seat.state} ${isSelected(seat) ? 'selected' : ''}`}
            {...(onSelect ? choosable(seat) : {})}
          >
            <SeatFace room={room} seat={seat} />
          </g>
        ))}
      </svg>
      {legend && <Legend seats={seats} />}
    </figure>
  )
}

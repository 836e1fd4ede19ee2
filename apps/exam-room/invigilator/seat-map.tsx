import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from 'react'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { RoomView, SeatView } from '../room.port.ts'
import { seatWords } from './seat-words.ts'

/** How much a place shows: its sign alone, or number, name and progress. */
type Zoom = 'far' | 'usual' | 'near'

const zooms: readonly { readonly zoom: Zoom; readonly word: string; readonly width: string }[] = [
  { zoom: 'far', word: '全景', width: '1.1em' },
  { zoom: 'usual', word: '标准', width: '4.6em' },
  { zoom: 'near', word: '放大', width: '9em' },
]

/** A hall of more seats than this is first seen from afar. */
const hall = 150

/** Columns of the drawing: one per seat column and one narrow per aisle. */
const template = ({ columns, aislesAfter }: RoomView['grid'], width: string): string =>
  Array.from({ length: columns }, (_, index) =>
    aislesAfter.includes(index + 1) && index + 1 < columns
      ? `minmax(${width}, 1fr) 1.4em`
      : `minmax(${width}, 1fr)`,
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

interface CellProps {
  readonly seat: SeatView
  readonly grid: RoomView['grid']
  readonly itemCount: number
  readonly zoom: Zoom
  readonly isFaded: boolean
  readonly isSelected: boolean
  readonly isStop: boolean
  readonly select: (seat: string) => void
}

/** One place; drawn again only when its own seat changed. */
const Cell = memo(({ seat, grid, itemCount, zoom, isFaded, isSelected, isStop, select }: CellProps) => {
  const { word, sign } = seatWords[seat.status]
  const label = `${seat.seat} ${seat.name} ${seat.violations > 0 ? '⚑违纪 ' : ''}${word} ${progress(seat, itemCount)}`
  return (
    <button
      type="button"
      className={`seat state ${zoom} ${seat.status} ${isFaded ? 'faded' : ''}`}
      style={place(grid, seat.row, seat.column)}
      data-seat={seat.seat}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isSelected}
      {...(zoom === 'far' ? { 'aria-label': label, title: label } : {})}
      onClick={() => select(seat.seat)}
    >
      {zoom === 'far' ? (
        <span aria-hidden="true">{seat.violations > 0 ? '⚑' : sign}</span>
      ) : (
        <>
          <span className="top">
            <span>{seat.seat}</span>
            <span>
              {seat.violations > 0 && '⚑违纪 '}
              <span aria-hidden="true">{sign}</span>
            </span>
          </span>
          <strong>{seat.name}</strong>
          <span className="bottom tabular">
            {word} {progress(seat, itemCount)}
          </span>
        </>
      )}
    </button>
  )
})

const steps: { readonly [key: string]: readonly [rows: number, columns: number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The next occupied place in the direction of an arrow key. */
const neighbour = (room: RoomView, from: SeatView, key: string): SeatView | undefined => {
  const step = steps[key]
  if (!step) return undefined
  const [rows, columns] = step
  const ahead = room.seats.filter((seat) => {
    const across = rows === 0 ? seat.row === from.row : seat.column === from.column
    const along = rows === 0 ? (seat.column - from.column) * columns : (seat.row - from.row) * rows
    return across && along > 0
  })
  const far = (seat: SeatView) => Math.abs(seat.row - from.row) + Math.abs(seat.column - from.column)
  return ahead.sort((one, other) => far(one) - far(other))[0]
}

const ZoomBar = ({ zoom, set }: { readonly zoom: Zoom; readonly set: (zoom: Zoom) => void }) => (
  <fieldset className="row counts">
    <legend className="unseen">座位图大小</legend>
    {zooms.map(({ zoom: one, word }) => (
      <button key={one} type="button" aria-pressed={zoom === one} onClick={() => set(one)}>
        {word}
      </button>
    ))}
  </fieldset>
)

interface MapProps {
  readonly room: RoomView
  readonly filter: SeatStatus | null
  readonly selected: string | null
  readonly select: (seat: string) => void
}

const Places = ({ room, filter, selected, select, zoom }: MapProps & { readonly zoom: Zoom }) => {
  const [stop, setStop] = useState(selected ?? room.seats[0]?.seat)
  const drawing = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent): void => {
    const from = room.seats.find(({ seat }) => seat === stop)
    const next = from && neighbour(room, from, event.key)
    if (!next) return
    event.preventDefault()
    setStop(next.seat)
    drawing.current?.querySelector<HTMLElement>(`[data-seat="${CSS.escape(next.seat)}"]`)?.focus()
  }
  const width = zooms.find((one) => one.zoom === zoom)!.width
  // Somebody who sits at a broken place is shown, not the place.
  const occupied = new Set(room.seats.map(({ row, column }) => `${row}-${column}`))
  const empty = room.grid.defects.filter(({ row, column }) => !occupied.has(`${row}-${column}`))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the places within
    <div
      ref={drawing}
      className={`grid ${zoom}`}
      style={{ gridTemplateColumns: template(room.grid, width) }}
      onKeyDown={walk}
    >
      {room.seats.map((seat) => (
        <Cell
          key={seat.seat}
          seat={seat}
          grid={room.grid}
          itemCount={room.itemCount}
          zoom={zoom}
          isFaded={filter !== null && seat.status !== filter}
          isSelected={selected === seat.seat}
          isStop={stop === seat.seat}
          select={select}
        />
      ))}
      {empty.map(({ row, column, reason }) => (
        <div
          key={`${row}-${column}`}
          className={`seat defect ${zoom}`}
          style={place(room.grid, row, column)}
          title={reason}
        >
          <span>{zoom === 'far' ? '停' : '停用'}</span>
          {zoom !== 'far' && <span>{reason}</span>}
        </div>
      ))}
    </div>
  )
}

/** The room as it is: board in front, door where it is, aisles and broken places included; walked with the arrow keys. */
export const SeatMap = (props: MapProps) => {
  const { room } = props
  const [zoom, setZoom] = useState<Zoom>(room.seats.length > hall ? 'far' : 'usual')
  return (
    <section className="map" aria-label="座位图">
      <ZoomBar zoom={zoom} set={setZoom} />
      <Doorway room={room} side="front" />
      <Places {...props} zoom={zoom} />
      {room.grid.door?.startsWith('back') && <Doorway room={room} side="back" />}
    </section>
  )
}

import type { roomDetail } from '#modules/site/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { Seat } from '../kit/room-geometry.ts'
import { SeatMap } from '../kit/seat-map.tsx'

export type RoomView = ReplyOf<typeof roomDetail>
export type Place = RoomView['places'][number]

/** A theory room is named by its number alone. */
export const roomTitle = ({ code, name }: Pick<RoomView, 'code' | 'name'>) =>
  name === code ? code : `${code} ${name}`

const seatOf = ({ row, column, number, usable, defect }: Place): Seat => ({
  row,
  column,
  label: String(number),
  state: usable ? 'empty' : 'defect',
  ...(defect && { note: defect }),
})

/** A room as it stands, its broken seats marked; the workbook tells neither aisles nor door, so none is drawn in between. */
export const RoomMap = (props: {
  readonly room: RoomView
  readonly chosen?: Place | null
  readonly onChoose?: (place: Place) => void
}) => {
  const { room, chosen, onChoose } = props
  const placeAt = (seat: Seat) =>
    room.places.find((one) => one.row === seat.row && one.column === seat.column)
  return (
    <SeatMap
      title={`${roomTitle(room)}：${room.usableSeats} 个${room.placeWord}可用，共 ${room.seats} 个`}
      room={{ rows: room.rowCount, columns: room.columnCount, aislesAfter: [], door: 'front-right' }}
      seats={room.places.map(seatOf)}
      selected={chosen ?? null}
      {...(onChoose && {
        onSelect: (seat: Seat) => {
          const place = placeAt(seat)
          if (place) onChoose(place)
        },
      })}
    />
  )
}

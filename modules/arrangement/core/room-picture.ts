/** Millimetres of one seat in the picture of a room, and the gap between two. */
export const seatPicture = { width: 6, height: 4.8, gap: 0.8 } as const

export interface RoomPlan {
  readonly rows: number
  readonly columns: number
  /** Seat numbers row by row from the front; null where there is no seat. */
  readonly numbers: readonly (number | null)[]
  /** Broken seats, `row-column`. */
  readonly broken: readonly string[]
}

/** A room seen from above, front at the top, as SVG in millimetres; one picture serves everyone who sits there. */
export const roomPicture = ({ rows, columns, numbers, broken }: RoomPlan): string => {
  const { width, height, gap } = seatPicture
  const total = { across: columns * (width + gap) - gap, down: rows * (height + gap) - gap }
  const gone = new Set(broken)
  const seats = numbers.map((number, index) => {
    if (number === null) return ''
    const [row, column] = [Math.floor(index / columns), index % columns]
    const [x, y] = [column * (width + gap), row * (height + gap)].map((each) => Number(each.toFixed(2))) as [
      number,
      number,
    ]
    const isGone = gone.has(`${row + 1}-${column + 1}`)
    const frame = `<rect x="${x + 0.1}" y="${y + 0.1}" width="${width - 0.2}" height="${height - 0.2}" fill="none" stroke="${isGone ? '#bbb' : '#444'}" stroke-width="0.18"/>`
    const label = `<text x="${x + width / 2}" y="${y + height / 2 + 0.9}" font-family="Noto Sans CJK SC" font-size="2.5" text-anchor="middle" fill="#666">${number}</text>`
    return isGone ? frame : frame + label
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${total.across}mm" height="${total.down}mm" viewBox="0 0 ${total.across} ${total.down}">${seats.join('')}</svg>`
}

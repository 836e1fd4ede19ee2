/** Where somebody sits: his room and his place in it, rows and columns from 1. */
export interface SlotPlace {
  readonly roomId: string
  readonly row: number
  readonly column: number
}

/**
 * Which form each place of a session gets, from 0, in the order of `places`. Where there is a form for everybody
 * (一人一卷) nobody shares one. Otherwise neighbours beside each other and before each other differ; from four forms on
 * also those across corners.
 */
export const formSlots = (places: readonly SlotPlace[], forms: number): readonly number[] => {
  if (forms >= places.length) return places.map((_, at) => at)
  const perRow = forms >= 4 ? 2 : 1
  return places.map(({ row, column }) => (column + perRow * row) % forms)
}

/** One measured figure; `ratio` is value ÷ floor, the floor measured in the same run, null where none applies. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number | null
  readonly ratio: number | null
  /** In words and numbers: `≥ 0.4 of the floor`, `≤ 30 s`. */
  readonly target: string
  readonly ok: boolean
}

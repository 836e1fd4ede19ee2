export interface Failure {
  readonly index: number
  readonly kind: 'crashed' | 'hung' | 'over memory'
  readonly reason: string
}

/** What came of the files so far. `sound`: items without a problem of reading. */
export interface Tally {
  read: number
  items: number
  sound: number
  readonly refused: Record<string, number>
  readonly failures: Failure[]
}

export interface FuzzTask {
  readonly family: string
  readonly seed: string
  readonly from: number
  readonly to: number
  readonly shared: SharedArrayBuffer
}

/** Places in the memory that the worker and its watcher have in common. */
export const slots = { index: 0, beat: 1 } as const

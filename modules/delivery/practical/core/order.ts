/** The order in which the lots of a pool fall under a label; the seed is the caller's. */
type Lots = (label: string, pool: readonly string[]) => readonly string[]

export interface OrderDraw {
  readonly label: string
  /** Ticket numbers. */
  readonly pool: readonly string[]
  readonly tasks: readonly string[]
}

export interface Lot {
  readonly ticketNumber: string
  readonly position: number
  /** Null where everybody does the same. */
  readonly task: string | null
}

/**
 * The order of call-up and each candidate's task, both from the one seed that was committed to beforehand: anyone
 * recomputes them with an ordinary hash tool.
 */
export const lotsOf = ({ label, pool, tasks }: OrderDraw, lots: Lots): readonly Lot[] =>
  lots(label, pool).map((ticketNumber, index) => ({
    ticketNumber,
    position: index + 1,
    task: lots(`${label} ${ticketNumber}`, tasks)[0] ?? null,
  }))

/** The pool to which the commitment binds: people and tasks. */
export const boundPool = ({ pool, tasks }: Pick<OrderDraw, 'pool' | 'tasks'>): readonly string[] => [
  ...pool,
  ...tasks.map((task) => `题：${task}`),
]

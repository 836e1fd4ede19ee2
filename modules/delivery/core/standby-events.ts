/** Number and hash of a journal entry. */
export interface JournalHead {
  readonly seq: number
  readonly hash: string
}

/** An entry of the other node's journal, kept as evidence in this one. */
export interface TailEntry {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly seat: string | null
  readonly actor: string
  readonly body: object
  readonly prev: string
  readonly hash: string
}

/** Events of a pair of nodes, one serving a sitting and one ready to. Nodes appear by their address. */
export interface StandbyEvents {
  /** The standby has every entry before this one; from here on nothing is acknowledged before it has it too. */
  'standby-linked': { readonly standby: string }
  /** From here on the room acknowledges alone. */
  'standby-lost': { readonly standby: string; readonly cause: 'silent' | 'closed' }
  /** The standby's journal is not the beginning of this one: entry `seq` is another there. */
  'standby-refused': { readonly standby: string; readonly seq: number }
  /** The other node serves the sitting from here on. `lastHeardAt`: when it last heard from the node before it. */
  'taken-over': {
    readonly epoch: number
    readonly node: string
    readonly from: string
    readonly reason: string
    readonly confirmed: boolean
    readonly lastHeardAt: string | null
    /** Milliseconds that room time is ahead of the clock of the node that took over. */
    readonly clockAhead: number
  }
  /** What the node before the take-over wrote alone after entry `after`, before it was let in again as standby. */
  'tail-received': {
    readonly standby: string
    readonly after: number
    readonly reason: string
    readonly entries: readonly TailEntry[]
  }
  /**
   * A seat has seen an entry that this journal does not have. `beyond`: the node before the take-over acknowledged it
   * alone; `differs`: the journal was altered or has lost entries.
   */
  'head-missing': {
    readonly witness: string
    readonly seq: number
    readonly hash: string
    readonly finding: 'beyond' | 'differs'
  }
}

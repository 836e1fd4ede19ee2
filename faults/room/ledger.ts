import type { NumberedDeed } from '#apps/exam-room/room.port.ts'

/** When, by the server's clock, and in which epoch a deed was said to be durable. */
export interface Told {
  readonly at: string
  readonly epoch: number
}

/** One browser's series at one seat: what it did, and what it was told is saved. */
export interface Series {
  readonly seat: string
  readonly clientId: string
  readonly deeds: NumberedDeed[]
  /** Every deed up to this number was said to be durable, */
  told: number
  /** and when. */
  readonly toldAt: Map<number, Told>
  /** Where in the candidate's work this browser began; a later browser's deeds come after. */
  readonly order: number
}

/** When the sitting's time runs out, as the harness measures it with a clock that nobody sets. */
export interface Deadline {
  /** The start lies between these, milliseconds of `performance.now()`. */
  readonly from: number
  readonly to: number
  readonly minutes: number
}

/** What the people of a room were told, kept outside of everything that may break. */
export class Ledger {
  readonly series: Series[] = []
  readonly #findings = new Map<string, string>()
  deadline: Deadline | undefined
  slowestRecovery = 0
  injected = 0
  worstClock = 0
  /**
   * Milliseconds for which the room's time may have stood still: a machine whose clock was set back and that then lost
   * its power cannot tell for how long it was off, and candidates lose no time by it.
   */
  stoodStill = 0
  readonly #patience: number

  /** How long an answer is waited for, milliseconds; beyond half a minute nothing could be called a recovery. */
  constructor(patience = 30_000) {
    this.#patience = patience
  }

  /** After a finding the run has failed already, and what is wrong may never come right. */
  readonly patience = (): number =>
    this.#findings.size > 0 ? Math.min(2000, this.#patience) : this.#patience

  readonly open = (seat: string, clientId: string): Series => {
    const known = this.series.find((one) => one.clientId === clientId)
    if (known) return known
    const order = this.series.filter((one) => one.seat === seat).length
    const opened = { seat, clientId, deeds: [], told: 0, toldAt: new Map<number, Told>(), order }
    this.series.push(opened)
    return opened
  }

  /** The first of each kind at each place is enough. */
  readonly finding = (sentence: string): void => {
    const kind = sentence.replaceAll(/[\d.]+ (was|s\b)|only \d+|\d+ acknowledged of \d+/g, '')
    if (!this.#findings.has(kind)) this.#findings.set(kind, sentence)
  }

  get findings(): readonly string[] {
    return [...this.#findings.values()]
  }

  readonly recovered = (milliseconds: number): void => {
    this.slowestRecovery = Math.max(this.slowestRecovery, milliseconds)
  }

  /** Compares what a standing says is left with what is left; `sentAt` and `heardAt` enclose the server's look at its clock. */
  readonly checkClock = (seat: string, left: number, at: { sentAt: number; heardAt: number }): void => {
    if (!this.deadline) return
    const { from, to, minutes } = this.deadline
    const least = from + minutes * 60_000 - at.heardAt
    const most = to + minutes * 60_000 - at.sentAt + this.stoodStill
    const off = Math.max(0, least - left, left - most)
    this.worstClock = Math.max(this.worstClock, off)
    if (off > 1000) this.finding(`seat ${seat}: the remaining time is off by ${(off / 1000).toFixed(1)} s`)
  }

  get acknowledged(): number {
    return this.series.reduce((sum, { told }) => sum + told, 0)
  }
}

/** A number of the law with the clauses it comes from. The policy pack supplies it; nothing here defaults. */
export interface Claused<T> {
  readonly value: T
  readonly clauses: readonly string[]
}

/** What happens at a candidate's machine. */
export interface SeatRules {
  /** `seeded`: items, or the options of an item, in an order of the candidate's own. */
  readonly itemOrder: 'paper' | 'seeded'
  readonly optionOrder: 'paper' | 'seeded'
  readonly calculator: boolean
  readonly scratch: boolean
  readonly browser: 'any' | 'seb'
  /** Reminders that every machine shows by itself, so many minutes before its end. */
  readonly endReminders: readonly {
    readonly id: string
    readonly minutes: number
    readonly text: string
  }[]
}

/** Of a sitting that was prepared before there were such rules. */
export const plainSeatRules: SeatRules = {
  itemOrder: 'paper',
  optionOrder: 'paper',
  calculator: false,
  scratch: false,
  browser: 'any',
  endReminders: [],
}

/** The values a sitting runs under, frozen into its first journal entry. */
export interface RoomRules {
  /** Minutes after the start during which a candidate is still admitted, the last minute's end included. */
  readonly entryLimitMinutes: Claused<number>
  /** Minutes before the end in which handing in is allowed; null = never before the end. */
  readonly handInWindowMinutes: Claused<number | null>
  /** Minutes before the planned start from which the paper may be opened, and persons needed to open it. */
  readonly openingLeadMinutes: Claused<number>
  readonly openingPersons: Claused<number>
  /** Minutes the start may deviate from the arrangement before a reason must be recorded. */
  readonly startToleranceMinutes: Claused<number>
  /** What the invigilator ticks about the room before check-in begins. */
  readonly roomChecks: Claused<readonly string[]>
  /** Operation of the room: silence that counts as an interruption, and transit time allowed after the end. */
  readonly heartbeatSilenceSeconds: number
  readonly collectionGraceSeconds: number
  /** Missing in a sitting that was prepared before there were such rules. */
  readonly seat?: SeatRules
}

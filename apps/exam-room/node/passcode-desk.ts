interface Waiting {
  readonly key: string
  readonly begin: () => void
}

/** So many may wait from one place for one person; more is no person at a desk. */
const mostWaiting = 8

/**
 * Checking a passcode costs a thread for a moment, and the syncs of the journal need threads too: checks are made one
 * at a time, and whoever has been wrong less often is served first. A flood of wrong passcodes holds up neither the
 * saves of the seats nor the person with the right one.
 */
export class PasscodeDesk {
  readonly #failuresOf: (key: string) => number
  #isBusy = false
  #waiting: Waiting[] = []

  constructor(failuresOf: (key: string) => number) {
    this.#failuresOf = failuresOf
  }

  readonly #next = (): void => {
    const [first] = this.#waiting.toSorted((a, b) => this.#failuresOf(a.key) - this.#failuresOf(b.key))
    this.#isBusy = first !== undefined
    if (!first) return
    this.#waiting = this.#waiting.filter((one) => one !== first)
    first.begin()
  }

  readonly isCrowded = (key: string): boolean =>
    this.#waiting.filter((one) => one.key === key).length >= mostWaiting

  readonly check = async <T>(key: string, act: () => Promise<T>): Promise<T> => {
    if (this.#isBusy) await new Promise<void>((begin) => this.#waiting.push({ key, begin }))
    this.#isBusy = true
    try {
      return await act()
    } finally {
      this.#next()
    }
  }
}

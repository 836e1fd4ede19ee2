import type { Loss } from '../core/parsed.ts'

const longestSample = 80

/** Losses of one place, each kind once with its first sample and how often it came. */
export class LossList {
  readonly #found = new Map<string, { sample: string; count: number }>()

  add(what: string, sample = ''): void {
    const held = this.#found.get(what)
    if (held) held.count += 1
    else this.#found.set(what, { sample: sample.trim().slice(0, longestSample).toWellFormed(), count: 1 })
  }

  addAll(losses: readonly Loss[]): void {
    for (const { what, sample } of losses) this.add(what, sample)
  }

  list(): readonly Loss[] {
    return [...this.#found].map(([what, { sample, count }]) => ({
      what,
      sample: count === 1 ? sample : sample === '' ? `共${count}处` : `${sample}（共${count}处）`,
    }))
  }
}

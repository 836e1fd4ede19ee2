import type { Loss } from './parsed.ts'

/** Losses of one kind counted together, with the first as the sample. */
export const lossTally = () => {
  const counts = new Map<string, { sample: string; count: number }>()
  return {
    add: (what: string, sample: string) => {
      const held = counts.get(what)
      if (held) held.count += 1
      else counts.set(what, { sample, count: 1 })
    },
    losses: (): readonly Loss[] =>
      [...counts].map(([what, { sample, count }]) => ({
        what,
        sample: shortened(count === 1 ? sample : `${sample}等${count}处`, 200),
      })),
  }
}

export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`

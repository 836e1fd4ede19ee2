import type { Demand } from './demands.ts'
import type { Candidate } from './pool.ts'

/** Items that none of the demands tells apart: any of them can stand for any other. */
export interface ItemClass {
  readonly items: readonly Candidate[]
  /** How much an item of it counts in each demand that it counts in, by the demand's place. */
  readonly weights: readonly (readonly [demand: number, weight: number])[]
  readonly papers: number
  readonly forced: boolean
}

/** The more papers an item stands in, the later it is taken; beyond this many it makes no difference. */
const worn = 5

/** Puts candidates together where no demand tells them apart. The order of candidates gives the order of classes. */
export const classesOf = (
  candidates: readonly Candidate[],
  demands: readonly Demand[],
  byUse = true,
): readonly ItemClass[] => {
  const classes = new Map<string, ItemClass & { items: Candidate[] }>()
  for (const item of candidates) {
    const weights = demands.flatMap(({ weigh }, at) => {
      const weight = weigh(item)
      return weight === 0 ? [] : [[at, weight] as const]
    })
    const papers = byUse ? Math.min(worn, item.papers) : 0
    const name = `${weights.join(';')}/${papers}/${item.forced}`
    const known = classes.get(name)
    if (known) known.items.push(item)
    else classes.set(name, { items: [item], weights, papers, forced: item.forced })
  }
  return [...classes.values()]
}

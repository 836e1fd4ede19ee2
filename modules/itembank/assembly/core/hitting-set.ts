/**
 * The fewest elements of which every set holds one; the first such choice in the order of the sets. Undefined where
 * it takes more than `most`: all of one size are tried before the next, which is quick for few only.
 */
export const hittingSet = (
  sets: readonly (readonly string[])[],
  most: number,
): readonly string[] | undefined => {
  const within = (size: number, chosen: readonly string[]): readonly string[] | undefined => {
    const open = sets.find((set) => !set.some((one) => chosen.includes(one)))
    if (!open) return chosen
    if (size === 0) return undefined
    for (const one of open) {
      const found = within(size - 1, [...chosen, one])
      if (found) return found
    }
    return undefined
  }
  for (let size = 0; size <= most; size += 1) {
    const found = within(size, [])
    if (found) return found
  }
  return undefined
}

/**
 * The fewest elements of which every set holds one; the first such choice in the order of the sets. Sets are few and
 * the answer small, so trying all of one size before the next is quick.
 */
export const hittingSet = (sets: readonly (readonly string[])[]): readonly string[] => {
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
  for (let size = 0; ; size += 1) {
    const found = within(size, [])
    if (found) return found
  }
}

/** A table looked up by names that a file gives: it has no names but its own. */
export const wordTable = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> =>
  Object.assign(Object.create(null) as Record<string, T | undefined>, entries)
